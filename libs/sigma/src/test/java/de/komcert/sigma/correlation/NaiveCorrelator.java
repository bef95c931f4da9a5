package de.komcert.sigma.correlation;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Follows correlations in the plainest way: it forgets nothing, and at each match looks through all before it once more.
 *
 * <p>It is the oracle that the {@link Correlator} is compared with, and knows nothing of how rules are read. It follows the
 * specification of correlation rules, and where that is silent the list in the description of the package.
 */
final class NaiveCorrelator {

    /** A criterion of a condition. */
    record Criterion(String operator, BigDecimal number) {

        /** Whether it holds of a fraction; nothing is divided, so nothing is rounded. */
        boolean holds(BigDecimal numerator, long denominator) {
            int order = numerator.compareTo(number.multiply(BigDecimal.valueOf(denominator)));
            return switch (operator) {
                case "lt" -> order < 0;
                case "lte" -> order <= 0;
                case "gt" -> order > 0;
                case "gte" -> order >= 0;
                case "eq" -> order == 0;
                case "neq" -> order != 0;
                default -> throw new AssertionError(operator);
            };
        }
    }

    /**
     * A correlation as its author thinks of it.
     *
     * @param rules names of the rules, in order
     * @param aliases alias, then name of a rule, then field
     * @param fields of the condition
     * @param percentile null where the condition has none
     */
    record Correlation(
            String name,
            String type,
            List<String> rules,
            Map<String, Map<String, String>> aliases,
            List<String> groupBy,
            int seconds,
            List<String> fields,
            @Nullable BigDecimal percentile,
            List<Criterion> condition) {

        private @Nullable String value(Match match, String name) {
            return match.fields().get(aliases.getOrDefault(name, Map.of()).getOrDefault(match.rule(), name));
        }

        private boolean holds(BigDecimal numerator, long denominator) {
            return condition.stream().allMatch(criterion -> criterion.holds(numerator, denominator));
        }

        private boolean holds(long count) {
            return holds(BigDecimal.valueOf(count), 1);
        }
    }

    /**
     * A match of a rule.
     *
     * @param place of the rule among all, in the order of files and lines
     * @param fields what those fields say that say something
     */
    record Match(String rule, int place, int second, String reference, Map<String, String> fields) {
        private static final Comparator<Match> ORDER = Comparator.comparingInt(Match::second)
                .thenComparing(Match::reference)
                .thenComparingInt(Match::place);
    }

    /** A correlation that became true. */
    record Found(String rule, int first, int last, Map<String, String> group, List<String> references) {}

    /** @param held whether the condition held at this match */
    private record Counted(Match match, List<String> group, List<String> values, boolean held) {}

    private static final int MOST_REFERENCES = 100;

    private final List<Correlation> correlations;
    private final Map<String, List<Counted>> counted = new HashMap<>();
    private final List<Found> findings = new ArrayList<>();
    private long ungrouped;

    /** @param correlations in the order of files and lines */
    NaiveCorrelator(List<Correlation> correlations) {
        this.correlations = correlations;
    }

    /** How often a match lacked a value to group by. */
    long ungrouped() {
        return ungrouped;
    }

    /** Takes all matches, and gives what was found. */
    List<Found> follow(List<Match> matches) {
        matches.stream().sorted(Match.ORDER).forEach(first -> {
            // What a correlation finds is a match of its own, counted behind the one that made it true.
            var open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                var match = open.remove();
                for (var correlation : correlations) {
                    if (correlation.rules().contains(match.rule())) {
                        var found = count(correlation, match);
                        if (found != null) {
                            findings.add(found);
                            open.add(new Match(found.rule(), 0, match.second(), match.reference(), found.group()));
                        }
                    }
                }
            }
        });
        return findings;
    }

    private @Nullable Found count(Correlation correlation, Match match) {
        var group = new LinkedHashMap<String, String>();
        for (var name : correlation.groupBy()) {
            var value = correlation.value(match, name);
            if (value == null) {
                ungrouped++;
                return null;
            }
            group.put(name, value);
        }
        var values = new ArrayList<String>();
        for (var field : correlation.fields()) {
            var value = correlation.value(match, field);
            if (value == null) {
                return null;
            }
            values.add(folded(value));
        }
        if (computes(correlation) && number(values.getFirst()) == null) {
            return null;
        }
        var key = group.values().stream().map(NaiveCorrelator::folded).toList();
        var all = counted.computeIfAbsent(correlation.name(), name -> new ArrayList<>());
        var window = new ArrayList<>(all.stream()
                .filter(before -> before.group().equals(key))
                .filter(before -> match.second() - before.match().second() <= correlation.seconds())
                .toList());
        boolean heldBefore = !window.isEmpty() && window.getLast().held();
        var newest = new Counted(match, key, values, false);
        window.add(newest);
        boolean holds = holds(correlation, window, newest);
        all.add(new Counted(match, key, values, holds));
        return holds && !heldBefore
                ? new Found(
                        correlation.name(),
                        window.getFirst().match().second(),
                        match.second(),
                        group,
                        window.stream()
                                .skip(Math.max(0, window.size() - MOST_REFERENCES))
                                .map(one -> one.match().reference())
                                .distinct()
                                .toList())
                : null;
    }

    private static boolean computes(Correlation correlation) {
        return switch (correlation.type()) {
            case "value_sum", "value_avg" -> true;
            case "value_percentile" -> correlation.percentile() != null;
            default -> false;
        };
    }

    private static boolean holds(Correlation correlation, List<Counted> window, Counted newest) {
        return switch (correlation.type()) {
            case "event_count" -> correlation.holds(window.size());
            case "value_count" ->
                correlation.holds(
                        window.stream().map(Counted::values).distinct().count());
            case "temporal" -> {
                long rules = window.stream()
                        .map(one -> one.match().rule())
                        .distinct()
                        .count();
                yield correlation.condition().isEmpty()
                        ? rules == correlation.rules().size()
                        : correlation.holds(rules);
            }
            case "temporal_ordered" -> {
                int reached = 0;
                for (var one : window) {
                    if (reached < correlation.rules().size()
                            && correlation
                                    .rules()
                                    .get(reached)
                                    .equals(one.match().rule())) {
                        reached++;
                    }
                }
                yield correlation.condition().isEmpty()
                        ? reached == correlation.rules().size()
                        : correlation.holds(reached);
            }
            case "value_sum" -> correlation.holds(sum(window), 1);
            case "value_avg" -> correlation.holds(sum(window), window.size());
            case "value_percentile" -> holdsOfPercentile(correlation, window, newest);
            default -> throw new AssertionError(correlation.type());
        };
    }

    private static BigDecimal sum(List<Counted> window) {
        return window.stream().map(one -> number(one.values().getFirst())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean holdsOfPercentile(Correlation correlation, List<Counted> window, Counted newest) {
        var percentile = correlation.percentile();
        if (percentile == null) {
            long same = window.stream()
                    .filter(one -> one.values().equals(newest.values()))
                    .count();
            return correlation.holds(BigDecimal.valueOf(100 * same), window.size());
        }
        var sorted = window.stream()
                .map(one -> number(one.values().getFirst()))
                .sorted()
                .toList();
        // The first that so many percent of all do not exceed.
        int rank = 1;
        while (BigDecimal.valueOf(100L * rank).compareTo(percentile.multiply(BigDecimal.valueOf(sorted.size()))) < 0) {
            rank++;
        }
        return correlation.holds(sorted.get(rank - 1), 1);
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("[+-]?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
    }

    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
