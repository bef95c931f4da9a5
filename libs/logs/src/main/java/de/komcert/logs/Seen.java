package de.komcert.logs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import de.komcert.sigma.LogSource;
import de.komcert.traces.Entry;

/**
 * What a part of the input holds.
 *
 * @param logs by name of the log, how much of it there is
 * @param reached the log sources of rules to which at least one entry belongs
 */
public record Seen(Map<String, Span> logs, Set<LogSource> reached) {

    /**
     * How many entries there are, and from when to when.
     *
     * @param first ticks since 1601, or {@link Entry#NO_TIME}
     * @param last likewise
     */
    public record Span(long count, long first, long last) {

        static Span of(long time) {
            return new Span(1, time, time);
        }

        public Span and(Span other) {
            if (other.first == Entry.NO_TIME || first == Entry.NO_TIME) {
                var known = first == Entry.NO_TIME ? other : this;
                return new Span(count + other.count, known.first, known.last);
            }
            return new Span(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    public static Seen nothing() {
        return new Seen(new HashMap<>(), new HashSet<>());
    }

    /** @param most how many logs are told apart at most; what is met later than these is left out */
    public void add(Seen other, int most) {
        new TreeMap<>(other.logs).forEach((log, span) -> {
            if (logs.containsKey(log) || logs.size() < most) {
                logs.merge(log, span, Span::and);
            }
        });
        reached.addAll(other.reached);
    }
}
