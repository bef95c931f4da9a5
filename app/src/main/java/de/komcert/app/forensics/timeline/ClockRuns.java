package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The runs in a timeline: each holds the events of all hosts whose clocks were ahead by the same. The file is in the order of
 * the times in the logs; so is a run, and its corrected times rise as well. Events without a time belong to none.
 *
 * <p>Counted is how many events of each run stand before every 256th event of the file, or before fewer of them where that
 * would be too many counts. Once this is done nothing changes, and threads may share it.
 */
final class ClockRuns {

    /** So many counts are kept of a timeline; they take 4 MB. */
    static final int MOST_COUNTS = 1 << 19;

    private static final long TICKS_PER_MILLISECOND = 10_000;

    /** The run of the hosts whose clocks are taken to be right. */
    private static final int RIGHT = 0;

    private final long[] ahead;
    private final Map<String, Integer> byHost = new HashMap<>();
    private final TimelineSpan span;
    private final long step;
    private final long[][] counts;
    private final int[] filled;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * Counts them; reads all of the timeline once.
     *
     * @param clocks by how much they were ahead, by host as the timeline names it
     */
    ClockRuns(TimelineFile file, Map<String, Duration> clocks, int mostCounts) throws IOException {
        var shifts = clocks.values().stream().mapToLong(ClockRuns::ticks).filter(shift -> shift != 0);
        ahead = LongStream.concat(LongStream.of(0), shifts.distinct().sorted()).toArray();
        clocks.forEach((host, clock) -> byHost.put(host, runAhead(ticks(clock))));
        span = file.span();
        long between = TimelineFile.BLOCK;
        while (between < span.events() && (span.events() / between + 2) * ahead.length > mostCounts) {
            between *= 2;
        }
        step = between;
        counts = new long[ahead.length][(int) (span.events() / step + 2)];
        count(file);
        filled = IntStream.range(0, ahead.length)
                .filter(run -> counts[run][counts[run].length - 1] > 0)
                .toArray();
    }

    private void count(TimelineFile file) throws IOException {
        for (long position = span.untimed(); position < span.events(); position++) {
            int run = of(file.host(position));
            long ticks = corrected(run, file.ticks(position));
            first = Math.min(first, ticks);
            last = Math.max(last, ticks);
            counts[run][(int) (position / step) + 1]++;
        }
        for (var ofRun : counts) {
            Arrays.parallelPrefix(ofRun, Long::sum);
        }
    }

    private int runAhead(long ticks) {
        return IntStream.range(0, ahead.length)
                .filter(run -> ahead[run] == ticks)
                .findFirst()
                .orElseThrow();
    }

    private static long ticks(Duration clock) {
        return clock.toMillis() * TICKS_PER_MILLISECOND;
    }

    /** Whether any event has another time than its log says. */
    boolean areCorrected() {
        return filled.length > 1 || filled.length == 1 && filled[0] != RIGHT;
    }

    /** From when to when the timeline goes by corrected times. */
    TimelineSpan span() {
        return span.isTimed() ? new TimelineSpan(span.events(), span.untimed(), first, last) : span;
    }

    /** How many counts are kept. */
    int counts() {
        return counts.length * counts[0].length;
    }

    /** Those that hold an event. */
    int[] filled() {
        return filled;
    }

    /** The run of a host. */
    int of(String host) {
        return byHost.getOrDefault(host, RIGHT);
    }

    /** By how many ticks the clocks of a run were ahead. */
    long ahead(int run) {
        return ahead[run];
    }

    /** When an event of a run happened that its log gives that time. */
    long corrected(int run, long ticks) {
        return plus(ticks, -ahead[run]);
    }

    /** What the log of a run says at that time. */
    long logged(int run, long ticks) {
        return plus(ticks, ahead[run]);
    }

    private static long plus(long ticks, long more) {
        long sum = ticks + more;
        boolean isTooMuch = ((ticks ^ sum) & (more ^ sum)) < 0;
        return isTooMuch ? ticks < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
    }

    /** How many events of a run stand in the file before that position. */
    long before(TimelineFile file, int run, long position) throws IOException {
        int mark = (int) (position / step);
        long count = counts[run][mark];
        for (long at = Math.max(span.untimed(), mark * step); at < position; at++) {
            if (of(file.host(at)) == run) {
                count++;
            }
        }
        return count;
    }

    /** The position of the next event of a run, itself included; that of the end where there is none. */
    long next(TimelineFile file, int run, long position) throws IOException {
        long at = Math.max(span.untimed(), position);
        while (at < span.events()) {
            int mark = (int) (at / step);
            if (counts[run][mark] == counts[run][mark + 1]) {
                at = (mark + 1) * step;
            } else if (of(file.host(at)) == run) {
                return at;
            } else {
                at++;
            }
        }
        return span.events();
    }
}
