package de.komcert.app.incident.api;

import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.web.NotHere;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The report as programs read it, as a file for whoever is signed in to take along; or what is left of it. */
@Controller
class ReportDownload {

    private final Incidents incidents;
    private final IncidentReports reports;
    private final Tombstones tombstones;

    ReportDownload(Incidents incidents, IncidentReports reports, Tombstones tombstones) {
        this.incidents = incidents;
        this.reports = reports;
        this.tombstones = tombstones;
    }

    @GetMapping("/vorfaelle/{id}/bericht.json")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<Object> json(@PathVariable UUID id) {
        var incident = new IncidentId(id);
        return incidents
                .lookUp(incident)
                .map(reports::of)
                .map(report -> file(new CodeName(report.codeName()), report.exercise(), ReportBody.of(report)))
                .orElseGet(() -> left(tombstones.find(incident).orElseThrow(NotHere::new)));
    }

    private ResponseEntity<Object> left(Tombstone stone) {
        var name = new CodeName(String.valueOf(stone.codeName()));
        return file(name, stone.exercise(), TombstoneBody.of(stone, tombstones.journal(stone)));
    }

    private static ResponseEntity<Object> file(CodeName name, boolean exercise, Object content) {
        var file = ContentDisposition.attachment()
                .filename(name.file(exercise, ".json"))
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(content);
    }
}
