package de.komcert.app.incident.retention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The report of something that was erased: that it was, by which rule it is no more, and the gap in its journal.
 *
 * @param months the period by which it was erased, counted from {@code closedAt}
 * @param journal every entry it had; all but the last have lost their text
 * @param head number and hash of the last entry, which papers drawn up before do not contradict
 */
public record ErasedReport(
        UUID id,
        @Nullable String codeName,
        Kind kind,
        boolean exercise,
        Instant openedAt,
        Instant closedAt,
        int months,
        Instant announcedAt,
        Instant erasedAt,
        List<JournalEntry> journal,
        IncidentReport.Head head) {

    public ErasedReport {
        journal = List.copyOf(journal);
    }

    static ErasedReport of(Tombstone stone, List<JournalEntry> journal) {
        var name = stone.codeName();
        return new ErasedReport(
                stone.id(),
                name == null ? null : name.value(),
                stone.kind(),
                stone.exercise(),
                stone.openedAt(),
                stone.closedAt(),
                stone.months(),
                stone.announcedAt(),
                stone.erasedAt(),
                journal,
                new IncidentReport.Head(stone.headNumber(), stone.fingerprint()));
    }
}
