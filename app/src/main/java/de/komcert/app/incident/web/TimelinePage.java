package de.komcert.app.incident.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;

/**
 * What happened when: the journal in the order of the events, not of the writing.
 *
 * @param shown the one kind that is shown, or null for all
 * @param kinds the kinds that occur, to choose from
 * @param ahead open tasks with a due time, the nearest first
 */
record TimelinePage(
        JournalEntry.@Nullable Kind shown,
        List<JournalEntry.Kind> kinds,
        List<Day> days,
        TimelineStrip strip,
        List<TaskRow> ahead) {

    /** Pauses shorter than this are not worth a word. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private static final Comparator<JournalEntry> BY_EVENT =
            Comparator.comparing(JournalEntry::happenedAt).thenComparing(JournalEntry::number);

    /** What happened on one day, by German local time. */
    record Day(LocalDate date, Instant start, List<Moment> moments) {}

    /**
     * One event.
     *
     * @param correctedBy the number of the entry that corrects it, or null
     * @param pause how long nothing happened before it, or null where that was not long
     */
    record Moment(
            JournalEntry entry,
            @Nullable Long correctedBy,
            @Nullable Duration pause) {}

    static TimelinePage of(
            List<JournalEntry> entries,
            JournalEntry.@Nullable Kind shown,
            List<TaskRow> ahead,
            Instant t0,
            Instant end) {
        var kinds = entries.stream().map(JournalEntry::kind).distinct().sorted().toList();
        var told = entries.stream()
                .filter(entry -> shown == null || entry.kind() == shown)
                .sorted(BY_EVENT)
                .toList();
        return new TimelinePage(shown, kinds, days(told, corrections(entries)), TimelineStrip.of(told, t0, end), ahead);
    }

    private static Map<Long, Long> corrections(List<JournalEntry> entries) {
        var corrections = new HashMap<Long, Long>();
        for (var entry : entries) {
            if (entry.corrects() != null) {
                corrections.put(entry.corrects(), entry.number());
            }
        }
        return corrections;
    }

    private static List<Day> days(List<JournalEntry> told, Map<Long, Long> corrections) {
        var days = new ArrayList<Day>();
        JournalEntry before = null;
        for (var entry : told) {
            var date = entry.happenedAt().atZone(Times.ZONE).toLocalDate();
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, entry.happenedAt(), new ArrayList<>()));
            }
            var pause = before == null ? Duration.ZERO : Duration.between(before.happenedAt(), entry.happenedAt());
            days.getLast()
                    .moments()
                    .add(new Moment(entry, corrections.get(entry.number()), pause.compareTo(PAUSE) < 0 ? null : pause));
            before = entry;
        }
        return days;
    }
}
