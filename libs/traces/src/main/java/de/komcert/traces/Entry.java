package de.komcert.traces;

import de.komcert.evtx.JsonLine;
import de.komcert.sigma.Event;
import de.komcert.sigma.Text;
import org.jspecify.annotations.Nullable;

/** An event and where it stands. It is the same object for all entries of a reader; whoever keeps something takes it out. */
public interface Entry extends Event {

    /** In place of a time that the entry does not tell. */
    long NO_TIME = Long.MIN_VALUE;

    /** The number by which it is found again in its trace: that of the record, or of the line counted from 1. */
    long record();

    /** When it happened: ticks of 100 ns since 1601 in UTC, or {@link #NO_TIME}. */
    long time();

    /**
     * Whether it is what is left of an earlier use of the space it lies in, and no part of its log any more. Only a reader
     * that was told so gives any.
     */
    default boolean isResidue() {
        return false;
    }

    /** What kind of trace it is in, in a few words with colons, as timelines of other tools name it. */
    String type();

    /** One line that says what it is about. */
    String summary();

    /** Where it comes from; null where it does not say. */
    @Nullable
    String origin(Origin which);

    /** Appends {@link #origin}; nothing where it does not say. */
    void origin(Origin which, Text into);

    /** A note of all that it says of its origin; null where asking for it is as quick as comparing. */
    default @Nullable Said said() {
        return null;
    }

    /**
     * The number that its log gave it when it was written there, which is another than {@link #record} in a log that was
     * copied together; -1 where it does not say.
     */
    default long numberInItsLog() {
        return -1;
    }

    /** What an entry said of its origin. */
    interface Said {
        /** Whether another entry of the same layout says the same. */
        boolean isSaidBy(Entry entry);
    }

    /** Writes {@link #origin} as a JSON value, numbers bare. */
    void writeOrigin(Origin which, JsonLine into);

    /** Writes what it tells, apart from its origin, as a JSON object with its fields by their names as they stand. */
    void writeData(JsonLine into);

    /**
     * Writes the same as a JSON list of texts, each a name, a colon and a value: for whoever can take in only so many fields,
     * and each of one type only.
     */
    void writeDataAsTexts(JsonLine into);
}
