package de.komcert.sigma;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** What is known of rules over several events, once it is known of those for single events. */
final class Joined {

    private final List<Rule.Correlation> correlations;
    private final Map<String, Rule> byName = new HashMap<>();

    Joined(RuleSet rules) {
        correlations = rules.correlations();
        if (!correlations.isEmpty()) {
            for (var rule : rules.rules()) {
                byName.put(rule.head().id(), rule);
                var name = rule.head().name();
                if (name != null) {
                    byName.put(name, rule);
                }
            }
        }
    }

    /**
     * One sight for each correlation.
     *
     * @param detections what is known of the others
     */
    Map<Rule, Sight> of(Function<Rule.Detection, Sight> detections) {
        var known = new HashMap<Rule, Sight>();
        correlations.forEach(correlation -> sight(correlation, detections, known));
        return known;
    }

    // A set holds no correlation that leads back to itself.
    private Sight sight(Rule rule, Function<Rule.Detection, Sight> detections, Map<Rule, Sight> known) {
        return switch (rule) {
            case Rule.Detection detection -> detections.apply(detection);
            case Rule.Correlation correlation -> {
                var before = known.get(correlation);
                if (before == null) {
                    before = joined(
                            correlation,
                            correlation.rules().stream()
                                    .map(byName::get)
                                    .filter(Objects::nonNull)
                                    .map(part -> sight(part, detections, known))
                                    .sorted(Comparator.comparingInt(Joined::rank))
                                    .toList());
                    known.put(correlation, before);
                }
                yield before;
            }
        };
    }

    /** A correlation of what has to come together needs all of its rules; one that counts needs one of them. */
    private static Sight joined(Rule.Correlation correlation, List<Sight> parts) {
        boolean needsAll = correlation.kind() == Rule.Correlation.Kind.TEMPORAL
                || correlation.kind() == Rule.Correlation.Kind.TEMPORAL_ORDERED;
        return switch (needsAll ? parts.getLast() : parts.getFirst()) {
            case Sight.CanFire sure -> new Sight.CanFire(correlation);
            case Sight.MayFire(var rule, var doubt) -> new Sight.MayFire(correlation, doubt);
            case Sight.CannotFire none -> {
                var missing = new TreeSet<String>();
                parts.stream()
                        .filter(Sight.CannotFire.class::isInstance)
                        .forEach(part -> missing.add(part.rule().head().title()));
                yield new Sight.CannotFire(correlation, new Sight.Reason.NoMatches(missing));
            }
        };
    }

    /** From what is certain to what is impossible. */
    private static int rank(Sight sight) {
        return switch (sight) {
            case Sight.CanFire sure -> 0;
            case Sight.MayFire(var rule, var doubt) -> 1 + doubt.ordinal();
            case Sight.CannotFire none -> Integer.MAX_VALUE;
        };
    }
}
