package de.komcert.traces.census;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Whole numbers that entries bear, as stretches without a hole, each with the entries at its two ends. More than
 * {@value #MOST} stretches are not kept; those with the lowest numbers are.
 */
final class Stretches {

    static final int MOST = 512;

    /** An entry at the end of a stretch. Mutable, since it changes with nearly every entry. */
    static final class End {
        long time;
        String file;
        long record;
        String host;

        End(long time, String file, long record, String host) {
            this.time = time;
            this.file = file;
            this.record = record;
            this.host = host;
        }

        Place place() {
            return new Place(file, record);
        }

        private End copy() {
            return new End(time, file, record, host);
        }

        private void set(long newTime, String newFile, long newRecord, String newHost) {
            time = newTime;
            file = newFile;
            record = newRecord;
            host = newHost;
        }

        /** Before or behind the other in time; where both are the same, in their place. */
        private int compareTo(long otherTime, String otherFile, long otherRecord) {
            int order = Long.compare(time, otherTime);
            return order != 0 ? order : place().compareTo(new Place(otherFile, otherRecord));
        }
    }

    /** Numbers from one to another, both included. */
    static final class Stretch {
        long from;
        long to;
        final End first;
        final End last;

        Stretch(long from, long to, End first, End last) {
            this.from = from;
            this.to = to;
            this.first = first;
            this.last = last;
        }
    }

    /** A number whose entry is earlier in time than that of the number before. */
    record StepBack(long number, long before, long after, String host, Place place) {}

    /** Buffers are written a little out of order; a clock that is put back goes further. */
    static final long SMALLEST_STEP_BACK = 60 * 10_000_000L;

    private final TreeMap<Long, Stretch> byFrom = new TreeMap<>();
    private final List<StepBack> stepsBack = new ArrayList<>();
    private final boolean watchesClock;
    private @Nullable Stretch current;
    /** Where the stretch behind the current one begins. */
    private long next;

    private boolean hasMore;

    /** @param watchesClock whether times must not go back from number to number */
    Stretches(boolean watchesClock) {
        this.watchesClock = watchesClock;
    }

    Collection<Stretch> all() {
        return byFrom.values();
    }

    List<StepBack> stepsBack() {
        return stepsBack;
    }

    /** Puts a stretch behind those that are there, as they were written down. */
    void append(Stretch stretch) {
        byFrom.put(stretch.from, stretch);
    }

    void append(StepBack step) {
        stepsBack.add(step);
    }

    void markMore() {
        hasMore = true;
    }

    /** Whether there were more than are kept. */
    boolean hasMore() {
        return hasMore;
    }

    void add(long number, long time, String file, long record, String host) {
        var stretch = current;
        if (stretch != null && number == stretch.to + 1 && number + 1 < next) {
            watch(stretch.last, number, time, file, record, host);
            stretch.to = number;
            stretch.last.set(time, file, record, host);
        } else if (stretch != null && number >= stretch.from && number <= stretch.to) {
            meet(stretch, number, time, file, record, host);
        } else {
            var end = new End(time, file, record, host);
            join(new Stretch(number, number, end, new End(time, file, record, host)));
        }
    }

    /** A number that is there already: only the ends look at the time. */
    private static void meet(Stretch stretch, long number, long time, String file, long record, String host) {
        if (number == stretch.to && stretch.last.compareTo(time, file, record) < 0) {
            stretch.last.set(time, file, record, host);
        }
        if (number == stretch.from && stretch.first.compareTo(time, file, record) > 0) {
            stretch.first.set(time, file, record, host);
        }
    }

    /** Adds all of another's, which is used up. */
    void add(Stretches other) {
        hasMore |= other.hasMore;
        other.byFrom.values().forEach(this::join);
        other.stepsBack.forEach(this::note);
    }

    /** Adds all of another's, which stays as it is. */
    void addCopy(Stretches other) {
        hasMore |= other.hasMore;
        for (var stretch : other.byFrom.values()) {
            join(new Stretch(stretch.from, stretch.to, stretch.first.copy(), stretch.last.copy()));
        }
    }

    private void join(Stretch fresh) {
        var low = byFrom.floorEntry(fresh.from);
        if (low != null && low.getValue().to >= fresh.from - 1) {
            byFrom.remove(low.getKey());
            fresh = joined(low.getValue(), fresh);
        }
        for (var high = byFrom.ceilingEntry(fresh.from);
                high != null && high.getKey() <= fresh.to + 1;
                high = byFrom.ceilingEntry(fresh.from)) {
            byFrom.remove(high.getKey());
            fresh = joined(fresh, high.getValue());
        }
        byFrom.put(fresh.from, fresh);
        current = fresh;
        if (byFrom.size() > MOST) {
            hasMore = true;
            var given = byFrom.pollLastEntry().getValue();
            current = given == current ? null : current;
        }
        var high = byFrom.higherKey(fresh.from);
        next = high == null ? Long.MAX_VALUE : high;
    }

    private Stretch joined(Stretch low, Stretch high) {
        if (low.to + 1 == high.from) {
            var next = high.first;
            watch(low.last, high.from, next.time, next.file, next.record, next.host);
        }
        var first = low.from < high.from || isBefore(low.first, high.first) ? low.first : high.first;
        var last = high.to > low.to || high.to == low.to && isBefore(low.last, high.last) ? high.last : low.last;
        return new Stretch(low.from, Math.max(low.to, high.to), first, last);
    }

    private static boolean isBefore(End one, End other) {
        return one.compareTo(other.time, other.file, other.record) < 0;
    }

    private void watch(End before, long number, long time, String file, long record, String host) {
        if (watchesClock && time < before.time - SMALLEST_STEP_BACK) {
            note(new StepBack(number, before.time, time, host, new Place(file, record)));
        }
    }

    private void note(StepBack step) {
        if (stepsBack.size() < MOST) {
            stepsBack.add(step);
        } else {
            hasMore = true;
        }
    }
}
