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
 * @param breaksOffBefore whether looking through was broken off at its beginning, before enough was found there
 * @param breaksOffBehind the same at its end
 */
public record Excerpt(
        List<TimelineEvent> events,
        long from,
        long to,
        long lowest,
        long highest,
        boolean breaksOffBefore,
        boolean breaksOffBehind) {

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

    /** Whether looking through was broken off before enough was found. */
    public boolean isBrokenOff() {
        return breaksOffBefore || breaksOffBehind;
    }

    /** How many events were looked through. */
    public long scanned() {
        return to - from;
    }

    /** This one, and the one that follows at once. */
    Excerpt and(Excerpt next) {
        var all = new ArrayList<>(events);
        all.addAll(next.events);
        return new Excerpt(all, from, next.to, lowest, highest, breaksOffBefore, next.breaksOffBehind);
    }
}
