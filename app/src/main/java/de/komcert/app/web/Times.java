package de.komcert.app.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them: stored in UTC, shown in German local time, spans in words. */
public record Times(Texts texts, Locale locale, Instant now) {

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** In days; beyond it a day without its year may be taken for another one. */
    private static final int HALF_A_YEAR = 182;
    /** Who waits for something due in less than ten hours counts minutes. */
    private static final int HOURS_WITH_MINUTES = 10;

    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern(
                    "dd.MM.uuuu, HH:mm 'Uhr'", Locale.GERMAN)
            .withZone(ZONE);

    private static final DateTimeFormatter GERMAN_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.GERMAN);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter INPUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    /** Day and time, such as {@code 23.11.2026, 14:05 Uhr}. */
    public String full(Instant time) {
        return format("time.full", time);
    }

    /** The shortest form that is clear today: {@code 14:05}, {@code Mo 14:05}, {@code 23.11. 14:05}, or with the year. */
    public String brief(Instant time) {
        var then = time.atZone(ZONE);
        var days = Math.abs(Duration.between(time, now).toDays());
        if (sameDay(time, now)) {
            return told(CLOCK.format(then), time);
        }
        if (days < 6) {
            return format("time.weekday", time);
        }
        return days < HALF_A_YEAR ? format("time.short", time) : full(time);
    }

    /** The day in full, such as {@code Montag, 23. November 2026}. */
    public String day(Instant time) {
        return format("time.day", time);
    }

    /** The day alone, such as {@code 23.11.2026}. */
    public String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(texts.get(locale, "time.date"), locale)
                .format(day);
    }

    /** The day on which a moment falls in Germany. */
    public String date(Instant time) {
        return date(LocalDate.ofInstant(time, ZONE));
    }

    /** The day it is in Germany. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, ZONE);
    }

    /** Hour and minute, where the day is known. */
    public String clock(Instant time) {
        return told(CLOCK.format(time.atZone(ZONE)), time);
    }

    /** A span as it is counted on, such as {@code 12 Min.}, {@code 2 Std. 10 Min.}, {@code 31 Std.}, {@code 4 Tage}. */
    public String span(Duration span) {
        return span(span, "");
    }

    /** The same behind a word for the past, which asks for another form in German. */
    private String ago(Duration span) {
        return span(span, "Ago");
    }

    private String span(Duration span, String form) {
        var length = span.abs();
        if (length.toMinutes() < 1) {
            return texts.get(locale, "span.moment" + form);
        }
        if (length.toMinutes() < 90) {
            return texts.get(locale, "span.minutes", length.toMinutes());
        }
        if (length.toHours() < HOURS_WITH_MINUTES && length.toMinutesPart() > 0) {
            return texts.get(locale, "span.hoursAndMinutes", length.toHours(), length.toMinutesPart());
        }
        if (length.toHours() < 49) {
            return texts.get(locale, "span.hours", length.toHours());
        }
        return texts.get(locale, "span.days" + form, length.toDays());
    }

    /** How long ago this was. */
    public String since(Instant time) {
        var span = Duration.between(time, now);
        return span.abs().toMinutes() < 1
                ? texts.get(locale, "span.justNow")
                : texts.get(locale, "span.since", ago(span));
    }

    /** What is left, or by how much it is overdue. */
    public String left(Instant due) {
        var left = Duration.between(now, due);
        return left.isNegative()
                ? texts.get(locale, "span.overdue", ago(left))
                : texts.get(locale, "span.left", span(left));
    }

    /** Whether both fall on one day in Germany. */
    public static boolean sameDay(Instant one, Instant other) {
        return one.atZone(ZONE).toLocalDate().equals(other.atZone(ZONE).toLocalDate());
    }

    public boolean overdue(Instant due) {
        return due.isBefore(now);
    }

    /** The value of an {@code <input type="datetime-local">}. */
    public String input(Instant time) {
        return INPUT.format(time.atZone(ZONE));
    }

    /** Day and time for records that are always written in German. */
    public static String german(Texts texts, Instant time) {
        var text = GERMAN.format(time);
        return comesTwice(time) ? text + " " + texts.get(Locale.GERMAN, season(time)) : text;
    }

    /** A day for records that are always written in German. */
    public static String german(LocalDate day) {
        return GERMAN_DATE.format(day);
    }

    private String format(String key, Instant time) {
        return told(DateTimeFormatter.ofPattern(texts.get(locale, key), locale).format(time.atZone(ZONE)), time);
    }

    /** An hour in October comes twice; which of the two is meant is always said. */
    private String told(String text, Instant time) {
        return comesTwice(time) ? text + " " + texts.get(locale, season(time)) : text;
    }

    private static boolean comesTwice(Instant time) {
        return ZONE.getRules()
                        .getValidOffsets(time.atZone(ZONE).toLocalDateTime())
                        .size()
                > 1;
    }

    private static String season(Instant time) {
        return ZONE.getRules().isDaylightSavings(time) ? "time.summer" : "time.winter";
    }
}
