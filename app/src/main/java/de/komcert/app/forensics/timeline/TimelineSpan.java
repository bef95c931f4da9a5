package de.komcert.app.forensics.timeline;

import de.komcert.traces.Entry;

/**
 * How much a timeline holds, and from when to when.
 *
 * @param untimed how many of the events tell no time; they stand before all others
 * @param first ticks since 1601, or {@link Entry#NO_TIME} where no event tells a time
 * @param last likewise
 */
public record TimelineSpan(long events, long untimed, long first, long last) {

    /** Whether any event tells a time. */
    public boolean isTimed() {
        return first != Entry.NO_TIME;
    }
}
