package de.komcert.sigma;

import java.util.Map;

/**
 * One logged event as a detector sees it: fields in slots, each with no, one or several values.
 *
 * <p>An implementation may be a window on a buffer that is moved on to the next event: a detector keeps nothing of it
 * beyond the call. A value is a text or null; numbers and truth values are texts as well, {@code 4688}, {@code true}.
 */
public interface Event {

    /** What is known about where it was logged, apart from its fields {@code Channel} and {@code EventID}. */
    LogSource source();

    /** The names of its fields. */
    Layout layout();

    /** How many values stand in a slot; 0 where this event lacks the field. */
    int count(int slot);

    /** Whether a value says nothing, which is not the same as an empty text. */
    boolean isNull(int slot, int index);

    /** Appends a value that is not null to {@code into}. */
    void text(int slot, int index, Text into);

    /**
     * An event with these fields. Lists give several values, maps fields with dotted names; everything else is taken by
     * its {@code toString}.
     */
    static Event of(LogSource source, Map<String, ?> fields) {
        return MapEvent.of(source, fields);
    }
}
