package de.komcert.app.forensics.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.logs.Detected;
import de.komcert.logs.Trouble;
import de.komcert.sigma.Head;
import de.komcert.sigma.Rule;
import de.komcert.traces.Entry;

/** What an analysis has found so far: every match counted, the first of each rule kept. */
final class Gathered {

    static final int MOST_OF_A_RULE = 1_000;
    static final int MOST = 20_000;
    static final int MOST_PROBLEMS = 1_000;

    /** What is kept may take as much of the heap, so that values of any length do not fill it. */
    private static final int PARTS_OF_THE_HEAP = 16;

    /** So much of that comes on top for explanations: no finding has to give way to them. */
    private static final int PARTS_FOR_EXPLANATIONS = 2;

    private final long room;
    private final Map<Head, RuleCount> rules = new LinkedHashMap<>();
    private final List<Detected> kept = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private long matches;
    private long problems;
    private long weight;
    private long weightOfExplanations;

    Gathered() {
        this(Runtime.getRuntime().maxMemory() / PARTS_OF_THE_HEAP);
    }

    /** @param room roughly how many bytes may be kept, without explanations */
    Gathered(long room) {
        this.room = room;
    }

    /** How often a rule matched, and from when to when. */
    static final class RuleCount {
        private final Rule rule;
        private long hits;
        private long kept;
        private long first = Entry.NO_TIME;
        private long last = Entry.NO_TIME;

        RuleCount(Rule rule) {
            this.rule = rule;
        }

        Rule rule() {
            return rule;
        }

        long hits() {
            return hits;
        }

        long kept() {
            return kept;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        private void add(long time) {
            hits++;
            if (time != Entry.NO_TIME) {
                first = first == Entry.NO_TIME ? time : Math.min(first, time);
                last = last == Entry.NO_TIME ? time : Math.max(last, time);
            }
        }
    }

    void add(Detected detected) {
        var rule = rules.computeIfAbsent(detected.head(), _ -> new RuleCount(detected.rule()));
        rule.add(detected.time());
        matches++;
        var unexplained = detected.unexplained();
        if (rule.kept < MOST_OF_A_RULE && kept.size() < MOST && weight + unexplained.weight() <= room) {
            weight += unexplained.weight();
            rule.kept++;
            int explanation = detected.weight() - unexplained.weight();
            boolean isExplained = weightOfExplanations + explanation <= room / PARTS_FOR_EXPLANATIONS;
            weightOfExplanations += isExplained ? explanation : 0;
            kept.add(isExplained ? detected : unexplained);
        }
    }

    void wrong(Trouble trouble) {
        problems++;
        if (troubles.size() < MOST_PROBLEMS) {
            troubles.add(trouble);
        }
    }

    Map<Head, RuleCount> rules() {
        return rules;
    }

    /** In the order of the files, correlations at the end. */
    List<Detected> kept() {
        return kept;
    }

    List<Trouble> troubles() {
        return troubles;
    }

    long matches() {
        return matches;
    }

    long problems() {
        return problems;
    }
}
