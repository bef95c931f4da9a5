package de.komcert.app.incident.journal;

import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.app.audit.Verification;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;

/**
 * One page of a journal.
 *
 * @param entries the newest first
 * @param damaged which of them were changed after they were written, and how
 * @param newer from where to go on to newer ones, or null at the top
 * @param older from where to go on to older ones, or null at the end
 */
public record JournalExcerpt(
        List<JournalEntry> entries,
        Map<Long, Verification.Fault> damaged,
        @Nullable Place newer,
        @Nullable Place older) {

    /** So many entries stand on a page. */
    public static final int LENGTH = 100;

    public JournalExcerpt {
        entries = List.copyOf(entries);
        damaged = Map.copyOf(damaged);
    }

    /**
     * Which entries.
     *
     * @param kinds of these kinds; empty for all
     * @param words those whose text or author holds each of these words; blank for all
     */
    public record Wanted(Set<JournalEntry.Kind> kinds, String words) {

        public static final Wanted ALL = new Wanted(Set.of(), "");

        public Wanted {
            kinds = Set.copyOf(kinds);
            words = Typed.line(words);
        }

        public boolean everything() {
            return kinds.isEmpty() && words.isEmpty();
        }
    }

    /** Where in the journal; numbers stay where they are while others write, which page numbers would not. */
    public sealed interface Place {

        /** The newest entries. */
        record Top() implements Place {}

        /** The next ones older than this number. */
        record Before(long number) implements Place {}

        /** The next ones newer than this number. */
        record After(long number) implements Place {}
    }
}
