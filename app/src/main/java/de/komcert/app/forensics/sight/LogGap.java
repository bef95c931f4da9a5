package de.komcert.app.forensics.sight;

import java.util.List;
import java.util.Map;

import de.komcert.traces.census.Gap;
import org.jspecify.annotations.Nullable;

/**
 * Something that is missing in the logs, or a clock that was changed.
 *
 * @param host empty where nothing tells it
 * @param channel the log, empty where it is not about one
 * @param from ticks since 1601 by the clock of the host, null where nobody knows
 * @param to likewise
 * @param ahead by how many ticks that clock was ahead, as somebody found out
 * @param records how many are missing, or how often it stands there
 * @param shift ticks by which a clock was changed
 * @param evidence the first entries that tell of it
 * @param said what these entries say, by the fixed names of {@link Gap#said}
 */
public record LogGap(
        Gap.Kind kind,
        String host,
        String channel,
        @Nullable Long from,
        @Nullable Long to,
        long ahead,
        long records,
        long shift,
        List<At> evidence,
        Map<String, String> said) {

    public boolean isCorrected() {
        return ahead != 0;
    }

    /** From when, by the corrected clock. */
    public @Nullable Long correctedFrom() {
        return from == null ? null : from - ahead;
    }

    /** Until when, by the corrected clock. */
    public @Nullable Long correctedTo() {
        return to == null ? null : to - ahead;
    }

    /** Where an entry stands. */
    public record At(String file, long record) {}
}
