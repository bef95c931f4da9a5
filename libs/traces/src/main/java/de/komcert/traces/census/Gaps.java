package de.komcert.traces.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import de.komcert.traces.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The gaps in logs, and how the clocks of their hosts can be corrected.
 *
 * @param all sorted by host, then by kind
 * @param corrections sorted by host and time
 * @param complete whether there is nothing beyond these
 */
public record Gaps(List<Gap> all, List<ClockCorrection> corrections, boolean complete) {

    /** Changes of a clock that several events tell of happen within a few seconds. */
    private static final long AT_ONCE = 10 * 10_000_000L;

    /** The account as which the time service runs. */
    private static final String TIME_SERVICE = "S-1-5-19";
    /** The account of the kernel, and of services by which a virtual machine gets its time. */
    private static final String SYSTEM = "S-1-5-18";

    private static final long SECOND = 10_000_000L;
    /** Between a change of the clock and the first entry after it. */
    private static final long SOON_AFTER = 120 * SECOND;

    static Gaps of(Census census) {
        var gaps = new ArrayList<Gap>();
        var changes = new ArrayList<Gap>();
        var corrections = new ArrayList<ClockCorrection>();
        var byHost = census.marks.values().stream()
                .collect(Collectors.groupingBy(Mark::host, TreeMap::new, Collectors.toList()));
        byHost.forEach((host, marks) -> {
            simple(marks, gaps);
            adrift(host, marks, gaps);
            stops(host, marks, gaps);
            var ofHost = changes(marks);
            pauses(host, ofHost, gaps);
            corrections(ofHost, marks, corrections);
            changes.addAll(ofHost);
        });
        changes.stream().filter(change -> !isPause(change)).forEach(gaps::add);
        boolean hasMore = census.hasMoreGaps;
        for (var strand : census.strands.values()) {
            hasMore |= strand.stretches.hasMore();
            switch (strand.key.numbers()) {
                case DAYS -> {}
                case ORIGINAL -> MissingRecords.inside(strand, gaps);
                case COPIED -> MissingRecords.excerpt(strand, gaps);
            }
            stepsBack(strand, changes, gaps);
        }
        MissingRecords.between(census.strands.values(), gaps);
        Silence.in(census.strands.values(), gaps);
        return new Gaps(gaps.stream().sorted().toList(), List.copyOf(corrections), !hasMore);
    }

    // ---- what events tell ----

    private static void simple(List<Mark> marks, List<Gap> into) {
        for (var mark : marks) {
            var kind = switch (mark.meaning()) {
                case CLEARED -> Gap.Kind.CLEARED;
                case UNEXPECTED_END -> Gap.Kind.UNEXPECTED_END;
                case EVENTS_DROPPED -> Gap.Kind.EVENTS_DROPPED;
                case LOG_FULL -> Gap.Kind.LOG_FULL;
                case SERVICE_STARTED, SERVICE_STOPPED, CLOCK_CHANGED, CLOCK_SET, CLOCK_ADRIFT -> null;
            };
            if (kind != null) {
                into.add(gap(kind, mark.host(), mark.channel(), mark.time(), mark.time(), 0, List.of(mark)));
            }
        }
    }

    private static Gap gap(
            Gap.Kind kind, String host, String channel, long from, long to, long shift, List<Mark> marks) {
        var said = new TreeMap<String, String>();
        marks.forEach(mark -> mark.said().forEach(said::putIfAbsent));
        return new Gap(
                kind,
                host,
                channel,
                from,
                to,
                marks.size(),
                shift,
                marks.stream().map(Mark::place).toList(),
                said);
    }

    /** All complaints of a host about its time sources are one gap. */
    private static void adrift(String host, List<Mark> marks, List<Gap> into) {
        var all = marks.stream()
                .filter(mark -> mark.meaning() == Mark.Meaning.CLOCK_ADRIFT)
                .toList();
        if (!all.isEmpty()) {
            var first = all.getFirst();
            var last = all.getLast();
            into.add(new Gap(
                    Gap.Kind.CLOCK_ADRIFT,
                    host,
                    first.channel(),
                    first.time(),
                    last.time(),
                    all.size(),
                    0,
                    all.size() == 1 ? List.of(first.place()) : List.of(first.place(), last.place()),
                    new TreeMap<>()));
        }
    }

    /** From the end of the service to its next begin; security log and system log both tell of an end. */
    private static void stops(String host, List<Mark> marks, List<Gap> into) {
        var both = marks.stream()
                .filter(mark -> mark.meaning() == Mark.Meaning.SERVICE_STOPPED
                        || mark.meaning() == Mark.Meaning.SERVICE_STARTED)
                .sorted((a, b) -> a.time() != b.time() ? Long.compare(a.time(), b.time()) : a.compareTo(b))
                .toList();
        var ends = new ArrayList<Mark>();
        for (var mark : both) {
            if (mark.meaning() == Mark.Meaning.SERVICE_STARTED) {
                if (!ends.isEmpty()) {
                    into.add(stop(host, ends, mark));
                }
                ends.clear();
            } else {
                if (!ends.isEmpty() && mark.time() - ends.getLast().time() > SOON_AFTER) {
                    into.add(stop(host, ends, null));
                    ends.clear();
                }
                ends.add(mark);
            }
        }
        if (!ends.isEmpty()) {
            into.add(stop(host, ends, null));
        }
    }

