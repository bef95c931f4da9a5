package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

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

    /** The event with that position. */
    public TimelineEvent named(long position) throws IOException {
        return order.event(order.place(position));
    }

    /** The wanted events from a place on. */
    public Excerpt from(long place, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = highest(filter);
        long from = Math.clamp(place, lowest, Math.max(lowest, highest));
        var candidates = candidates(filter);
        var found = new ArrayList<TimelineEvent>();
        long at = from;
        for (int scanned = 0; scanned < MOST_SCANNED && at < highest && found.size() < most; scanned++) {
            long next = candidates.next(at);
            if (next < highest) {
                add(order.event(next), filter, found);
                at = next + 1;
            } else {
                at = highest;
            }
        }
        return new Excerpt(found, from, at, lowest, highest, found.size() < most && at < highest);
    }

    /** The wanted events before a place, the nearest ones. */
    public Excerpt back(long place, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = Math.max(lowest, highest(filter));
        long to = Math.clamp(place, lowest, highest);
        var candidates = candidates(filter);
        var found = new ArrayList<TimelineEvent>();
        long at = to;
        for (int scanned = 0; scanned < MOST_SCANNED && at > lowest && found.size() < most; scanned++) {
            long previous = candidates.previous(at);
            if (previous >= lowest) {
                add(order.event(previous), filter, found);
            }
            at = Math.max(previous, lowest);
        }
        Collections.reverse(found);
        return new Excerpt(found, at, to, lowest, highest, found.size() < most && at > lowest);
    }

    /** The wanted events on both sides of a place. */
    public Excerpt around(long place, EventFilter filter, int most) throws IOException {
        var before = back(place, filter, most / 2);
        return before.and(from(before.to(), filter, most - most / 2));
    }

    private static void add(TimelineEvent event, EventFilter filter, List<TimelineEvent> found) {
        if (filter.wants(event)) {
            found.add(event);
        }
    }

    private Candidates candidates(EventFilter filter) throws IOException {
        if (filter.only() == null) {
            return new Candidates(null);
        }
        var places = new TreeSet<Long>();
        for (long position : filter.only()) {
            places.add(order.place(position));
        }
        return new Candidates(places);
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
