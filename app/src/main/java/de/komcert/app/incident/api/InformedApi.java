package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Informed;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
@RequestMapping(Bodies.INCIDENT + "/informiert")
@Tag(name = "Informierte", description = "Who outside was told. After a false alarm each of them must hear it was one.")
class InformedApi {

    private final Incidents incidents;
    private final Informed informed;
    private final Clock clock;

    InformedApi(Incidents incidents, Informed informed, Clock clock) {
        this.incidents = incidents;
        this.informed = informed;
        this.clock = clock;
    }

    /**
     * Somebody who was told.
     *
     * @param who a person or a body
     * @param toldAt when; now, where it is missing
     */
    record PartySent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String who,
            @Size(max = Typed.LINE) @Nullable String channel,
            @Nullable Instant toldAt) {}

    /**
     * Somebody who was told, on record.
     *
     * @param recalledAt when they heard that it was a false alarm
     * @param recalledBy who told them that
     */
    record PartyBody(
            UUID id,
            String who,
            String channel,
            Instant toldAt,
            @Nullable Instant recalledAt,
            @Nullable String recalledBy) {

        static PartyBody of(Informed.Party party) {
            return new PartyBody(
                    party.id(), party.who(), party.channel(), party.toldAt(), party.recalledAt(), party.recalledBy());
        }
    }

    /** Who was told, in that order. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<PartyBody> list(@PathVariable UUID id) {
        return informed.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(PartyBody::of)
                .toList();
    }

    /** Records that somebody was told. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    PartyBody add(@PathVariable UUID id, @Valid @RequestBody PartySent sent) {
        var incident = new IncidentId(id);
        var added = informed.add(
                incident, Sent.text(sent.who()), Sent.text(sent.channel()), Bodies.at(sent.toldAt(), clock));
        return party(incident, added);
    }

    /** Records that they heard of the false alarm. Once is enough: a second time there is nothing to record. */
    @PostMapping("/{party}/entwarnt")
    @Requires(Permission.WORK_INCIDENTS)
    PartyBody recall(@PathVariable UUID id, @PathVariable UUID party) {
        var incident = new IncidentId(id);
        informed.recall(incident, party);
        return party(incident, party);
    }

    private PartyBody party(IncidentId incident, UUID party) {
        return informed.of(incident).stream()
                .filter(one -> one.id().equals(party))
                .map(PartyBody::of)
                .findFirst()
                .orElseThrow();
    }
}
