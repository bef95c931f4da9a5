package de.komcert.app.incident.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Times;

/**
 * The timeline at one glance: a lane for each kind of event, a dot for each event, time from left to right in true
 * proportion.
 *
 * <p>Places only, in pixels; how it looks is said by the style sheet.
 */
record TimelineStrip(int height, List<Lane> lanes, List<Tick> ticks) {

    static final int WIDTH = 1200;
    static final int HEAD = 26;
    static final int LANE = 26;

    private static final int LEFT = 150;
    private static final int RIGHT = 24;

    /** From the finest to the coarsest; the first that gives no more than {@link #MOST_TICKS} is taken. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));

    private static final int MOST_TICKS = 12;

    /** The events of one kind, as places from left to right. */
    record Lane(JournalEntry.Kind kind, int y, List<Integer> dots) {}

    /** A mark on the axis. */
    record Tick(int x, Instant at) {}

    static TimelineStrip of(List<JournalEntry> told, Instant t0, Instant end) {
        var times = Stream.concat(Stream.of(t0, end), told.stream().map(JournalEntry::happenedAt));
        var span = times.sorted().toList();
        var scale = new Scale(span.getFirst(), span.getLast());
        var kinds = told.stream().map(JournalEntry::kind).distinct().sorted().toList();
        var lanes = new ArrayList<Lane>();
        for (var kind : kinds) {
            var dots = told.stream()
                    .filter(entry -> entry.kind() == kind)
                    .map(entry -> scale.x(entry.happenedAt()))
                    .distinct()
                    .toList();
            lanes.add(new Lane(kind, HEAD + LANE * lanes.size() + LANE / 2, dots));
        }
        return new TimelineStrip(HEAD + LANE * lanes.size() + 4, List.copyOf(lanes), scale.ticks());
    }

    private record Scale(Instant from, Instant to) {

        int x(Instant time) {
            var all = Math.max(1, Duration.between(from, to).toSeconds());
            var gone = Duration.between(from, time).toSeconds();
            return (int) (LEFT + (WIDTH - LEFT - RIGHT) * gone / all);
        }

        List<Tick> ticks() {
            var all = Duration.between(from, to);
            var step = STEPS.stream()
                    .filter(one -> all.dividedBy(one) < MOST_TICKS)
                    .findFirst()
                    .orElseGet(() -> all.dividedBy(MOST_TICKS));
            var ticks = new ArrayList<Tick>();
            // Counted from local midnight, so that marks stand at full hours on both sides of a change of summer time.
            var day = from.atZone(Times.ZONE).truncatedTo(ChronoUnit.DAYS).toInstant();
            for (var at = day; !at.isAfter(to); at = at.plus(step)) {
                if (!at.isBefore(from)) {
                    ticks.add(new Tick(x(at), at));
                }
            }
            return List.copyOf(ticks);
        }
    }
}
