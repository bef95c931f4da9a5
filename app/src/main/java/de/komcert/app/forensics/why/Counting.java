package de.komcert.app.forensics.why;

import java.time.Duration;
import java.util.List;

import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.why.Asked.How;
import org.jspecify.annotations.Nullable;

/**
 * What a correlation has counted, as far as that is known.
 *
 * @param rules the titles of the rules whose matches count
 * @param fields whose values it counts or computes with
 * @param limits all of which have to hold
 * @param seconds how long its window is
 * @param grouping what the counted entries have in common
 * @param counted how many entries of the window are known
 * @param whole whether these are all; of more than a hundred only the latest are known
 * @param first 100 ns since 1601, of the earliest entry that is known; null where it tells no time
 * @param last of the entry with which the limits were reached
 */
public record Counting(
        Kind kind,
        List<String> rules,
        List<String> fields,
        List<Limit> limits,
        long seconds,
        List<Said> grouping,
        int counted,
        boolean whole,
        @Nullable Long first,
        @Nullable Long last) {

    public Counting {
        rules = List.copyOf(rules);
        fields = List.copyOf(fields);
        limits = List.copyOf(limits);
        grouping = List.copyOf(grouping);
    }

    /** What is counted. */
    public enum Kind {
        EVENT_COUNT,
        VALUE_COUNT,
        TEMPORAL,
        TEMPORAL_ORDERED,
        VALUE_SUM,
        VALUE_AVG,
        VALUE_PERCENTILE
    }

    /** A limit, such as at least 10. */
    public record Limit(How how, String number) {}

    public Duration window() {
        return Duration.ofSeconds(seconds);
    }

    Counting read(Readable names) {
        return new Counting(
                kind,
                rules,
                fields.stream().map(names::text).toList(),
                limits,
                seconds,
                grouping.stream().map(one -> one.read(names)).toList(),
                counted,
                whole,
                first,
                last);
    }
}
