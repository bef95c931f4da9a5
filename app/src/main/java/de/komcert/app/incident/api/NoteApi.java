package de.komcert.app.incident.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.api.Tags;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Notes;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT + "/notizen")
@Tag(name = "Notizen", description = "Notes of an incident; every version of each stays.")
class NoteApi {

    private final Incidents incidents;
    private final Notes notes;

    NoteApi(Incidents incidents, Notes notes) {
        this.incidents = incidents;
        this.notes = notes;
    }

    record NewNote(
            @NotBlank @Size(max = Typed.LINE) @Nullable String title,
            @Size(max = Typed.TEXT) @Nullable String body) {}

    record NoteSent(@Size(max = Typed.TEXT) @Nullable String body) {}

    /**
     * A note.
     *
     * @param versions all of them, the newest first
     */
    record NoteBody(UUID id, String title, List<VersionBody> versions) {

        static NoteBody of(Notes.Note note) {
            return new NoteBody(
                    note.id(),
                    note.title(),
                    note.versions().stream()
                            .map(version -> new VersionBody(
                                    version.revision(),
                                    version.basedOn(),
                                    version.overtook(),
                                    version.body(),
                                    version.author(),
                                    version.savedAt()))
                            .toList());
        }
    }

    /**
     * One version of a note.
     *
     * @param basedOn the revision its author had before their eyes
     * @param overtook whether somebody else had saved in between, so that this version does not contain theirs
     */
    record VersionBody(int revision, int basedOn, boolean overtook, String body, String author, Instant savedAt) {}

    /** The notes, by title. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<NoteBody> list(@PathVariable UUID id) {
        return notes.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(NoteBody::of)
                .toList();
    }

    /** One note with all its versions. */
    @GetMapping("/{note}")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<NoteBody> one(@PathVariable UUID id, @PathVariable UUID note) {
        var incident = incidents.find(new IncidentId(id));
        return answer(ResponseEntity.ok(), notes.find(incident.id(), note));
    }

    /** Begins a note. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NoteBody> write(@PathVariable UUID id, @Valid @RequestBody NewNote sent) {
        var incident = new IncidentId(id);
        var note = notes.write(incident, Sent.text(sent.title()), Sent.text(sent.body()));
        var at = URI.create("/api/v1/vorfaelle/" + id + "/notizen/" + note);
        return answer(ResponseEntity.created(at), notes.find(incident, note));
    }

    /** Saves a further version; the earlier ones stay. */
    @PutMapping("/{note}")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<NoteBody> save(
            @PathVariable UUID id,
            @PathVariable UUID note,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody NoteSent sent) {
        var known = notes.find(incidents.find(new IncidentId(id)).id(), note);
        return answer(
                ResponseEntity.ok(),
                notes.replace(new IncidentId(id), known.id(), Sent.text(sent.body()), Tags.version(match)));
    }

    private static ResponseEntity<NoteBody> answer(ResponseEntity.BodyBuilder answer, Notes.Note note) {
        return answer.eTag(Tags.of(note.newest().revision())).body(NoteBody.of(note));
    }
}
