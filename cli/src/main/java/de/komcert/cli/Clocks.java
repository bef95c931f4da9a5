package de.komcert.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

import de.komcert.traces.Assumed;
import org.jspecify.annotations.Nullable;

/**
 * How times are understood that leave out their year or their zone.
 *
 * @param year the year of the last line, null where the date of the file tells it
 */
record Clocks(ZoneId zone, @Nullable Integer year) {

    static final Clocks UTC = new Clocks(ZoneOffset.UTC, null);

    /** What {@code --zone} and {@code --year} say. */
    static Clocks of(Arguments arguments) {
        var zone = arguments.last("--zone");
        var year = arguments.last("--year");
        if (year != null && !year.matches("(19|20)\\d\\d")) {
            throw new Refused(Exit.USAGE, "--year will ein Jahr, zum Beispiel: --year 2026.");
        }
        try {
            return new Clocks(
                    zone == null ? ZoneOffset.UTC : ZoneId.of(zone), year == null ? null : Integer.valueOf(year));
        } catch (DateTimeException unknown) {
            throw new Refused(Exit.USAGE, "--zone will eine Zeitzone, zum Beispiel: --zone Europe/Berlin.");
        }
    }

    Assumed assumed(Content content) {
        return year == null
                ? Assumed.of(content.modified(), zone)
                : new Assumed(
                        LocalDate.of(year + 1, 1, 1)
                                .atStartOfDay(zone)
                                .toInstant()
                                .minusSeconds(1),
                        zone);
    }
}
