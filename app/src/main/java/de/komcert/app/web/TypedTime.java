package de.komcert.app.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What somebody typed into an {@code <input type="datetime-local">}, which knows no time zone.
 *
 * <p>In German local time one hour of the year does not exist and another comes twice. Neither is guessed silently.
 */
public sealed interface TypedTime {

    /** One moment, and no doubt. */
    record At(Instant moment) implements TypedTime {}

    /** The hour that comes twice, in October: first in summer time, then in winter time. */
    record Twice(LocalDateTime typed, Instant summer, Instant winter) implements TypedTime {}

    /** The hour that summer time skips, in March. {@code next} is the first time that exists again. */
    record Skipped(LocalDateTime typed, LocalDateTime next) implements TypedTime {}

    /** No time at all. */
    record Unreadable() implements TypedTime {}

    static TypedTime read(String text) {
        LocalDateTime typed;
        try {
            typed = LocalDateTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            return new Unreadable();
        }
        var rules = Times.ZONE.getRules();
        return switch (rules.getValidOffsets(typed).size()) {
            case 0 -> new Skipped(typed, rules.getTransition(typed).getDateTimeAfter());
            case 1 -> new At(typed.atZone(Times.ZONE).toInstant());
            default -> {
                var local = typed.atZone(Times.ZONE);
                yield new Twice(
                        typed,
                        local.withEarlierOffsetAtOverlap().toInstant(),
                        local.withLaterOffsetAtOverlap().toInstant());
            }
        };
    }

    /**
     * The moment that was typed. Of an hour that comes twice the first is taken, and pages say so wherever they show it
     * ("Sommerzeit"); an hour that does not exist is refused.
     */
    static Instant momentOf(String text) {
        return switch (read(text)) {
            case At(var moment) -> moment;
            case Twice twice -> twice.summer();
            case Skipped skipped -> throw skipped.refusal();
            case Unreadable unreadable -> throw unreadable.refusal();
        };
    }

    /** The last moment before {@code now} at which the clock showed this time of day, as {@code <input type="time">} sends it. */
    static Instant lastMomentOf(String clock, Instant now) {
        var today = now.atZone(Times.ZONE).toLocalDate();
        var moment = momentOf(today + "T" + clock.strip());
        return moment.isAfter(now) ? momentOf(today.minusDays(1) + "T" + clock.strip()) : moment;
    }

    /** Whether somebody who typed this has to be asked which of two hours it was. */
    static boolean comesTwice(String text) {
        return read(text) instanceof Twice;
    }

    /** What to tell whoever typed it. */
    default Refusal refusal() {
        return switch (this) {
            case Skipped(var typed, var next) -> new Refusal("time.skipped", day(typed), clock(typed), clock(next));
            case Twice twice -> new Refusal("time.twice", day(twice.typed()), clock(twice.typed()));
            case Unreadable _, At _ -> new Refusal("time.unreadable");
        };
    }

    private static String day(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.GERMAN).format(time);
    }

    private static String clock(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.GERMAN).format(time);
    }
}
