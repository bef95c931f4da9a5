package de.komcert.app.incident.web;

import java.io.IOException;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.JournalExport;
import de.komcert.app.incident.print.ReportPdf;
import de.komcert.app.web.Shell;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The report: on screen, as PDF and as JSON, all from the same record; and the journal to take along. */
@Controller
class ReportPages {

    private final Rooms rooms;
    private final Incidents incidents;
    private final IncidentReports reports;
    private final ReportPdf pdf;
    private final JournalExport export;

    ReportPages(Rooms rooms, Incidents incidents, IncidentReports reports, ReportPdf pdf, JournalExport export) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.reports = reports;
        this.pdf = pdf;
        this.export = export;
    }

    @GetMapping("/vorfaelle/{id}/bericht")
    @Requires(Permission.READ_INCIDENTS)
    String report(@PathVariable UUID id, Model model) {
        var incident = rooms.enter(id, RoomHead.Tab.REPORT, model);
        model.addAttribute("report", reports.of(incident.id()));
        return "incident/web/report";
    }

    @GetMapping("/vorfaelle/{id}/bericht.json")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<IncidentReport> json(@PathVariable UUID id) {
        var report = reports.of(new IncidentId(id));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(report.exercise(), report.codeName() + ".json"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(report);
    }

    @GetMapping("/vorfaelle/{id}/bericht.pdf")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, @ModelAttribute("shell") Shell shell) {
        var report = reports.of(new IncidentId(id));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(report.exercise(), report.codeName() + ".pdf"))
                .contentType(MediaType.APPLICATION_PDF)
                .body(pdf.draw(report, shell));
    }

    @GetMapping("/vorfaelle/{id}/tagebuch.zip")
    @Requires(Permission.READ_INCIDENTS)
    void journal(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var incident = incidents.find(new IncidentId(id));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                attachment(incident.exercise(), incident.codeName().value() + "-tagebuch.zip"));
        export.write(incident, response.getOutputStream());
    }

    /** Wherever a file of an exercise turns up, its name says what it is. */
    private static String attachment(boolean exercise, String name) {
        return ContentDisposition.attachment()
                .filename(exercise ? "UEBUNG-" + name : name)
                .build()
                .toString();
    }
}