    private static Gap stop(String host, List<Mark> ends, @Nullable Mark begin) {
        var marks = new ArrayList<>(ends);
        if (begin != null) {
            marks.add(begin);
        }
        return gap(
                Gap.Kind.SERVICE_STOPPED,
                host,
                "",
                ends.getLast().time(),
                begin == null ? Entry.NO_TIME : begin.time(),
                0,
                marks);
    }

    // ---- clocks ----

    /** The security log, the kernel and the time service tell of the same change each in their own way. */
    private static List<Gap> changes(List<Mark> marks) {
        var changes = new ArrayList<Gap>();
        var same = new ArrayList<Mark>();
        var clock = marks.stream()
                .filter(mark -> mark.meaning() == Mark.Meaning.CLOCK_CHANGED)
                .sorted(Comparator.comparingLong(Mark::time).thenComparing(mark -> mark))
                .toList();
        for (var mark : clock) {
            if (!same.isEmpty() && !isSame(same.getLast(), mark)) {
                changes.add(change(same, marks));
                same.clear();
            }
            same.add(mark);
        }
        if (!same.isEmpty()) {
            changes.add(change(same, marks));
        }
        return changes;
    }

    private static boolean isSame(Mark one, Mark other) {
        return Math.abs(other.time() - one.time()) <= AT_ONCE && isClose(one.shift(), other.shift());
    }

    private static boolean isClose(long one, long other) {
        return Math.abs(one - other) <= 2 * SECOND;
    }

    /** The events are written when the clock has been changed. */
    private static Gap change(List<Mark> same, List<Mark> all) {
        var first = same.getFirst();
        var marks = new ArrayList<>(same);
        all.stream()
                .filter(mark -> mark.meaning() == Mark.Meaning.CLOCK_SET
                        && Math.abs(mark.time() - first.time()) <= AT_ONCE
                        && isClose(mark.shift(), Math.abs(first.shift())))
                .forEach(marks::add);
        long to = same.getLast().time();
        return gap(Gap.Kind.CLOCK_CHANGED, first.host(), "", to - first.shift(), to, first.shift(), marks);
    }

    /**
     * When a system wakes, its kernel puts the clock forward by the time it slept. The clock was right before; it is the
     * log that has a gap. All of a host are one.
     */
    private static void pauses(String host, List<Gap> changes, List<Gap> into) {
        var pauses = changes.stream().filter(Gaps::isPause).toList();
        if (!pauses.isEmpty()) {
            var first = pauses.getFirst();
            var last = pauses.getLast();
            into.add(new Gap(
                    Gap.Kind.PAUSED,
                    host,
                    "",
                    first.from(),
                    last.to(),
                    pauses.size(),
                    pauses.stream().mapToLong(Gap::shift).sum(),
                    pauses.size() == 1
                            ? first.evidence()
                            : List.of(
                                    first.evidence().getFirst(), last.evidence().getLast()),
                    new TreeMap<>()));
        }
    }

    private static boolean isPause(Gap change) {
        var sid = change.said().get("sid");
        return change.shift() > 0 && !change.said().containsKey("process") && (sid == null || sid.equals(SYSTEM));
    }

    private static void stepsBack(Strand strand, List<Gap> changes, List<Gap> into) {
        var steps = new ArrayList<>(strand.stretches.stepsBack());
        Stretches.Stretch before = null;
        for (var stretch : strand.stretches.all()) {
            if (strand.key.numbers() != Strand.Numbers.DAYS
                    && before != null
                    && stretch.first.time < before.last.time - Stretches.SMALLEST_STEP_BACK) {
                var first = stretch.first;
                steps.add(
                        new Stretches.StepBack(stretch.from, before.last.time, first.time, first.host, first.place()));
            }
            before = stretch;
        }
        for (var step : steps) {
            if (changes.stream().noneMatch(change -> explains(change, step))) {
                into.add(new Gap(
                        Gap.Kind.CLOCK_BACK,
                        step.host(),
                        strand.key.channel(),
                        step.before(),
                        step.after(),
                        1,
                        step.after() - step.before(),
                        List.of(step.place()),
                        new TreeMap<>(Map.of("number", Long.toString(step.number())))));
            }
        }
    }

    /**
     * The clock was put back; or it was put forward while some were still writing down what had happened before, as they
     * do when a system wakes.
     */
    private static boolean explains(Gap change, Stretches.StepBack step) {
        return change.host().equals(step.host())
                && (change.shift() < 0
                        ? Math.abs(change.to() - step.after()) <= SOON_AFTER
                        : Math.abs(change.to() - step.before()) <= SOON_AFTER
                                && Math.abs(change.from() - step.after()) <= SOON_AFTER);
    }

    /**
     * What a service has put right was wrong before, since the clock was changed last or the system started. What a
     * person has set may have been right before, and so was what was put forward when a system woke.
     */
    private static void corrections(List<Gap> changes, List<Mark> marks, List<ClockCorrection> into) {
        var starts = marks.stream()
                .filter(mark -> mark.meaning() == Mark.Meaning.SERVICE_STARTED)
                .mapToLong(Mark::time)
                .sorted()
                .toArray();
        long before = Entry.NO_TIME;
        for (var change : changes) {
            var sid = change.said().get("sid");
            if (TIME_SERVICE.equals(sid) || SYSTEM.equals(sid) && change.shift() < 0) {
                long from = before;
                for (long start : starts) {
                    from = start <= change.from() ? Math.max(from, start) : from;
                }
                into.add(new ClockCorrection(change.host(), from, change.from(), change.shift(), change.evidence()));
            }
            before = change.to();
        }
    }
}
