package de.komcert.app.forensics.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.order.AnalysisOrder;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.order.Notice;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vorfaelle/{id}/anordnungen")
@Tag(
        name = "Auswertungsanordnungen",
        description = "Who ordered that logs be analysed, for what, and until when: without one nothing is analysed.")
class OrderApi {

    private final Incidents incidents;
    private final AnalysisOrders orders;
    private final Clock clock;

    OrderApi(Incidents incidents, AnalysisOrders orders, Clock clock) {
        this.incidents = incidents;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * An order.
     *
     * @param purpose what the analysis is for
     * @param systems whose logs, in words
     * @param from the beginning of the period that may be analysed
     * @param to its end
     * @param orderedBy whoever ordered it; they need no account
     * @param orderedAt when; now, where it is missing
     * @param channel how it reached us
     * @param deleteOn the last day on which the results are here
     */
    record OrderSent(
            @NotBlank @Size(max = Typed.TEXT) @Nullable String purpose,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String systems,
            @NotNull @Nullable Instant from,
            @NotNull @Nullable Instant to,
            @NotBlank @Size(max = Typed.LINE) @Nullable String orderedBy,
            @Nullable Instant orderedAt,
            @Size(max = Typed.LINE) @Nullable String channel,
            @NotNull @Nullable LocalDate deleteOn) {}

    /**
     * That somebody who watches over people's data was told.
     *
     * @param informedAt when; now, where it is missing
     * @param needless whether they need not be told
     * @param who who was told and how, or why they need not be
     */
    record NoticeSent(
            @NotNull Notice.@Nullable Body body,
            @Nullable Instant informedAt,
            @Nullable Boolean needless,
            @NotBlank @Size(max = Typed.LINE) @Nullable String who) {}

    /** Another day of deletion, and why. */
    record DeletionSent(
            @NotNull @Nullable LocalDate deleteOn,
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /** Why nothing more is analysed under it. */
    record EndSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /**
     * Who was told, or why they need not be.
     *
     * @param informedAt null where they need not be told
     */
    record NoticeBody(Notice.Body body, @Nullable Instant informedAt, String who) {}

    /**
     * An order on record.
     *
     * @param number in the incident, from 1
     * @param stands whether something may be analysed under it now
     * @param endedAt when it was ended, or null
     * @param deletedAt when its results were deleted, or null
     */
    record OrderBody(
            UUID id,
            int number,
            String purpose,
            String systems,
            Instant from,
            Instant to,
            String orderedBy,
            Instant orderedAt,
            String channel,
            LocalDate deleteOn,
            List<NoticeBody> notices,
            boolean stands,
            @Nullable Instant endedAt,
            @Nullable String endedWhy,
            @Nullable Instant deletedAt) {

        static OrderBody of(AnalysisOrder order) {
            var ended = order.ended();
            return new OrderBody(
                    order.id(),
                    order.number(),
                    order.purpose(),
                    order.systems(),
                    order.from(),
                    order.to(),
                    order.orderedBy(),
                    order.orderedAt(),
                    order.channel(),
                    order.deleteOn(),
                    order.notices().stream()
                            .map(notice -> new NoticeBody(notice.body(), notice.informedAt(), notice.who()))
                            .toList(),
                    order.stands(),
                    ended == null ? null : ended.at(),
                    ended == null ? null : ended.why(),
                    order.deletedAt());
        }
    }

    /** The orders, the newest first. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<OrderBody> list(@PathVariable UUID id) {
        return orders.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(OrderBody::of)
                .toList();
    }

    /** Records an order. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    OrderBody record(@PathVariable UUID id, @Valid @RequestBody OrderSent sent) {
        var incident = new IncidentId(id);
        var recorded = orders.record(
                incident,
                new AnalysisOrders.Terms(
                        Sent.text(sent.purpose()),
                        Sent.text(sent.systems()),
                        Objects.requireNonNull(sent.from()),
                        Objects.requireNonNull(sent.to()),
                        Sent.text(sent.orderedBy()),
                        now(sent.orderedAt()),
                        Sent.text(sent.channel()),
                        Objects.requireNonNull(sent.deleteOn())));
        return OrderBody.of(orders.find(incident, recorded));
    }

    /** Records that the data-protection officer or the staff council was told of it. */
    @PostMapping("/{anordnung}/informiert")
    @Requires(Permission.WORK_INCIDENTS)
    OrderBody told(@PathVariable UUID id, @PathVariable UUID anordnung, @Valid @RequestBody NoticeSent sent) {
        var incident = new IncidentId(id);
        orders.told(
                incident,
                anordnung,
                Objects.requireNonNull(sent.body()),
                Sent.flag(sent.needless()) ? null : now(sent.informedAt()),
                Sent.text(sent.who()));
        return OrderBody.of(orders.find(incident, anordnung));
    }

    /** Sets another day of deletion. */
    @PostMapping("/{anordnung}/loeschtag")
    @Requires(Permission.WORK_INCIDENTS)
    OrderBody deleteOn(@PathVariable UUID id, @PathVariable UUID anordnung, @Valid @RequestBody DeletionSent sent) {
        var incident = new IncidentId(id);
        orders.deleteOn(incident, anordnung, Objects.requireNonNull(sent.deleteOn()), Sent.text(sent.reason()));
        return OrderBody.of(orders.find(incident, anordnung));
    }

    /** Ends an order: nothing more is analysed under it. */
    @PostMapping("/{anordnung}/beenden")
    @Requires(Permission.WORK_INCIDENTS)
    OrderBody end(@PathVariable UUID id, @PathVariable UUID anordnung, @Valid @RequestBody EndSent sent) {
        var incident = new IncidentId(id);
        orders.end(incident, anordnung, Sent.text(sent.reason()));
        return OrderBody.of(orders.find(incident, anordnung));
    }

    private Instant now(@Nullable Instant sent) {
        return sent == null ? clock.instant() : sent;
    }
}
