package de.komcert.app.forensics.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.finding.Unseen;
import de.komcert.app.web.Times;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;

/** What stands in logs, as pages show it. */
final class Logged {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss", Locale.ROOT).withZone(Times.ZONE);
    private static final DateTimeFormatter ZONE =
            DateTimeFormatter.ofPattern(" zzz", Locale.GERMAN).withZone(Times.ZONE);

    private static final int SHORT = 160;

    private Logged() {}

    /** Day and time in Germany to the second; which one of an hour that comes twice. */
    static String time(Instant moment) {
        var local = moment.atZone(Times.ZONE).toLocalDateTime();
        boolean comesTwice = Times.ZONE.getRules().getValidOffsets(local).size() > 1;
        return TIME.format(moment) + (comesTwice ? ZONE.format(moment) : "");
    }

    static String time(@Nullable Long ticks) {
        return ticks == null || ticks < 0 ? "" : time(Moment.instant(ticks));
    }

    /** A value with everything in sight: what cannot be seen is written out. */
    static String value(String value) {
        return Unseen.writtenInLines(value);
    }

    /** The beginning of a value, for a line in a table. */
    static String brief(String value) {
        var shown = value(value);
        return isLong(shown) ? shown.substring(0, shown.offsetByCodePoints(0, SHORT)) + "…" : shown;
    }

    /** What a file is called, without where it lies in its collection. */
    static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    static boolean isLong(String shown) {
        return shown.codePointCount(0, shown.length()) > SHORT;
    }

    /** How grave, as a sign beside the word: the fuller, the graver. */
    static String sign(Level level) {
        return switch (level) {
            case INFORMATIONAL -> "○";
            case LOW -> "◔";
            case MEDIUM -> "◑";
            case HIGH -> "◕";
            case CRITICAL -> "●";
        };
    }
}
