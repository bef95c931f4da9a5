package de.komcert.sigma;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A number taken out of a date as it stands in the event: {@code 2026-03-09T14:05} or with a blank for the {@code T},
 * whatever follows. No time zone is converted, as the specification demands.
 */
public enum DatePart {
    MINUTE(ChronoField.MINUTE_OF_HOUR),
    HOUR(ChronoField.HOUR_OF_DAY),
    DAY(ChronoField.DAY_OF_MONTH),
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
    MONTH(ChronoField.MONTH_OF_YEAR),
    YEAR(ChronoField.YEAR);

    private static final int DATE = "yyyy-mm-dd".length();
    private static final int MINUTES = "yyyy-mm-ddThh:mm".length();

    private final TemporalField field;

    DatePart(TemporalField field) {
        this.field = field;
    }

    OptionalInt of(String value) {
        if (value.length() < DATE || value.charAt(4) != '-') {
            return OptionalInt.empty();
        }
        var text = value.length() < MINUTES
                ? value.substring(0, DATE) + "T00:00"
                : value.substring(0, DATE) + "T" + value.substring(DATE + 1, MINUTES);
        try {
            return OptionalInt.of(LocalDateTime.parse(text).get(field));
        } catch (DateTimeException noDate) {
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
