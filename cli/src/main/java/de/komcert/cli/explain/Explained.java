package de.komcert.cli.explain;

import java.util.List;
import java.util.Map;

import de.komcert.logs.Reference;
import de.komcert.logs.Weighed;
import de.komcert.sigma.Answer;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule matches an event, or why not.
 *
 * @param at the event
 * @param answer of a scan; open where the search would cost too much
 * @param counted the chosen correlations that count matches of the rule
 */
record Explained(Rule.Detection rule, Reference at, Explanation why, Answer answer, List<Counted> counted)
        implements Weighed {

    private static final int WEIGHT = 16 << 10;

    /** @param grouping by which values the match is grouped; null where the event lacks the field and does not count */
    record Counted(Rule.Correlation correlation, Map<String, @Nullable String> grouping) {}

    @Override
    public int weight() {
        return WEIGHT;
    }
}
