package de.komcert.traces.census;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import de.komcert.traces.Entry;

/**
 * Something that logs should hold and do not, or a place where their clock is not to be trusted.
 *
 * @param host empty where nobody says
 * @param channel the log it is about, as far as it is about one; else empty
 * @param from when it begins, in ticks as {@link Entry#time} and by the clock of the host; {@link Entry#NO_TIME} where
 *     nobody knows
 * @param to when it ends, likewise; where it is one moment, the same as {@code from}
 * @param records how many records it is about: those that are missing, else those that tell of it
 * @param shift by how many ticks the clock was put forward, negative where back; 0 where it is not about the clock
 * @param evidence the entries that tell of it, or those before and behind it
 * @param said what these entries say of it, by fixed names: {@code log} that was cleared; {@code user}, {@code domain},
 *     {@code sid}, {@code process} and {@code reason} of whoever did it; {@code first} and {@code last} missing number;
 *     {@code holes} of an excerpt; {@code number} of the record that steps back; {@code typical} days between entries
 */
public record Gap(
        Kind kind,
        String host,
        String channel,
        long from,
        long to,
        long records,
        long shift,
        List<Place> evidence,
        SortedMap<String, String> said)
        implements Comparable<Gap> {

    /** What kind of gap it is, the most telling first. */
    public enum Kind {
        /** A log was cleared, and by whom. */
        CLEARED,
        /** Numbers are missing inside a log: records were removed, lost or are damaged. */
        MISSING_RECORDS,
        /** The system could not write events, or threw them away. */
        EVENTS_DROPPED,
        /** The log was full, and nothing more was written. */
        LOG_FULL,
        /** The event log service did not run, so that nothing was written. */
        SERVICE_STOPPED,
        /** The system ended without being shut down. */
        UNEXPECTED_END,
        /** Nothing was written for much longer than is usual there. */
        SILENCE,
        /** Numbers are missing between two files of the same log: a file is absent, or records were removed. */
        MISSING_BETWEEN_FILES,
        /** The clock was put forward or back, and an event says by how much. */
        CLOCK_CHANGED,
        /** The system slept, or its virtual machine was halted, as the clock shows that was put forward when it went on. */
        PAUSED,
        /** A later record bears an earlier time, and no event says why. */
        CLOCK_BACK,
        /** The clock was not kept right by any time source. */
        CLOCK_ADRIFT,
        /** Only some of the records were copied into the file; what is not in it may never have been missing. */
        EXCERPT;

        /** Whether it happens on healthy systems day by day. */
        public boolean isUsual() {
            return switch (this) {
                case SERVICE_STOPPED, PAUSED, EXCERPT -> true;
                case CLEARED,
                        MISSING_RECORDS,
                        EVENTS_DROPPED,
                        LOG_FULL,
                        UNEXPECTED_END,
                        SILENCE,
                        MISSING_BETWEEN_FILES,
                        CLOCK_CHANGED,
                        CLOCK_BACK,
                        CLOCK_ADRIFT -> false;
            };
        }
    }

    private static final Comparator<Gap> ORDER = Comparator.comparing(Gap::host)
            .thenComparing(Gap::kind)
            .thenComparing(Gap::channel)
            .thenComparingLong(Gap::to)
            .thenComparingLong(Gap::from)
            .thenComparing(gap -> gap.evidence().toString())
            .thenComparing(gap -> gap.said().toString());

    public Gap {
        evidence = List.copyOf(evidence);
        said = Collections.unmodifiableSortedMap(new TreeMap<>(said));
    }

    /** By host, then by kind. */
    @Override
    public int compareTo(Gap other) {
        return ORDER.compare(this, other);
    }
}
