package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * The order of the times by corrected clocks: the runs of a timeline, merged. Of events of the same time the one that comes
 * first in the file comes first; those without a time stand before all others, as they do there.
 *
 * <p>How many events stand before a moment is the sum of those before it in each run, which the counts tell. So a place is
 * found by bisection, and what follows it by merging from there; only a few blocks of the file are in memory.
 */
final class CorrectedOrder implements EventOrder {

    /** So many places are looked up at once; remembered of each is the position in the file. */
    private static final int WINDOW = 4_096;

    private final TimelineFile file;
    private final ClockRuns runs;
    private final TimelineSpan span;
    private final long[] window = new long[WINDOW];
    private long windowFrom;
    private long windowTo;
    private @Nullable Merge merge;

    CorrectedOrder(TimelineFile file, ClockRuns runs) {
        this.file = file;
        this.runs = runs;
        this.span = runs.span();
    }

    @Override
    public TimelineSpan span() {
        return span;
    }

    @Override
    public long before(long ticks) throws IOException {
        return before(ticks, 0);
    }

    @Override
    public long place(long position) throws IOException {
        if (position < span.untimed() || position >= span.events()) {
            return position;
        }
        int run = runs.of(file.host(position));
        return before(runs.corrected(run, file.ticks(position)), position);
    }

    @Override
    public TimelineEvent event(long place) throws IOException {
        if (place < span.untimed()) {
            return file.event(place);
        }
        var event = file.event(position(place));
        return event.placed(place, runs.ahead(runs.of(event.host())));
    }

    @Override
    public long position(long place) throws IOException {
        if (place < span.untimed()) {
            return place;
        }
        if (place < windowFrom || place >= windowTo) {
            look(span.untimed() + (place - span.untimed()) / WINDOW * WINDOW);
        }
        return window[(int) (place - windowFrom)];
    }

    /** How many events stand before that time, and at that very time before that position in the file. */
    private long before(long ticks, long position) throws IOException {
        long count = span.untimed();
        for (int run : runs.filled()) {
            count += runs.before(file, run, reached(run, ticks, position));
        }
        return count;
    }

    /** Where the events of a run begin in the file that do not stand before all that. */
    private long reached(int run, long ticks, long position) throws IOException {
        long logged = runs.logged(run, ticks);
        long from = Math.max(span.untimed(), file.before(logged));
        return position <= from ? from : Math.clamp(position, from, Math.max(from, file.before(logged + 1)));
    }

    private void look(long from) throws IOException {
        var next = merge == null || from != windowTo ? new Merge(from) : merge;
        int length = (int) Math.min(WINDOW, span.events() - from);
        for (int i = 0; i < length; i++) {
            window[i] = next.position();
        }
        merge = next;
        windowFrom = from;
        windowTo = from + length;
    }

    /** The next event of a run that was not merged yet. */
    private record Head(long ticks, long position, int run) {}

    /** Gives the positions of events from a place on. */
    private final class Merge {
        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparingLong(Head::ticks).thenComparingLong(Head::position));

        Merge(long place) throws IOException {
            long ticks = latest(span.first(), span.last(), place, time -> before(time, 0));
            long position = latest(0, span.events(), place, at -> before(ticks, at));
            for (int run : runs.filled()) {
                add(run, reached(run, ticks, position));
            }
        }

        private void add(int run, long from) throws IOException {
            long position = runs.next(file, run, from);
            if (position < span.events()) {
                heads.add(new Head(runs.corrected(run, file.ticks(position)), position, run));
            }
        }

        long position() throws IOException {
            var head = heads.remove();
            add(head.run(), head.position() + 1);
            return head.position();
        }
    }

    private interface Count {
        long before(long bound) throws IOException;
    }

    /** The last of some bounds before which no more events stand than so many. */
    private static long latest(long low, long high, long most, Count count) throws IOException {
        while (low < high) {
            long middle = low + (high - low + 1 >>> 1);
            if (count.before(middle) <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
