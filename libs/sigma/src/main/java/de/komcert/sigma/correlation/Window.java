package de.komcert.sigma.correlation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.komcert.sigma.Rule;
import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one correlation and one group that are still within its timespan.
 *
 * <p>A match leaves the window when it is older than the newest by more than the timespan. Sums are exact decimal
 * numbers, so that what left can be taken off again without a trace.
 */
final class Window {

    /** @param rule index among the rules of the correlation; @param values of its fields, empty if one is missing */
    private record Entry(
            Instant time, String reference, int rule, List<String> values, BigDecimal number, int weight) {}

    private final Rule.Correlation correlation;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Map<Object, Integer> counts = new HashMap<>();
    private final TreeMap<BigDecimal, Integer> numbers = new TreeMap<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private int numeric;
    private long weight;
    private boolean held;

    /** For each rule the latest time at which matches of all rules up to it, in their order, can have begun. */
    private final @Nullable Instant[] starts;

    private Window(Rule.Correlation correlation) {
        this.correlation = correlation;
        this.starts = new Instant[correlation.rules().size()];
    }

    static Window of(Rule.Correlation correlation) {
        return new Window(correlation);
    }

    int size() {
        return entries.size();
    }

    /** Roughly how many bytes its matches take. */
    long weight() {
        return weight;
    }

    Instant first() {
        return entries.getFirst().time();
    }

    List<String> references() {
        return entries.stream()
                .skip(Math.max(0, entries.size() - Correlator.Finding.MOST_REFERENCES))
                .map(Entry::reference)
                .distinct()
                .toList();
    }

    boolean isOver(Instant now) {
        return entries.isEmpty() || isTooOld(entries.getLast().time(), now);
    }

    private boolean isTooOld(Instant time, Instant now) {
        return Duration.between(time, now).compareTo(correlation.timespan()) > 0;
    }

    /** Adds a match; says whether the condition became true by it. */
    boolean add(Correlator.Occurrence occurrence, int rule, List<String> values) {
        leave(occurrence.time());
        var number = values.isEmpty() ? null : Numbers.parse(values.getFirst());
        var folded = values.stream().map(Fold::fold).toList();
        if (isNumeric() && number == null || needsValues() && values.isEmpty()) {
            return false;
        }
        var entry = new Entry(
                occurrence.time(),
                occurrence.reference(),
                rule,
                folded,
                number == null ? BigDecimal.ZERO : number,
                occurrence.weight());
        entries.addLast(entry);
        weight += entry.weight();
        counts.merge(counted(entry), 1, Integer::sum);
        if (isNumeric()) {
            sum = sum.add(entry.number());
            numeric++;
            numbers.merge(entry.number(), 1, Integer::sum);
        }
        boolean before = held && entries.size() > 1;
        advance(entry);
        held = holds(entry, entry.time());
        return held && !before;
    }

    private void leave(Instant now) {
        while (!entries.isEmpty() && isTooOld(entries.getFirst().time(), now)) {
            remove(entries.removeFirst());
        }
        held &= !entries.isEmpty();
    }

    private void remove(Entry entry) {
        weight -= entry.weight();
        counts.computeIfPresent(counted(entry), (value, count) -> count == 1 ? null : count - 1);
        if (isNumeric()) {
            sum = sum.subtract(entry.number());
            numeric--;
            numbers.computeIfPresent(entry.number(), (value, count) -> count == 1 ? null : count - 1);
        }
    }

    private Object counted(Entry entry) {
        return switch (correlation.kind()) {
            case TEMPORAL, TEMPORAL_ORDERED -> entry.rule();
            case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE -> entry.values();
        };
    }

    private boolean needsValues() {
        return switch (correlation.kind()) {
            case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
            case VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE -> true;
        };
    }

    private boolean isNumeric() {
        return switch (correlation.kind()) {
            case VALUE_SUM, VALUE_AVG -> true;
            case VALUE_PERCENTILE -> correlation.percentile() != null;
            case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
        };
    }

    private boolean holds(Entry newest, Instant now) {
        return switch (correlation.kind()) {
            case EVENT_COUNT -> correlation.holds(BigDecimal.valueOf(entries.size()));
            case VALUE_COUNT -> correlation.holds(BigDecimal.valueOf(counts.size()));
            case TEMPORAL ->
                correlation.limits().isEmpty()
                        ? counts.size() == correlation.rules().size()
                        : correlation.holds(BigDecimal.valueOf(counts.size()));
            case TEMPORAL_ORDERED ->
                correlation.limits().isEmpty()
                        ? inOrder(now) == correlation.rules().size()
                        : correlation.holds(BigDecimal.valueOf(inOrder(now)));
            case VALUE_SUM -> correlation.holds(sum);
            case VALUE_AVG -> correlation.holds(sum, numeric);
            case VALUE_PERCENTILE -> {
                var percentile = correlation.percentile();
                yield percentile == null
                        ? correlation.holds(BigDecimal.valueOf(100L * alike(newest)), entries.size())
                        : correlation.holds(ranked(percentile));
            }
        };
    }

    private void advance(Entry entry) {
        int rule = entry.rule();
        if (rule == 0) {
            starts[0] = entry.time();
        } else if (starts[rule - 1] != null) {
            starts[rule] = starts[rule - 1];
        }
    }

    /** How many of the rules, from the first on, matched one after the other within the timespan. */
    private int inOrder(Instant now) {
        int reached = starts.length;
        while (reached > 0) {
            var start = starts[reached - 1];
            if (start != null && !isTooOld(start, now)) {
                break;
            }
            reached--;
        }
        return reached;
    }

    private int alike(Entry newest) {
        return counts.getOrDefault(counted(newest), 0);
    }

    /** The first number that so many percent of all do not exceed. */
    private BigDecimal ranked(BigDecimal percentile) {
        int rank = percentile
                .multiply(BigDecimal.valueOf(numeric))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .intValue();
        int seen = 0;
        for (var entry : numbers.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        return BigDecimal.ZERO;
    }
}
