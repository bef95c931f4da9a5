package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * A timeline at one glance: how many events there are in each slot of time, and in which of them are findings, by corrected
 * clocks. It is counted by the index, and not by reading the events.
 *
 * @param from ticks since 1601 at which the first slot begins
 * @param step ticks that a slot is long
 * @param most events of the fullest slot
 */
public record EventStrip(long from, long step, List<Slot> slots, long most) {

    static final int SLOTS = 120;

    /**
     * A slot of time.
     *
     * @param ticks when it begins
     */
    public record Slot(long ticks, long events, long findings) {}

    public EventStrip {
        slots = List.copyOf(slots);
    }

    /** When the last slot ends. */
    public long to() {
        return from + step * slots.size();
    }

    /** Counts what strips show. */
    @Component
    public static class Counting {
        private final EventMarks marks;

        Counting(EventMarks marks) {
            this.marks = marks;
        }

        /** The strip over all of a timeline whose events tell a time. */
        public EventStrip of(UUID analysis, OpenTimeline timeline) throws IOException {
            var span = timeline.span();
            if (!span.isTimed()) {
                return new EventStrip(0, 1, List.of(), 0);
            }
            long step = (span.last() - span.first()) / SLOTS + 1;
            var findings = marks.perSlot(analysis, span.first(), step, SLOTS);
            var slots = new ArrayList<Slot>(SLOTS);
            long before = span.untimed();
            long most = 0;
            for (int i = 0; i < SLOTS; i++) {
                long ticks = span.first() + i * step;
                long until = i == SLOTS - 1 ? span.events() : timeline.before(ticks + step);
                slots.add(new Slot(ticks, until - before, findings[i]));
                most = Math.max(most, until - before);
                before = until;
            }
            return new EventStrip(span.first(), step, slots, most);
        }
    }
}
