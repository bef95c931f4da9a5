package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.api.AssetApi.AssetBody;
import de.komcert.app.incident.api.Bodies.HeadBody;
import de.komcert.app.incident.api.FilesApi.FileBody;
import de.komcert.app.incident.api.HoldApi.HoldBody;
import de.komcert.app.incident.api.IndicatorApi.IndicatorBody;
import de.komcert.app.incident.api.InformedApi.PartyBody;
import de.komcert.app.incident.api.JournalApi.EntryBody;
import de.komcert.app.incident.api.TaskBodies.TaskState;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;

/**
 * The report as programs read it, and as people take it along.
 *
 * @param playbook title and version of the playbook
 * @param reviewedBy the named person who released it; without one it is not reviewed
 * @param affected the Einrichtungen it touches, by name
 * @param readers who sees it, by name
 * @param holds the legal holds that stand
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
        ReportedBody reported,
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
        List<HoldBody> holds,
        HeadBody head,
        @Nullable ReportAnchor anchor,
        Instant asOf) {

    static ReportBody of(IncidentReport report) {
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
                ReportedBody.of(report.reported()),
                report.situation(),
                report.playbook(),
                report.reviewedBy(),
                report.affected(),
                report.readers(),
                report.tasks().stream().map(ReportBody::task).toList(),
                report.mandates().stream().map(ReportBody::mandate).toList(),
                report.insurerCalls().stream().map(ReportBody::insurance).toList(),
                report.decisions().stream().map(ReportBody::decision).toList(),
                report.assets().stream().map(AssetBody::of).toList(),
                report.indicators().stream().map(IndicatorBody::of).toList(),
                report.informed().stream().map(PartyBody::of).toList(),
                report.journal().stream().map(EntryBody::of).toList(),
                report.links().stream()
                        .map(link -> new ReportLink(link.tie(), link.name(), link.title()))
                        .toList(),
                report.files().stream().map(FileBody::of).toList(),
                report.holds().stream().map(HoldBody::of).toList(),
                new HeadBody(report.head().number(), report.head().hash()),
                anchor(report),
                report.asOf());
    }

    /**
     * The Meldung it began with.
     *
     * @param callBack the number the caller wants to be called back on
     * @param calledBack whether the number on record was called; missing where nobody said
     */
    record ReportedBody(
            Instant takenAt,
            String takenBy,
            String caller,
            String callBack,
            String einrichtung,
            String words,
            @Nullable Boolean calledBack) {

        static ReportedBody of(IncidentReport.Reported one) {
            return new ReportedBody(
                    one.takenAt(),
                    one.takenBy(),
                    one.caller(),
                    one.callBack(),
                    one.einrichtung(),
                    one.words(),
                    one.calledBack());
        }
    }

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
     * @param reason why it was left out or opened again, or what came of it; may be empty
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

    /**
     * A decision in the report.
     *
     * @param recommendation what the CERT advised, or empty
     * @param followed whether that was followed; missing where nothing was advised
     */
    record ReportDecision(
            String question,
            String recommendation,
            String decision,
            @Nullable Boolean followed,
            String decidedBy,
            Instant decidedAt,
            String channel,
            String why,
            String recordedBy,
            Instant recordedAt) {}

    private static @Nullable ReportAnchor anchor(IncidentReport report) {
        var anchor = report.anchor();
        return anchor == null ? null : new ReportAnchor(anchor.number(), anchor.at(), anchor.hash(), anchor.reaches());
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
