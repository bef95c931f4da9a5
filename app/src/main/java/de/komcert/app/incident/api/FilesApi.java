package de.komcert.app.incident.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentFile;
import de.komcert.app.incident.IncidentFiles;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Attachment;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The files of an incident, for programs. The body of a request is the file itself. */
@RestController
@RequestMapping("/api/v1/vorfaelle/{id}/dateien")
class FilesApi {

    private final Incidents incidents;
    private final IncidentFiles files;

    FilesApi(Incidents incidents, IncidentFiles files) {
        this.incidents = incidents;
        this.files = files;
    }

    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<IncidentFile> list(@PathVariable UUID id) {
        return files.of(incidents.find(new IncidentId(id)).id());
    }

    /** Takes bytes and nothing else: a body that somebody would read as a form would arrive here empty. */
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<IncidentFile> add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String beschreibung,
            InputStream content) {
        var added = files.add(new IncidentId(id), name, beschreibung, content);
        return ResponseEntity.created(URI.create("/api/v1/vorfaelle/" + id + "/dateien/" + added.id()))
                .body(added);
    }

    @GetMapping("/{datei}")
    @Requires(Permission.READ_INCIDENTS)
    void content(@PathVariable UUID id, @PathVariable UUID datei, HttpServletResponse response) throws IOException {
        var file = files.find(new IncidentId(id), datei);
        try (var content = files.open(file)) {
            Attachment.send(content, file.name(), file.size(), response);
        }
    }
}
