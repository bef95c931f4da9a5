package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeSet;

import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A timeline that is being read, in the order of the times by corrected clocks. Nothing reads all of it into memory: a search
 * does a bounded amount of work, says how far it came, and goes on from there when it is asked to. For one thread.
 */
public final class OpenTimeline implements Closeable {

    /** What one answer may cost: as much as unsealing so many bytes, one to two seconds' work of a core. */
    private static final long MOST_WORK = 2_000_000_000L;

    private final TimelineFile file;
    private final EventOrder order;
    private final long mostWork;

    OpenTimeline(TimelineFile file, EventOrder order) {
        this(file, order, MOST_WORK);
    }

    /** @param mostWork what one answer may cost */
    OpenTimeline(TimelineFile file, EventOrder order, long mostWork) {
        this.file = file;
        this.order = order;
        this.mostWork = mostWork;
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

    /** When the event at a place happened, by the corrected clock of its host; null where it tells no time. */
    public @Nullable Instant time(long place) throws IOException {
        return order.event(place).time();
    }

    /** The wanted events from a place on. */
    public Excerpt from(long place, EventFilter filter, int most) throws IOException {
        return from(place, filter, most, mostWork);
    }

    /** The wanted events before a place, the nearest ones. */
    public Excerpt back(long place, EventFilter filter, int most) throws IOException {
        return back(place, filter, most, mostWork);
    }

    /** The wanted events on both sides of a place. */
    public Excerpt around(long place, EventFilter filter, int most) throws IOException {
        var before = back(place, filter, most / 2, mostWork / 2);
        return before.and(from(before.to(), filter, most - most / 2, mostWork / 2));
    }

    private Excerpt from(long place, EventFilter filter, int most, long work) throws IOException {
        long lowest = lowest(filter);
        long highest = highest(filter);
        long from = Math.clamp(place, lowest, Math.max(lowest, highest));
        var candidates = candidates(filter);
        var search = new Search(file, order, filter, most, work);
        long at = from;
        while (at < highest && search.mayGoOn()) {
            long next = candidates.next(at);
            if (next < highest) {
                search.lookAt(next);
                at = next + 1;
            } else {
                at = highest;
            }
        }
        return new Excerpt(search.found(), from, at, lowest, highest, false, !search.hasEnough() && at < highest);
    }

    private Excerpt back(long place, EventFilter filter, int most, long work) throws IOException {
        long lowest = lowest(filter);
        long highest = Math.max(lowest, highest(filter));
        long to = Math.clamp(place, lowest, highest);
        var candidates = candidates(filter);
        var search = new Search(file, order, filter, most, work);
        long at = to;
        while (at > lowest && search.mayGoOn()) {
            long previous = candidates.previous(at);
            if (previous >= lowest) {
                search.lookAt(previous);
            }
            at = Math.max(previous, lowest);
        }
        return new Excerpt(
                search.found().reversed(), at, to, lowest, highest, !search.hasEnough() && at > lowest, false);
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
