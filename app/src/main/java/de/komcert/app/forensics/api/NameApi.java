package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vorfaelle/{id}/personen")
@Tag(
        name = "Personen",
        description = "People in logs, by number. Their names are closed until somebody opens one for a reason.")
class NameApi {

    private final Incidents incidents;
    private final Pseudonyms pseudonyms;

    NameApi(Incidents incidents, Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.pseudonyms = pseudonyms;
    }

    record OpeningSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /**
     * The people an incident's logs speak of.
     *
     * @param known how many there are, numbered from 1
     * @param opened in the order in which they were opened
     */
    record PeopleBody(int known, List<OpenedBody> opened) {}

    /**
     * A name that is open to everybody in the incident.
     *
     * @param by the name of whoever opened it
     */
    record OpenedBody(int number, String name, Instant at, String by, String reason) {

        static OpenedBody of(Pseudonyms.Opened opened) {
            return new OpenedBody(opened.number(), opened.name(), opened.at(), opened.by(), opened.why());
        }
    }

    /** The people, and the names that are open. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    PeopleBody list(@PathVariable UUID id) {
        var incident = incidents.find(new IncidentId(id));
        return new PeopleBody(
                pseudonyms.count(incident.id()),
                pseudonyms.readable(incident).opened().stream()
                        .map(OpenedBody::of)
                        .toList());
    }

    /** Opens a name for everybody in the incident. The reason stands in the journal; the name does not. */
    @PostMapping("/{nummer}/aufdecken")
    @Requires(Permission.WORK_INCIDENTS)
    PeopleBody open(@PathVariable UUID id, @PathVariable String nummer, @Valid @RequestBody OpeningSent sent) {
        pseudonyms.open(new IncidentId(id), Pseudonyms.number(nummer), Sent.text(sent.reason()));
        return list(id);
    }
}
