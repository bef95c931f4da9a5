package de.komcert.sigma;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which rules can find something in certain logs, which cannot, and why not: worked out from the kinds of events that the
 * logs hold, without a look at their values.
 *
 * <p>Where it says that a rule cannot fire, no event of these kinds makes it match. Where it says that it can, the events
 * and fields it asks for are there; whether a value is ever the one it seeks is what searching is for.
 */
public final class Visibility {

    /**
     * How many rules look at one log source.
     *
     * @param rules all of them
     * @param can those that can fire
     * @param may those of which nobody can tell
     */
    public record OfSource(LogSource source, int rules, int can, int may) {

        /** Those that cannot fire. */
        public int cannot() {
            return rules - can - may;
        }

        private OfSource and(OfSource other) {
            return new OfSource(source, rules + other.rules, can + other.can, may + other.may);
        }
    }

    private final List<Rule.Detection> detections;
    private final Possible possible;
    private final Joined joined;
    /** Rules that wait for lists. */
    private final Set<Rule> waiting;

    private final Map<Rule, Sight> byRule;
    private final List<Sight> sights;

    private Visibility(RuleSet rules, Possible possible, Set<Rule> waiting, Map<Rule, Sight> byRule) {
        this.detections = rules.detections();
        this.possible = possible;
        this.joined = new Joined(rules);
        this.waiting = waiting;
        this.byRule = byRule;
        byRule.putAll(joined.of(this::sight));
        this.sights = rules.rules().stream().map(this::sight).toList();
    }

    private Sight sight(Rule rule) {
        return Objects.requireNonNull(byRule.get(rule), () -> "Nothing is known of " + rule);
    }

    /**
     * What certain logs let the rules see.
     *
     * @param detector made of the rules; it knows the pipeline and which of the rules wait for lists
     * @param held the kinds of events in the logs
     * @param complete whether these are all of them; if not, no rule is said to be unable to fire for want of events
     */
    public static Visibility of(RuleSet rules, Detector detector, Collection<EventKind> held, boolean complete) {
        var kinds = List.copyOf(new LinkedHashSet<>(held));
        var all = rules.detections();
        var possible = new Possible(
                detector.pipeline(), all.stream().map(detector::inUse).toList());
        var found = possible.in(kinds);
        var whyNot = new WhyNot(detector.pipeline(), kinds);
        var waiting = new HashMap<>(detector.waiting());
        var sights = new HashMap<Rule, Sight>();
        for (int place = 0; place < all.size(); place++) {
            var rule = all.get(place);
            var lists = waiting.get(rule);
            var doubt = found.unsure().get(place);
            sights.put(
                    rule,
                    found.sure().get(place) || doubt != null
                            ? lists == null
                                    ? seen(rule, doubt)
                                    : new Sight.CannotFire(rule, new Sight.Reason.NoList(lists))
                            : complete
                                    ? new Sight.CannotFire(rule, whyNot.of(detector.inUse(rule)))
                                    : new Sight.MayFire(rule, Sight.Doubt.NOT_ALL_COUNTED));
        }
        return new Visibility(rules, possible, Set.copyOf(waiting.keySet()), sights);
    }

    private static Sight seen(Rule rule, Sight.@Nullable Doubt doubt) {
        return doubt == null ? new Sight.CanFire(rule) : new Sight.MayFire(rule, doubt);
    }

    /** What is known of each rule, sorted by file and line. */
    public List<Sight> sights() {
        return sights;
    }

    /** How many rules can fire. */
    public int can() {
        return (int) sights.stream().filter(Sight.CanFire.class::isInstance).count();
    }

    /** Of how many rules nobody can tell. */
    public int may() {
        return (int) sights.stream().filter(Sight.MayFire.class::isInstance).count();
    }

    /** How many rules cannot fire. */
    public int cannot() {
        return sights.size() - can() - may();
    }

    /** The rules for single events summed up by where they look, first where most of them cannot fire. */
    public List<OfSource> bySource() {
        var sums = new HashMap<LogSource, OfSource>();
        for (var sight : sights) {
            if (sight.rule() instanceof Rule.Detection rule) {
                int can = sight instanceof Sight.CanFire ? 1 : 0;
                int may = sight instanceof Sight.MayFire ? 1 : 0;
                sums.merge(rule.logSource(), new OfSource(rule.logSource(), 1, can, may), OfSource::and);
            }
        }
        return sums.values().stream()
                .sorted(Comparator.comparingInt(OfSource::cannot)
                        .thenComparingInt(OfSource::rules)
                        .reversed()
                        .thenComparing(sum -> sum.source().toString()))
                .toList();
    }

    /** The products from which the logs come, as rules name them. */
    public Set<String> products(Collection<EventKind> held) {
        return possible.products(held);
    }

    /**
     * The rules that cannot fire for want of events and could, if there were events of these kinds as well. Rules that
     * wait for lists are none of them; rules that join others are, where they would follow.
     */
    public Set<Rule> gainedBy(Collection<EventKind> kinds) {
        var found = possible.in(kinds);
        var gained = new LinkedHashSet<Rule>();
        for (int place = 0; place < detections.size(); place++) {
            var rule = detections.get(place);
            boolean isReached = found.sure().get(place) || found.unsure().get(place) == Sight.Doubt.NAMES_NO_EVENT;
            if (isReached && sight(rule) instanceof Sight.CannotFire && !waiting.contains(rule)) {
                gained.add(rule);
            }
        }
        joined.of(rule -> gained.contains(rule) ? new Sight.CanFire(rule) : sight(rule))
                .forEach((rule, after) -> {
                    if (after instanceof Sight.CanFire && sight(rule) instanceof Sight.CannotFire) {
                        gained.add(rule);
                    }
                });
        return gained;
    }
}
