package de.komcert.app.forensics.timeline;

import de.komcert.app.forensics.name.Readable;
import de.komcert.traces.Entry;

/**
 * An event of a timeline, with signs in place of names.
 *
 * @param position its place in the timeline, from 0
 * @param ticks 100 ns since 1601, or {@link Entry#NO_TIME}
 * @param type what kind of log it stands in, as timelines of other tools name it
 * @param record its number in the file
 * @param text what it is about, in one line
 */
public record TimelineEvent(
        long position,
        long ticks,
        String host,
        String channel,
        String provider,
        String eventId,
        String type,
        String file,
        long record,
        String text) {

    /** The same as people read it. */
    public TimelineEvent read(Readable names) {
        return new TimelineEvent(
                position,
                ticks,
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
}
