package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;

import de.komcert.traces.Entry;

/**
 * A timeline that is being read, in the order of the times by corrected clocks. Nothing reads all of it into memory: a search
 * looks through a bounded number of events, says how far it came, and goes on from there when it is asked to. For one thread.
 */
public final class OpenTimeline implements Closeable {

    /** So many events are looked through for one answer: about half a second's work. */
    public static final int MOST_SCANNED = 100_000;

    private final Closeable file;
    private final EventOrder order;

    OpenTimeline(Closeable file, EventOrder order) {
        this.file = file;
        this.order = order;
    }

    public TimelineSpan span() {
        return order.span();
    }

    /** How many events stand before that time, those included that tell none. */
    public long before(long ticks) throws IOException {
        return order.before(ticks);
    }

    /** The place of the event with that position. */
    public long place(long position) throws IOException {
        return order.place(position);
    }

    /** The wanted events from a place on. */
    public Excerpt from(long place, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = highest(filter);
        long from = Math.clamp(place, lowest, Math.max(lowest, highest));
        long end = Math.min(highest, from + MOST_SCANNED);
        var found = new ArrayList<TimelineEvent>();
        long at = from;
        while (at < end && found.size() < most) {
            var event = order.event(at++);
            if (filter.wants(event)) {
                found.add(event);
            }
        }
        return new Excerpt(found, from, at, lowest, highest, found.size() < most && at < highest);
    }

    /** The wanted events before a place, the nearest ones. */
    public Excerpt back(long place, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = Math.max(lowest, highest(filter));
        long to = Math.clamp(place, lowest, highest);
        long end = Math.max(lowest, to - MOST_SCANNED);
        var found = new ArrayList<TimelineEvent>();
        long at = to;
        while (at > end && found.size() < most) {
            var event = order.event(--at);
            if (filter.wants(event)) {
                found.add(event);
            }
        }
        Collections.reverse(found);
        return new Excerpt(found, at, to, lowest, highest, found.size() < most && at > lowest);
    }

    /** The wanted events on both sides of a place. */
    public Excerpt around(long place, EventFilter filter, int most) throws IOException {
        var before = back(place, filter, most / 2);
        return before.and(from(before.to(), filter, most - most / 2));
    }

    /** Where a reader begins who names no place: at the first event that tells a time. */
    public long start(EventFilter filter) throws IOException {
        return filter.from() == Entry.NO_TIME ? span().untimed() : lowest(filter);
    }

    private long lowest(EventFilter filter) throws IOException {
        if (filter.from() != Entry.NO_TIME) {
            return Math.max(span().untimed(), order.before(filter.from()));
        }
        return filter.to() == Entry.NO_TIME ? 0 : span().untimed();
    }

    private long highest(EventFilter filter) throws IOException {
        return filter.to() == Entry.NO_TIME || filter.to() == Long.MAX_VALUE
                ? span().events()
                : order.before(filter.to() + 1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
