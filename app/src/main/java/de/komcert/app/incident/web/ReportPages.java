package de.komcert.app.incident.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.journal.JournalExport;
import de.komcert.app.incident.print.ReportPdf;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.room.ErasedRoom;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.Shell;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
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

/** The report on screen and as PDF, and the journal to take along. As JSON it is the one of the interface. */
@Controller
class ReportPages {

    private final Rooms rooms;
    private final IncidentReports reports;
    private final ReportPdf pdf;
    private final JournalExport export;
    private final Texts texts;

    ReportPages(Rooms rooms, IncidentReports reports, ReportPdf pdf, JournalExport export, Texts texts) {
        this.rooms = rooms;
        this.reports = reports;
        this.pdf = pdf;
        this.export = export;
        this.texts = texts;
    }

    @GetMapping("/vorfaelle/{id}/bericht")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String report(@PathVariable UUID id, Model model) {
        var entered = rooms.enterWithAll(id, Tabs.REPORT, model);
        model.addAttribute("report", reports.of(entered.incident(), entered.plan(), entered.readers()));
        return "incident/web/report";
    }

    @GetMapping("/vorfaelle/{id}/bericht.pdf")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, @ModelAttribute("shell") Shell shell) {
        var report = reports.of(new IncidentId(id));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        attachment(new CodeName(report.codeName()).file(report.exercise(), ".pdf")))
                .contentType(MediaType.APPLICATION_PDF)
                .body(pdf.draw(report, shell));
    }

    @GetMapping("/vorfaelle/{id}/tagebuch.zip")
    @Requires(Permission.READ_INCIDENTS)
    void journal(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        try {
            var incident = rooms.find(id);
            zip(incident.exercise(), incident.codeName(), response);
            export.write(incident, response.getOutputStream());
        } catch (ErasedRoom erased) {
            var stone = erased.tombstone();
            zip(stone.exercise(), Objects.requireNonNull(stone.codeName()), response);
            export.writeErased(stone.compartment(), title(stone), stone.erasedAt(), response.getOutputStream());
        }
    }

    private static void zip(boolean exercise, CodeName name, HttpServletResponse response) {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(name.file(exercise, "-tagebuch.zip")));
    }

    private String title(Tombstone stone) {
        return texts.get(
                Locale.GERMAN,
                stone.exercise() ? "tombstone.exerciseFile" : "tombstone.file",
                String.valueOf(stone.codeName()),
                Times.german(texts, stone.erasedAt()));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
