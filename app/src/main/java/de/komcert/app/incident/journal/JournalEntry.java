package de.komcert.app.incident.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the Einsatztagebuch.
 *
 * @param number its place in the chain, from 1
 * @param happenedAt when it happened, as its author says
 * @param recordedAt when it was written down, as the server says
 * @param corrects the number of the entry it corrects, or null
 * @param erased whether its text was erased at the end of its retention
 */
public record JournalEntry(
        long number,
        Instant happenedAt,
        Instant recordedAt,
        String author,
        Kind kind,
        String text,
        @Nullable Long corrects,
        boolean erased) {

    /** What an entry tells of. */
    public enum Kind {
        /** Somebody wrote it. */
        ENTRY,
        /** A Meldung came in or ended. */
        REPORT,
        /** The incident was opened, classified, parked, handed over or closed. */
        INCIDENT,
        /** A task of the plan changed. */
        TASK,
        /** A gate was decided. */
        DECISION,
        /** Somebody was let in, removed or excluded. */
        PEOPLE,
        /** A note, an indicator, an asset, a file or somebody informed. */
        RECORD
    }
}
