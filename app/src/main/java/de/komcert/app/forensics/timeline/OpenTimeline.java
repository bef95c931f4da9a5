package de.komcert.app.forensics.timeline;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;

import de.komcert.traces.Entry;

/**
 * A timeline that is being read. Nothing reads all of it into memory: a search looks through a bounded number of events, says
 * how far it came, and goes on from there when it is asked to. For one thread.
 */
public final class OpenTimeline implements Closeable {

    /** So many events are looked through for one answer: about half a second's work. */
    public static final int MOST_SCANNED = 100_000;

    private final TimelineFile file;

    OpenTimeline(TimelineFile file) {
        this.file = file;
    }

    public TimelineSpan span() {
        return file.span();
    }

    /** How many events stand before that time, those included that tell none. */
    public long before(long ticks) throws IOException {
        return file.before(ticks);
    }

    /** The event at a position. */
    public TimelineEvent event(long position) throws IOException {
        return file.event(position);
    }

    /** The wanted events from a position on. */
    public Excerpt from(long position, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = highest(filter);
        long from = Math.clamp(position, lowest, Math.max(lowest, highest));
        long end = Math.min(highest, from + MOST_SCANNED);
        var found = new ArrayList<TimelineEvent>();
        long at = from;
        while (at < end && found.size() < most) {
            var event = file.event(at++);
            if (filter.wants(event)) {
                found.add(event);
            }
        }
        return new Excerpt(found, from, at, lowest, highest, found.size() < most && at < highest);
    }

    /** The wanted events before a position, the nearest ones. */
    public Excerpt back(long position, EventFilter filter, int most) throws IOException {
        long lowest = lowest(filter);
        long highest = Math.max(lowest, highest(filter));
        long to = Math.clamp(position, lowest, highest);
        long end = Math.max(lowest, to - MOST_SCANNED);
        var found = new ArrayList<TimelineEvent>();
        long at = to;
        while (at > end && found.size() < most) {
            var event = file.event(--at);
            if (filter.wants(event)) {
                found.add(event);
            }
        }
        Collections.reverse(found);
        return new Excerpt(found, at, to, lowest, highest, found.size() < most && at > lowest);
    }

    /** The wanted events on both sides of a position. */
    public Excerpt around(long position, EventFilter filter, int most) throws IOException {
        var before = back(position, filter, most / 2);
        return before.and(from(before.to(), filter, most - most / 2));
    }

    /** Where a reader begins who names no place: at the first event that tells a time. */
    public long start(EventFilter filter) throws IOException {
        return filter.from() == Entry.NO_TIME ? span().untimed() : lowest(filter);
    }

    private long lowest(EventFilter filter) throws IOException {
        if (filter.from() != Entry.NO_TIME) {
            return Math.max(span().untimed(), file.before(filter.from()));
        }
        return filter.to() == Entry.NO_TIME ? 0 : span().untimed();
    }

    private long highest(EventFilter filter) throws IOException {
        return filter.to() == Entry.NO_TIME || filter.to() == Long.MAX_VALUE
                ? span().events()
                : file.before(filter.to() + 1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
