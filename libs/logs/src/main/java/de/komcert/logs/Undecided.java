package de.komcert.logs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.Head;
import de.komcert.sigma.Rule;

/** The rules that were too costly for some entries, so that nobody knows whether they match them. */
public final class Undecided {

    /**
     * One of them.
     *
     * @param entries how many it was too costly for
     * @param first where the first of these stands
     */
    public record OfRule(Rule.Detection rule, long entries, Reference first) {}

    private final Map<Head, OfRule> rules = new LinkedHashMap<>();

    /** Counts an entry. */
    public void add(Match.Undecided met) {
        rules.merge(
                met.rule().head(),
                new OfRule(met.rule(), 1, met.at()),
                (before, one) -> new OfRule(before.rule(), before.entries() + 1, before.first()));
    }

    /** In the order in which they were met. */
    public List<OfRule> rules() {
        return List.copyOf(rules.values());
    }
}
