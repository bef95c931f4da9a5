package de.komcert.traces;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Points in time as ticks of 100 ns since 1601 in UTC. */
public final class Moment {

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long SECONDS_TO_UNIX = 11_644_473_600L;
    /** Seconds since 1970 reach this in the year 5138; what is larger counts thousandths. */
    private static final BigDecimal LARGEST_SECONDS = new BigDecimal("100000000000");
    /** Seconds since 1601 that ticks can count, whatever fraction follows. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / TICKS_PER_SECOND - 1;
    /** No time is longer, and a number of many digits would take long to read. */
    private static final int LONGEST = 64;

    private Moment() {}

    /** The moment of so many ticks. */
    public static Instant instant(long ticks) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(ticks, TICKS_PER_SECOND) - SECONDS_TO_UNIX,
                Long.remainderUnsigned(ticks, TICKS_PER_SECOND) * 100);
    }

    /**
     * The ticks of a moment.
     *
     * @throws ArithmeticException if it is further away than they can count
     */
    public static long ticks(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(Math.addExact(instant.getEpochSecond(), SECONDS_TO_UNIX), TICKS_PER_SECOND),
                instant.getNano() / 100);
    }

    /**
     * The ticks of a moment that a log states; {@link Entry#NO_TIME} where it lies before 1601 or further away than they can
     * count. Programs write the year 1 where they have no time, and others what they like.
     */
    public static long stated(Instant instant) {
        long seconds = instant.getEpochSecond() + SECONDS_TO_UNIX;
        return seconds < 0 || seconds > MOST_SECONDS ? Entry.NO_TIME : ticks(instant);
    }

    /**
     * Reads an ISO date and time, with a blank or a T between them, in UTC where no zone stands there, or seconds or
     * thousandths since 1970; {@link Entry#NO_TIME} where it is none of these or none that {@link #stated} knows.
     */
    public static long parse(String text) {
        if (text.length() > LONGEST) {
            return Entry.NO_TIME;
        }
        try {
            if (isPlain(text)) {
                return ofPlain(text);
            }
            if (!text.isEmpty() && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
                return ofEpoch(new BigDecimal(text));
            }
            var iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            boolean hasZone =
                    iso.endsWith("Z") || iso.length() > 10 && iso.substring(10).matches(".*[+-]\\d\\d:?\\d\\d");
            return stated(
                    hasZone
                            ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                                    .toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException | NumberFormatException noTime) {
            return Entry.NO_TIME;
        }
    }

    /** Whether this is the form that nearly all logs write: {@code 2026-03-09 08:15:30.123}, and perhaps a Z. */
    private static boolean isPlain(String text) {
        int length = text.length() - (text.endsWith("Z") ? 1 : 0);
        if (length < 19 || length == 20 || length > 29) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == ' ' || c == 'T';
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static long ofPlain(String text) {
        int length = text.length() - (text.endsWith("Z") ? 1 : 0);
        int nanos = 0;
        for (int i = 20; i < 29; i++) {
            nanos = nanos * 10 + (i < length ? text.charAt(i) - '0' : 0);
        }
        var time = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos);
        return stated(time.toInstant(ZoneOffset.UTC));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static long ofEpoch(BigDecimal number) {
        var seconds = number.compareTo(LARGEST_SECONDS) < 0 ? number : number.movePointLeft(3);
        var ticks = seconds.add(BigDecimal.valueOf(SECONDS_TO_UNIX)).multiply(BigDecimal.valueOf(TICKS_PER_SECOND));
        return ticks.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
