package de.komcert.traces;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * What is taken for granted of times that leave out the year or the zone, as those of RFC 3164 do.
 *
 * @param latest no line is later; the year of each is the latest for which that holds. {@link Instant#EPOCH} where
 *     nobody knows
 * @param zone in which the clock was read
 */
public record Assumed(Instant latest, ZoneId zone) {

    private static final Duration TOLERANCE = Duration.ofDays(1);
    /** A 29th of February waits for its leap year, which may be eight years away. */
    private static final int MOST_YEARS = 9;

    /** A log that was last written to at {@code modified}, by a clock that may be wrong by a day. */
    public static Assumed of(Instant modified, ZoneId zone) {
        return new Assumed(modified.equals(Instant.EPOCH) ? modified : modified.plus(TOLERANCE), zone);
    }

    /** The time in ticks, or {@link Entry#NO_TIME}. */
    public long ticks(int month, int day, int hour, int minute, int second) {
        if (latest.equals(Instant.EPOCH)) {
            return Entry.NO_TIME;
        }
        int year = latest.atZone(zone).getYear();
        for (int tried = year; tried > year - MOST_YEARS; tried--) {
            try {
                var time = LocalDateTime.of(tried, month, day, hour, minute, Math.min(second, 59))
                        .atZone(zone)
                        .toInstant();
                if (!time.isAfter(latest)) {
                    return Moment.stated(time);
                }
            } catch (DateTimeException noSuchDay) {
                // A 29th of February in another year.
            }
        }
        return Entry.NO_TIME;
    }

    /** The time in ticks where only the zone is missing, or {@link Entry#NO_TIME}. */
    public long ticks(LocalDateTime time) {
        return Moment.stated(time.atZone(zone).toInstant());
    }
}
