package de.komcert.app.incident.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.web.Attachment;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT + "/dateien")
@Tag(name = "Dateien", description = "The files of an incident. The body of a request is the file itself.")
class FilesApi {

    private final Incidents incidents;
    private final IncidentFiles files;

    FilesApi(Incidents incidents, IncidentFiles files) {
        this.incidents = incidents;
        this.files = files;
    }

    /**
     * A file.
     *
     * @param name as whoever brought it called it, without what cannot be shown
     * @param nameCut whether the end of a longer name is missing
     * @param size in bytes
     * @param sha256 of the content as it was received, in hexadecimal digits
     * @param addedBy the name of whoever added it
     */
    record FileBody(
            UUID id,
            String name,
            boolean nameCut,
            String description,
            long size,
            String sha256,
            String addedBy,
            Instant addedAt) {

        static FileBody of(IncidentFile file) {
            return new FileBody(
                    file.id(),
                    file.name(),
                    file.nameCut(),
                    file.description(),
                    file.size(),
                    file.sha256(),
                    file.addedBy(),
                    file.addedAt());
        }
    }

    /** The files, as they are listed. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<FileBody> list(@PathVariable UUID id) {
        return files.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(FileBody::of)
                .toList();
    }

    /**
     * Adds a file. It is stored encrypted as it comes.
     *
     * @param name what it is called
     * @param beschreibung what it is, in a line
     */
    // Bytes and nothing else: a body that somebody would read as a form would arrive here empty.
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<FileBody> add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String beschreibung,
            InputStream content) {
        var added = files.add(new IncidentId(id), name, beschreibung, content);
        return ResponseEntity.created(URI.create("/api/v1/vorfaelle/" + id + "/dateien/" + added.id()))
                .body(FileBody.of(added));
    }

    /** The content of a file. One that was changed on the disk is not given out. */
    @GetMapping("/{datei}")
    @Requires(Permission.READ_INCIDENTS)
    void content(@PathVariable UUID id, @PathVariable UUID datei, HttpServletResponse response) throws IOException {
        var incident = incidents.find(new IncidentId(id));
        var file = files.find(incident.id(), datei);
        try (var content = files.open(file)) {
            Attachment.send(content, CodeName.marked(incident.exercise(), file.name()), file.size(), response);
        }
    }
}
