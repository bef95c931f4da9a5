package de.komcert.app.forensics.finding;

import java.util.List;
import java.util.Map;

/**
 * What the findings of an incident can be filtered by.
 *
 * @param rules the gravest first, with exact counts
 * @param hosts with how many findings are kept, as are the following
 */
public record FindingChoices(
        List<RuleCount> rules, Map<String, Long> hosts, Map<String, Long> channels, Map<String, Long> tags) {

    public FindingChoices {
        rules = List.copyOf(rules);
    }

    /**
     * A rule that matched.
     *
     * @param hits how often, over all analyses
     * @param kept how many of these are here one by one
     */
    public record RuleCount(String rule, String title, Level level, long hits, long kept) {}

    /** Whether a rule of this very level matched. */
    public boolean has(Level level) {
        return rules.stream().anyMatch(rule -> rule.level() == level && rule.hits() > 0);
    }

    /** How often rules of this level or a higher one matched. */
    public long hitsFrom(Level level) {
        return rules.stream()
                .filter(rule -> rule.level().compareTo(level) >= 0)
                .mapToLong(RuleCount::hits)
                .sum();
    }

    public long hits() {
        return rules.stream().mapToLong(RuleCount::hits).sum();
    }

    /** Matches that were counted and are not here one by one. */
    public long onlyCounted() {
        return rules.stream().mapToLong(rule -> rule.hits() - rule.kept()).sum();
    }
}
