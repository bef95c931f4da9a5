package de.komcert.logs;

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
public record Clocks(ZoneId zone, @Nullable Integer year) {

    /** Times without a zone are in UTC, and years told by the date of the file. */
    public static final Clocks UTC = new Clocks(ZoneOffset.UTC, null);

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
