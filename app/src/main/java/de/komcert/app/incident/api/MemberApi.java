package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Readers;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT + "/beteiligte")
@Tag(name = "Beteiligte", description = "Who sees the incident: nobody else learns that it exists.")
class MemberApi {

    private final Incidents incidents;
    private final Readers readers;

    MemberApi(Incidents incidents, Readers readers) {
        this.incidents = incidents;
        this.readers = readers;
    }

    /**
     * Somebody who sees the incident.
     *
     * @param since since when
     * @param lead whether they lead it
     */
    record MemberBody(UUID id, String name, Role role, Instant since, boolean lead) {}

    /** Somebody who could be let in. */
    record CandidateBody(UUID id, String name, Role role) {}

    record ExclusionSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /** Who sees the incident. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<MemberBody> list(@PathVariable UUID id) {
        var incident = incidents.find(new IncidentId(id));
        return readers.of(incident).stream()
                .map(reader -> new MemberBody(
                        reader.id().value(),
                        reader.name(),
                        reader.role(),
                        reader.since(),
                        reader.id().equals(incident.lead())))
                .toList();
    }

    /** Who could be let in. */
    @GetMapping("/andere")
    @Requires(Permission.READ_INCIDENTS)
    List<CandidateBody> candidates(@PathVariable UUID id) {
        return readers.others(incidents.find(new IncidentId(id))).stream()
                .map(person -> new CandidateBody(person.id().value(), person.name(), person.role()))
                .toList();
    }

    /** Lets somebody in. Refused for whoever was excluded by name. */
    @PutMapping("/{person}")
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void admit(@PathVariable UUID id, @PathVariable UUID person) {
        readers.admit(new IncidentId(id), new PersonId(person));
    }

    /** Takes somebody out: with their next request the incident does not exist for them. */
    @DeleteMapping("/{person}")
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID person) {
        readers.remove(new IncidentId(id), new PersonId(person));
    }

    /** Takes somebody out and keeps them out, whoever would let them in. */
    @PostMapping("/{person}/ausschluss")
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void exclude(@PathVariable UUID id, @PathVariable UUID person, @Valid @RequestBody ExclusionSent sent) {
        readers.exclude(new IncidentId(id), new PersonId(person), Sent.text(sent.reason()));
    }
}
