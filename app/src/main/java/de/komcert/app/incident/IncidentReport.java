package de.komcert.app.incident;

import java.time.Instant;
import java.util.List;

import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.retention.Hold;
import org.jspecify.annotations.Nullable;

/**
 * Everything on record of an incident at one moment, in plain values: what page, PDF and JSON show alike.
 *
 * @param holds the Löschsperren that stand
 * @param head number and hash of the journal's last entry, by which missing last entries are found
 * @param anchor the last anchor of the system chain, or null where there is none yet
 */
public record IncidentReport(
        IncidentId id,
        String codeName,
        String title,
        boolean exercise,
        Incident.State state,
        Incident.@Nullable Outcome outcome,
        Instant t0,
        Instant openedAt,
        @Nullable Instant closedAt,
        String lead,
        Classification classification,
        Reported reported,
        String situation,
        String playbook,
        @Nullable String reviewedBy,
        List<String> affected,
        List<String> readers,
        List<LinkedWith> links,
        List<Task> tasks,
        List<MandateGiven> mandates,
        List<InsurerAnswer> insurerCalls,
        List<DecisionTaken> decisions,
        List<Assets.Asset> assets,
        List<Indicators.Indicator> indicators,
        List<Informed.Party> informed,
        List<IncidentFile> files,
        List<Hold> holds,
        List<JournalEntry> journal,
        Head head,
        @Nullable Anchor anchor,
        Instant asOf) {

    public IncidentReport {
        affected = List.copyOf(affected);
        readers = List.copyOf(readers);
        links = List.copyOf(links);
        tasks = List.copyOf(tasks);
        mandates = List.copyOf(mandates);
        insurerCalls = List.copyOf(insurerCalls);
        decisions = List.copyOf(decisions);
        assets = List.copyOf(assets);
        indicators = List.copyOf(indicators);
        informed = List.copyOf(informed);
        files = List.copyOf(files);
        holds = List.copyOf(holds);
        journal = List.copyOf(journal);
    }

    /**
     * The Meldung it began with, as it was written down on the phone.
     *
     * @param calledBack whether we called back on the registered number; null where nobody said
     */
    public record Reported(
            Instant takenAt,
            String takenBy,
            String caller,
            String callBack,
            String einrichtung,
            String words,
            @Nullable Boolean calledBack) {}

    /**
     * A task and where it stands: BLOCKED, READY, RUNNING, DONE or WAIVED.
     *
     * @param phase from 1 to 9, or 0 for an own task
     * @param reason why it was left out or opened again, or what came of it; may be empty
     * @param addedBy whoever added it, or null for a task of the playbook
     */
    public record Task(
            String id,
            String title,
            int phase,
            String role,
            String state,
            @Nullable String who,
            @Nullable Instant at,
            String reason,
            @Nullable String addedBy,
            @Nullable Instant addedAt) {}

    /** What it belongs together with, as far as whoever draws up the report sees both ends. */
    public record LinkedWith(Link.Tie tie, String name, String title) {}

    /** An Auftrag with the name of whoever recorded it. */
    public record MandateGiven(
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

    /** What came of asking the insurer, with the name of whoever recorded it. */
    public record InsurerAnswer(
            boolean asked,
            String insurer,
            String askedBy,
            String spokeTo,
            Instant askedAt,
            String answer,
            String recordedBy,
            Instant recordedAt) {}

    /**
     * A decision with the name of whoever recorded it.
     *
     * @param followed whether our advice was followed; null where we gave none, or nobody can tell
     */
    public record DecisionTaken(
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

    /** The last entry of the journal. */
    public record Head(long number, String hash) {}

    /**
     * The last anchor of the system chain.
     *
     * @param reaches the number of the last entry that is anchored, or 0 where none is
     */
    public record Anchor(long number, Instant at, String hash, long reaches) {}
}
