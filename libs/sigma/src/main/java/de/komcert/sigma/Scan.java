package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Holds events against the rules of a detector, one after the other. Keeps room to work in and what it remembers of
 * values, so each thread has its own; the results do not depend on it.
 */
public final class Scan {

    private final LiveDetector live;
    private boolean remembers = true;
    private List<PartScan> parts = List.of();
    private Detector used;
    private Map<Head, Integer> order = Map.of();

    Scan(LiveDetector live) {
        this.live = live;
        this.used = live.current();
        use(used);
    }

    /** Does without remembering values; for measurements. */
    Scan withoutMemo() {
        remembers = false;
        use(used);
        return this;
    }

    private void use(Detector detector) {
        used = detector;
        order = detector.order();
        parts = detector.parts().stream()
                .map(part -> new PartScan(part, remembers))
                .toList();
    }

    /**
     * The rules that match, sorted by file and line.
     *
     * <p>Rules that were too expensive for this event are not among them; see {@link #undecided}.
     */
    public List<Rule.Detection> detect(Event event) {
        var current = live.current();
        if (current != used) {
            use(current);
        }
        if (parts.size() == 1) {
            return parts.getFirst().detect(event);
        }
        var matches = new ArrayList<Rule.Detection>();
        for (var part : parts) {
            matches.addAll(part.detect(event));
        }
        return sorted(matches);
    }

    /**
     * Whether a rule that matches the last event was settled by what it asks at no cost: to ask it all would have exceeded
     * its budget, and so would its {@link Evidence} and its {@link Explanation}.
     */
    public boolean isSettledFreely(Rule.Detection rule) {
        for (var part : parts) {
            if (part.settledFreely().contains(rule)) {
                return true;
            }
        }
        return false;
    }

    private List<Rule.Detection> sorted(List<Rule.Detection> rules) {
        rules.sort(Comparator.comparing(rule -> order.getOrDefault(rule.head(), Integer.MAX_VALUE)));
        return rules;
    }

    /**
     * The rules that could not be decided for the last event, sorted by file and line: to ask all they ask of it would have
     * exceeded their budget, and what they ask at no cost does not settle them.
     */
    public List<Rule.Detection> undecided() {
        if (parts.size() == 1) {
            return parts.getFirst().undecided();
        }
        var undecided = new ArrayList<Rule.Detection>();
        for (var part : parts) {
            undecided.addAll(part.undecided());
        }
        return sorted(undecided);
    }
}
