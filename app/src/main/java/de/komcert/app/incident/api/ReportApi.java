package de.komcert.app.incident.api;

import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Tags;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.print.ReportPdf;
import de.komcert.app.web.Shell;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Bericht", description = "Everything on record of an incident at one moment.")
class ReportApi {

    private final IncidentReports reports;
    private final ReportPdf pdf;

    ReportApi(IncidentReports reports, ReportPdf pdf) {
        this.reports = reports;
        this.pdf = pdf;
    }

    /** The report. Its tag changes with every entry of the journal, and with every anchor. */
    @GetMapping(Bodies.INCIDENT + "/bericht")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<ReportBody> report(@PathVariable UUID id) {
        var report = reports.of(new IncidentId(id));
        return ResponseEntity.ok().eTag(tag(report, "")).body(ReportBody.of(report));
    }

    /** The same as a tagged, accessible PDF, in the language of {@code Accept-Language}. */
    @GetMapping(path = Bodies.INCIDENT + "/bericht.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, @Parameter(hidden = true) @ModelAttribute("shell") Shell shell) {
        var report = reports.of(new IncidentId(id));
        var file = ContentDisposition.attachment()
                .filename(new CodeName(report.codeName()).file(report.exercise(), ".pdf"))
                .build();
        return ResponseEntity.ok()
                .eTag(tag(report, "-" + shell.locale().getLanguage()))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(pdf.draw(report, shell));
    }

    /** The head of the journal, which changes whatever happens, and the anchor, which changes by itself. */
    private static String tag(IncidentReport report, String form) {
        var anchor = report.anchor() == null ? 0 : report.anchor().number();
        return Tags.of(report.head().number() + "-" + report.head().hash() + "-" + anchor + form);
    }
}
