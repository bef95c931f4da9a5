package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.identity.People;
import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.api.Bodies.PersonBody;
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
@RequestMapping(Bodies.INCIDENT + "/uebergaben")
@Tag(name = "Übergaben", description = "Who handed the incident over to whom, and what the next lead was told.")
class HandOverApi {

    private final Incidents incidents;
    private final HandOvers handOvers;
    private final People people;

    HandOverApi(Incidents incidents, HandOvers handOvers, People people) {
        this.incidents = incidents;
        this.handOvers = handOvers;
        this.people = people;
    }

    /**
     * A hand-over.
     *
     * @param to the next lead
     * @param text what they must know
     */
    record HandOverSent(
            @NotNull @Nullable UUID to,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String text) {}

    /**
     * A hand-over that took place.
     *
     * @param head the end of the journal at that moment
     */
    record HandOverBody(PersonBody from, PersonBody to, String text, HeadBody head, Instant at) {}

    /** The hand-overs, the latest first. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<HandOverBody> list(@PathVariable UUID id) {
        var all = handOvers.of(incidents.find(new IncidentId(id)).id());
        var names = people.names(
                all.stream().flatMap(one -> Stream.of(one.from(), one.to())).toList());
        return all.stream()
                .map(one -> new HandOverBody(
                        PersonBody.of(one.from(), names.getOrDefault(one.from(), "")),
                        PersonBody.of(one.to(), names.getOrDefault(one.to(), "")),
                        one.body(),
                        new HeadBody(one.headNumber(), one.headHash()),
                        one.at()))
                .toList();
    }

    /** Lets the next lead in, makes them the lead, and keeps what they were told. */
    @PostMapping
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    HandOverBody handOver(@PathVariable UUID id, @Valid @RequestBody HandOverSent sent) {
        handOvers.handOver(new IncidentId(id), new PersonId(Objects.requireNonNull(sent.to())), Sent.text(sent.text()));
        return list(id).getFirst();
    }
}
