package de.komcert.traces.cloud;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.komcert.traces.Entry;
import de.komcert.traces.Moment;

/** Times as exports of Microsoft's cloud write them, all of them in UTC: by ISO, in the form of a country, by PowerShell. */
final class CloudTime {

    private static final List<DateTimeFormatter> FORMS = Stream.of(
                    "M/d/uuuu h:mm:ss a",
                    "M/d/uuuu, h:mm:ss a",
                    "M/d/uuuu H:mm:ss",
                    "d.M.uuuu HH:mm:ss",
                    "d.M.uuuu, HH:mm:ss")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
            .toList();
    private static final Pattern OF_POWERSHELL = Pattern.compile("/Date\\((?<millis>-?\\d{1,15})\\)/");

    private CloudTime() {}

    /** In ticks, or {@link Entry#NO_TIME}. */
    static long ticks(String text) {
        var counted = OF_POWERSHELL.matcher(text);
        if (counted.matches()) {
            return Moment.stated(Instant.ofEpochMilli(Long.parseLong(counted.group("millis"))));
        }
        long ticks = Moment.parse(text);
        return ticks == Entry.NO_TIME ? ofForm(text) : ticks;
    }

    private static long ofForm(String text) {
        for (var form : FORMS) {
            try {
                return Moment.stated(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException another) {
                // The next form may fit.
            }
        }
        return Entry.NO_TIME;
    }
}
