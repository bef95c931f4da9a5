package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.api.Tags;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Kind;
import de.komcert.app.incident.retention.Period;
import de.komcert.app.incident.retention.Periods;
import de.komcert.app.incident.retention.Retention;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.web.Times;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Aufbewahrung", description = "How long what has ended is kept. Nothing is erased but by these periods.")
class RetentionApi {

    private static final String PERIODS = "/api/v1/aufbewahrungsfristen";

    private final Periods periods;
    private final Retentions retentions;
    private final Incidents incidents;
    private final Reports reports;
    private final Clock clock;

    RetentionApi(Periods periods, Retentions retentions, Incidents incidents, Reports reports, Clock clock) {
        this.periods = periods;
        this.retentions = retentions;
        this.incidents = incidents;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * The period of a kind.
     *
     * @param months counted from closing
     * @param reason why it was changed to this
     */
    record RetentionPeriod(Kind kind, int months, String reason, String recordedBy, Instant changedAt) {

        static RetentionPeriod of(Period period) {
            return new RetentionPeriod(
                    period.kind(), period.months(), period.reason(), period.recordedBy(), period.changedAt());
        }
    }

    /**
     * Another period.
     *
     * @param months from 1 to 600
     * @param reason why, in one sentence; it stays beside the period
     */
    record RetentionPeriodSent(
            @NotNull @Nullable Integer months,
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /**
     * Until when something is kept.
     *
     * @param months the period of its kind
     * @param closedAt from when that counts; missing while it goes on
     * @param keptUntil the last day of the period
     * @param erasedOn the day on which it is erased, before the announcement the earliest one; missing while it goes on or
     *     is held. A Meldung that was merged into something is not erased before that
     * @param announcedAt when its members were told, at least 30 whole days before
     * @param held whether a legal hold stands
     */
    record RetentionBody(
            Kind kind,
            int months,
            @Nullable Instant closedAt,
            @Nullable LocalDate keptUntil,
            @Nullable LocalDate erasedOn,
            @Nullable Instant announcedAt,
            boolean held) {}

    /** The period of each kind. */
    @GetMapping(PERIODS)
    @Requires(Permission.READ_INCIDENTS)
    List<RetentionPeriod> list() {
        var holding = periods.holding();
        return Arrays.stream(Kind.values())
                .map(holding::get)
                .map(period -> RetentionPeriod.of(Objects.requireNonNull(period)))
                .toList();
    }

    /** The period of one kind. */
    @GetMapping(PERIODS + "/{kind}")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<RetentionPeriod> one(@PathVariable Kind kind) {
        return answer(periods.holding(kind));
    }

    /** Changes a period, for everything that has not been erased. Nothing is erased that was not announced 30 days ago. */
    @PutMapping(PERIODS + "/{kind}")
    @Requires(Permission.SET_RETENTION)
    ResponseEntity<RetentionPeriod> change(
            @PathVariable Kind kind,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody RetentionPeriodSent sent) {
        return answer(periods.change(
                kind, Objects.requireNonNull(sent.months()), Sent.text(sent.reason()), Tags.version(match)));
    }

    /** Until when an incident is kept. */
    @GetMapping(Bodies.INCIDENT + "/aufbewahrung")
    @Requires(Permission.READ_INCIDENTS)
    RetentionBody ofIncident(@PathVariable UUID id) {
        return body(retentions.of(incidents.find(new IncidentId(id)).compartment()));
    }

    /** Until when a Meldung is kept that became no incident. */
    @GetMapping("/api/v1/meldungen/{id}/aufbewahrung")
    @Requires(Permission.READ_INCIDENTS)
    RetentionBody ofReport(@PathVariable UUID id) {
        return body(retentions.of(reports.find(new ReportId(id)).compartment()));
    }

    private RetentionBody body(Retention retention) {
        return new RetentionBody(
                retention.kind(),
                retention.months(),
                retention.closedAt(),
                retention.keptUntil().orElse(null),
                retention
                        .erasedOn(LocalDate.ofInstant(clock.instant(), Times.ZONE))
                        .orElse(null),
                retention.announcedAt(),
                retention.held());
    }

    private static ResponseEntity<RetentionPeriod> answer(Period period) {
        return ResponseEntity.ok().eTag(Tags.of(period.number())).body(RetentionPeriod.of(period));
    }
}
