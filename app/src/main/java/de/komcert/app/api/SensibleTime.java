package de.komcert.app.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a time as RFC 3339 writes it, with its offset, and only one that somebody can have meant: a database that is asked
 * to keep the year 100,000 fails.
 */
class SensibleTime extends StdScalarDeserializer<Instant> {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST = 40;

    SensibleTime() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        var text = parser.getValueAsString("");
        if (text.length() <= LONGEST) {
            try {
                var time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time");
            }
        }
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no sensible time");
    }
}
