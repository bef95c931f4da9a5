package de.komcert.app.forensics.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Some events of a timeline, in its order.
 *
 * @param from where what was looked through begins
 * @param to where it ends; the first place that was not looked at
 * @param lowest the first place that could be wanted by its time
 * @param highest the place behind the last one
 * @param isBrokenOff whether looking through was broken off before enough was found
 */
public record Excerpt(List<TimelineEvent> events, long from, long to, long lowest, long highest, boolean isBrokenOff) {

    public Excerpt {
        events = List.copyOf(events);
    }

    /** Whether more may stand before. */
    public boolean goesBack() {
        return from > lowest;
    }

    /** Whether more may follow. */
    public boolean goesOn() {
        return to < highest;
    }

    /** How many events were looked through. */
    public long scanned() {
        return to - from;
    }

    /** This one, and the one that follows at once. */
    Excerpt and(Excerpt next) {
        var all = new ArrayList<>(events);
        all.addAll(next.events);
        return new Excerpt(all, from, next.to, lowest, highest, isBrokenOff || next.isBrokenOff);
    }
}
