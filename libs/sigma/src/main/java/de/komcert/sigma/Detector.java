package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import de.komcert.sigma.search.Haystack;
import de.komcert.sigma.search.Needle;

/**
 * Rules ready to be held against events. Immutable in what it answers; threads share it, each with a {@link Scan}.
 *
 * <p>Rules are compiled for each kind of event when the first of that kind comes. Rules that need the lists of an
 * Einrichtung are compiled apart from the others, so that a hundred Einrichtungen share one large table and have a small
 * one each.
 */
public final class Detector {

    /** Rules that are compiled together. */
    static final class Part {
        private final Pipeline pipeline;
        private final List<Rule.Detection> rules;
        private final double budget;
        private final Router router;
        private final Map<Route, Group> groups = new ConcurrentHashMap<>();
        private final Map<List<Needle>, Haystack> haystacks = new ConcurrentHashMap<>();

        Part(Pipeline pipeline, List<Rule.Detection> rules, double budget) {
            this.pipeline = pipeline;
            this.rules = rules;
            this.budget = budget;
            this.router = new Router(pipeline, rules);
        }

        /** How many steps a rule may take for an event. */
        double budget() {
            return budget;
        }

        Group group(Event event) {
            return group(Naive.route(event));
        }

        Group group(Route route) {
            return groups.computeIfAbsent(
                    router.canonical(route),
                    canonical -> GroupCompiler.compile(
                            canonical,
                            pipeline.views(canonical),
                            rules,
                            needles -> haystacks.computeIfAbsent(needles, Haystack::new)));
        }
    }

    private final Pipeline pipeline;
    private final List<Rule.Detection> all;
    private final Map<Rule.Detection, SortedSet<String>> waiting;
    private final List<Part> parts;

    private Detector(
            Pipeline pipeline,
            List<Rule.Detection> all,
            Map<Rule.Detection, SortedSet<String>> waiting,
            List<Part> parts) {
        this.pipeline = pipeline;
        this.all = all;
        this.waiting = waiting;
        this.parts = parts;
    }

    /** A detector for {@code rules}; those that need lists wait for {@link #with}. */
    public static Detector of(List<Rule.Detection> rules, Pipeline pipeline) {
        return of(rules, pipeline, Effort.BUDGET);
    }

    /** @param budget how many steps a rule may take for an event */
    static Detector of(List<Rule.Detection> rules, Pipeline pipeline, double budget) {
        var ready = rules.stream().filter(rule -> rule.placeholders().isEmpty()).toList();
        var base = new Part(pipeline, ready, budget);
        return new Detector(pipeline, List.copyOf(rules), Map.of(), List.of(base)).with(Placeholders.NONE);
    }

    /** The same rules with the lists of one Einrichtung; what needs no list is shared and not compiled again. */
    public Detector with(Placeholders placeholders) {
        var missing = new TreeMap<Rule.Detection, SortedSet<String>>(Comparator.comparingInt(all::indexOf));
        var filled = new ArrayList<Rule.Detection>();
        for (var rule : all) {
            if (!rule.placeholders().isEmpty()) {
                var open = placeholders.missing(rule.placeholders());
                if (open.isEmpty()) {
                    filled.add(placeholders.fill(rule));
                } else {
                    missing.put(rule, open);
                }
            }
        }
        var base = this.parts.getFirst();
        var parts = filled.isEmpty() ? List.of(base) : List.of(base, new Part(pipeline, filled, base.budget()));
        return new Detector(pipeline, all, Collections.unmodifiableMap(missing), parts);
    }

    /** The rules that cannot match yet, each with the lists it waits for. */
    public Map<Rule.Detection, SortedSet<String>> waiting() {
        return waiting;
    }

    /** All rules, also those that wait. */
    public List<Rule.Detection> rules() {
        return all;
    }

    /** The rules that no event can reach unless its reader states their log source itself. */
    public List<Rule.Detection> unreachable() {
        return all.stream().filter(rule -> !pipeline.reaches(rule.logSource())).toList();
    }

    /** Something that holds events against the rules; for one thread. */
    public Scan scan() {
        return new LiveDetector(this).scan();
    }

    /** Why a rule matches an event, or why not; within the budget that a scan has, too. */
    public Explanation explain(Rule.Detection rule, Event event) {
        return explain(rule, event, Brevity.NONE);
    }

    /** The same, no longer than this allows. */
    public Explanation explain(Rule.Detection rule, Event event, Brevity brevity) {
        return Explanation.of(
                inUse(rule), event, pipeline, brevity, parts.getFirst().budget());
    }

    /** The form with the lists filled in, if it has lists and they are there. */
    Rule.Detection inUse(Rule.Detection rule) {
        if (rule.placeholders().isEmpty()) {
            return rule;
        }
        return parts.stream()
                .flatMap(part -> part.rules.stream())
                .filter(other -> other.head().equals(rule.head()))
                .findFirst()
                .orElse(rule);
    }

    /** Compiles what events from these places will need, so that the first of them does not wait. */
    public void prepare(List<LogSource> sources) {
        sources.forEach(source -> parts.forEach(part -> part.group(new Route(source, null, null))));
    }

    List<Part> parts() {
        return parts;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Places of the rules among all, by which results are sorted. */
    Map<Head, Integer> order() {
        var order = new HashMap<Head, Integer>();
        for (int i = 0; i < all.size(); i++) {
            order.put(all.get(i).head(), i);
        }
        return order;
    }
}
