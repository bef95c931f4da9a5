package de.komcert.sigma;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What is known of all rules of a set, once it is known of those for single events. */
final class Joined {

    private final Map<String, Rule> byName = new HashMap<>();
    private final Map<Rule, Sight> known;

    private Joined(RuleSet rules, Map<Rule, Sight> detections) {
        known = new HashMap<>(detections);
        for (var rule : rules.rules()) {
            byName.put(rule.head().id(), rule);
            var name = rule.head().name();
            if (name != null) {
                byName.put(name, rule);
            }
        }
    }

    /** One for each rule of the set, in its order. */
    static List<Sight> of(RuleSet rules, Map<Rule, Sight> detections) {
        var joined = new Joined(rules, detections);
        return rules.rules().stream().map(joined::sight).toList();
    }

    // A set holds no correlation that leads back to itself.
    private Sight sight(Rule rule) {
        var before = known.get(rule);
        if (before == null && rule instanceof Rule.Correlation correlation) {
            before = joined(correlation);
            known.put(rule, before);
        }
        return Objects.requireNonNull(before, () -> "Nothing is known of " + rule);
    }

    /** A correlation of what has to come together needs all of its rules; one that counts needs one of them. */
    private Sight joined(Rule.Correlation correlation) {
        var parts = correlation.rules().stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .map(this::sight)
                .sorted(Comparator.comparingInt(Joined::rank))
                .toList();
        var needsAll = correlation.kind() == Rule.Correlation.Kind.TEMPORAL
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
