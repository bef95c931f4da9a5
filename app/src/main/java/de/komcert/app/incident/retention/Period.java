package de.komcert.app.incident.retention;

import java.time.Instant;
import java.time.LocalDate;

import de.komcert.app.web.Times;

/**
 * How long matters of a kind are kept, and who said so.
 *
 * @param number counts the changes, so that two who change it at once notice each other
 * @param reason why it was changed to this
 */
public record Period(Kind kind, int number, int months, String reason, String recordedBy, Instant changedAt) {

    /** The shortest and the longest there can be, in months. */
    public static final int SHORTEST = 1;

    public static final int LONGEST = 600;

    /**
     * The last day on which a matter is kept, by the calendar on the wall: a period of months ends with the day of the
     * same number, or with the last day of a shorter month (§ 188 BGB). The database counts the same way.
     */
    public LocalDate keptUntil(Instant closed) {
        return keptUntil(closed, months);
    }

    static LocalDate keptUntil(Instant closed, int months) {
        return LocalDate.ofInstant(closed, Times.ZONE).plusMonths(months);
    }
}
