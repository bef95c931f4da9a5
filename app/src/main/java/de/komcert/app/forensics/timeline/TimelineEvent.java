package de.komcert.app.forensics.timeline;

import java.time.Instant;

import de.komcert.app.forensics.name.Readable;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/**
 * An event of a timeline, with signs in place of names.
 *
 * @param position its place in the file of the timeline, from 0; it is named by it, since it stays the same
 * @param place its place in the order of the times by corrected clocks
 * @param ticks when it happened as its log says: 100 ns since 1601, or {@link Entry#NO_TIME}
 * @param ahead by how many ticks the clock of its host was ahead
 * @param type what kind of log it stands in, as timelines of other tools name it
 * @param record its number in the file
 * @param text what it is about, in one line
 */
public record TimelineEvent(
        long position,
        long place,
        long ticks,
        long ahead,
        String host,
        String channel,
        String provider,
        String eventId,
        String type,
        String file,
        long record,
        String text) {

    private static final int NANOS_PER_TICK = 100;

    /** The same where clocks are corrected. */
    TimelineEvent placed(long atPlace, long ticksAhead) {
        return new TimelineEvent(
                position, atPlace, ticks, ticksAhead, host, channel, provider, eventId, type, file, record, text);
    }

    /** The same as people read it. */
    public TimelineEvent read(Readable names) {
        return new TimelineEvent(
                position,
                place,
                ticks,
                ahead,
                names.text(host),
                names.text(channel),
                names.text(provider),
                names.text(eventId),
                type,
                names.text(file),
                record,
                names.text(text));
    }

    /** Whether it tells a time. */
    public boolean isTimed() {
        return ticks != Entry.NO_TIME;
    }

    /** When it happened by the corrected clock of its host, or null where it tells no time. */
    public @Nullable Instant time() {
        return isTimed() ? Moment.instant(ticks).minusNanos(ahead * NANOS_PER_TICK) : null;
    }

    /** When it happened as its log says, or null where it tells no time. */
    public @Nullable Instant originalTime() {
        return isTimed() ? Moment.instant(ticks) : null;
    }
}
