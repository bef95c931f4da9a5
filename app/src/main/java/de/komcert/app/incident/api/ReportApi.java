package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Tags;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.api.AssetApi.AssetBody;
import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.api.FilesApi.FileBody;
import de.komcert.app.incident.api.IndicatorApi.IndicatorBody;
import de.komcert.app.incident.api.InformedApi.PartyBody;
import de.komcert.app.incident.api.JournalApi.EntryBody;
import de.komcert.app.incident.api.TaskBodies.TaskState;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.print.ReportPdf;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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

    /**
     * The report.
     *
     * @param playbook title and version of the playbook
     * @param reviewedBy the named person who released it; without one it is not reviewed
     * @param affected the Einrichtungen it touches, by name
     * @param readers who sees it, by name
     * @param head the end of the journal, by which missing last entries are found
     * @param anchor the last anchor of the system chain; missing before the first
     * @param asOf the moment
     */
    record ReportBody(
            UUID id,
            String codeName,
            String title,
            boolean exercise,
            Incident.State state,
            Incident.@Nullable Outcome outcome,
            Instant t0,
            Instant openedAt,
            @Nullable Instant closedAt,
            String lead,
            Severity severity,
            Tlp tlp,
            Pap pap,
            String rsit,
            String situation,
            String playbook,
            @Nullable String reviewedBy,
            List<String> affected,
            List<String> readers,
            List<ReportTask> tasks,
            List<ReportMandate> mandates,
            List<ReportInsurance> insurance,
            List<ReportDecision> decisions,
            List<AssetBody> assets,
            List<IndicatorBody> indicators,
            List<PartyBody> informed,
            List<EntryBody> journal,
            List<ReportLink> links,
            List<FileBody> files,
            HeadBody head,
            @Nullable ReportAnchor anchor,
            Instant asOf) {}

    /**
     * The last anchor of the system chain.
     *
     * @param reaches the number of the last entry of this journal that is anchored, or 0 where none is
     */
    record ReportAnchor(long number, Instant at, String hash, long reaches) {}

    /** What it belongs together with, as far as whoever asks sees both ends. */
    record ReportLink(Link.Tie tie, String name, String title) {}

    /**
     * A task in the report.
     *
     * @param phase from 1 to 9, or 0 for an own task
     * @param addedBy whoever added an own task; missing for a task of the playbook
     * @param addedAt when they did
     */
    record ReportTask(
            String id,
            String title,
            int phase,
            PlanRole role,
            TaskState state,
            @Nullable String who,
            @Nullable Instant at,
            String reason,
            @Nullable String addedBy,
            @Nullable Instant addedAt) {}

    /** An Auftrag in the report. */
    record ReportMandate(
            String orderedBy,
            String scope,
            String basis,
            String payer,
            Instant givenAt,
            String channel,
            boolean written,
            String witness,
            String recordedBy,
            Instant recordedAt) {}

    /** What came of asking an insurer, in the report. */
    record ReportInsurance(
            boolean asked,
            String insurer,
            String askedBy,
            String spokeTo,
            Instant askedAt,
            String answer,
            String recordedBy,
            Instant recordedAt) {}

    /** A decision in the report. */
    record ReportDecision(
            String question,
            String recommendation,
            String decision,
            boolean followed,
            String decidedBy,
            Instant decidedAt,
            String channel,
            String why,
            String recordedBy,
            Instant recordedAt) {}

    /** The report. Its tag changes with every entry of the journal, and with every anchor. */
    @GetMapping(Bodies.INCIDENT + "/bericht")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<ReportBody> report(@PathVariable UUID id) {
        var report = reports.of(new IncidentId(id));
        return ResponseEntity.ok().eTag(tag(report, "")).body(body(report));
    }

    /** The same as a tagged, accessible PDF, in the language of {@code Accept-Language}. */
    @GetMapping(path = Bodies.INCIDENT + "/bericht.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, @Parameter(hidden = true) @ModelAttribute("shell") Shell shell) {
        var report = reports.of(new IncidentId(id));
        var file = ContentDisposition.attachment()
                .filename(report.codeName() + ".pdf")
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

    private static @Nullable ReportAnchor anchor(IncidentReport report) {
        var anchor = report.anchor();
        return anchor == null ? null : new ReportAnchor(anchor.number(), anchor.at(), anchor.hash(), anchor.reaches());
    }

    private static ReportBody body(IncidentReport report) {
        var kind = report.classification();
        return new ReportBody(
                report.id().value(),
                report.codeName(),
                report.title(),
                report.exercise(),
                report.state(),
                report.outcome(),
                report.t0(),
                report.openedAt(),
                report.closedAt(),
                report.lead(),
                kind.severity(),
                kind.tlp(),
                kind.pap(),
                kind.rsit().value(),
                report.situation(),
                report.playbook(),
                report.reviewedBy(),
                report.affected(),
                report.readers(),
                report.tasks().stream().map(ReportApi::task).toList(),
                report.mandates().stream().map(ReportApi::mandate).toList(),
                report.insurerCalls().stream().map(ReportApi::insurance).toList(),
                report.decisions().stream().map(ReportApi::decision).toList(),
                report.assets().stream().map(AssetBody::of).toList(),
                report.indicators().stream().map(IndicatorBody::of).toList(),
                report.informed().stream().map(PartyBody::of).toList(),
                report.journal().stream().map(EntryBody::of).toList(),
                report.links().stream()
                        .map(link -> new ReportLink(link.tie(), link.name(), link.title()))
                        .toList(),
                report.files().stream().map(FileBody::of).toList(),
                new HeadBody(report.head().number(), report.head().hash()),
                anchor(report),
                report.asOf());
    }

    private static ReportTask task(IncidentReport.Task task) {
        return new ReportTask(
                task.id(),
                task.title(),
                task.phase(),
                PlanRole.valueOf(task.role()),
                TaskState.valueOf(task.state()),
                task.who(),
                task.at(),
                task.reason(),
                task.addedBy(),
                task.addedAt());
    }

    private static ReportMandate mandate(IncidentReport.MandateGiven mandate) {
        return new ReportMandate(
                mandate.orderedBy(),
                mandate.scope(),
                mandate.basis(),
                mandate.payer(),
                mandate.givenAt(),
                mandate.channel(),
                mandate.written(),
                mandate.witness(),
                mandate.recordedBy(),
                mandate.recordedAt());
    }

    private static ReportInsurance insurance(IncidentReport.InsurerAnswer call) {
        return new ReportInsurance(
                call.asked(),
                call.insurer(),
                call.askedBy(),
                call.spokeTo(),
                call.askedAt(),
                call.answer(),
                call.recordedBy(),
                call.recordedAt());
    }

    private static ReportDecision decision(IncidentReport.DecisionTaken decision) {
        return new ReportDecision(
                decision.question(),
                decision.recommendation(),
                decision.decision(),
                decision.followed(),
                decision.decidedBy(),
                decision.decidedAt(),
                decision.channel(),
                decision.why(),
                decision.recordedBy(),
                decision.recordedAt());
    }
}
