package de.komcert.traces.text;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Assumed;
import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/** What a line tells whose form is known: whose it is, and the fields that rules ask for. */
public interface KnownLine {

    LogSource source();

    /** What it says, for people. */
    String message();

    /** Adds the fields that rules ask for. */
    void fields(TextEntry entry);

    /** How whoever wrote it calls itself; null where it does not. */
    default @Nullable String name() {
        return null;
    }

    /** Whether it is surely one of this form, and not only alike. */
    default boolean isCertain() {
        return true;
    }

    /** When it happened in ticks, or {@link Entry#NO_TIME} where only the line around it says. */
    default long time(Assumed assumed) {
        return Entry.NO_TIME;
    }
}
