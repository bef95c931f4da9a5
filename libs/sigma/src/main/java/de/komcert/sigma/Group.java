package de.komcert.sigma;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.search.Haystack;
import de.komcert.sigma.search.IntRows;
import org.jspecify.annotations.Nullable;

/**
 * All rules that events of one route meet, compiled together. Immutable; threads share it.
 *
 * <p>A <em>predicate</em> says that one of a set of needles was found in a field. A <em>lazy check</em> is what no search
 * for needles decides: it is asked only if a rule's answer depends on it. A needle <em>wakes</em> the rules of which it is
 * a witness; a rule without a witness among what was found cannot match and is not looked at.
 */
final class Group {

    /**
     * A field of rules.
     *
     * @param names of the event's fields that hold it; empty for the whole event
     * @param haystack its needles, null if only lazy checks ask for it
     * @param firstNeedle number of its first needle among those of all fields
     */
    record Field(List<String> names, @Nullable Haystack haystack, int firstNeedle) {

        boolean isWholeEvent() {
            return names.isEmpty();
        }
    }

    /** @param otherField index of the field that an {@code OtherField} compares with, else -1 */
    record LazyCheck(int field, Matcher matcher, int otherField) {}

    /**
     * @param order place of the rule among all rules, by which results are sorted
     * @param views the ways of seeing the event from where the rule looks
     */
    record Compiled(Rule.Detection rule, int order, Node node, List<View> views) {

        /** Whether no event of this extent can take more steps. */
        boolean isWithin(double steps, double extent) {
            return extent
                            * views.size()
                            * (rule.effort().weight() + rule.effort().pairs() * extent)
                    <= steps;
        }
    }

    private final List<Field> fields;
    private final Map<List<String>, Integer> fieldNumbers;
    private final List<LazyCheck> lazyChecks;
    private final List<Compiled> rules;
    private final Node[] nodes;
    private final IntRows predicates;
    private final IntRows wakes;
    private final int[] always;
    /** The largest {@link Effort#weight} and the largest {@link Effort#pairs}, for all views together. */
    private final double weight;

    private final double pairs;

    Group(
            List<Field> fields,
            List<LazyCheck> lazyChecks,
            List<Compiled> rules,
            IntRows predicates,
            IntRows wakes,
            int[] always) {
        this.fields = List.copyOf(fields);
        this.fieldNumbers = IntStream.range(0, fields.size())
                .boxed()
                .collect(Collectors.toMap(number -> fields.get(number).names(), number -> number));
        this.lazyChecks = List.copyOf(lazyChecks);
        this.rules = List.copyOf(rules);
        this.nodes = rules.stream().map(Compiled::node).toArray(Node[]::new);
        this.predicates = predicates;
        this.wakes = wakes;
        this.always = always;
        this.weight = most(rule -> rule.views().size() * rule.rule().effort().weight());
        this.pairs =
                most(rule -> (double) rule.views().size() * rule.rule().effort().pairs());
    }

    private double most(ToDoubleFunction<Compiled> number) {
        return rules.stream().mapToDouble(number).max().orElse(0);
    }

    /** Whether no rule takes more steps for an event of this extent. */
    boolean isWithin(double steps, double extent) {
        return extent * (weight + pairs * extent) <= steps;
    }

    List<Field> fields() {
        return fields;
    }

    /** The index of the field that these fields of the event hold, which is one of {@link #fields}. */
    int field(List<String> names) {
        return Objects.requireNonNull(fieldNumbers.get(names));
    }

    List<LazyCheck> lazyChecks() {
        return lazyChecks;
    }

    List<Compiled> rules() {
        return rules;
    }

    /** The logic of the rule with this number. */
    Node node(int rule) {
        return nodes[rule];
    }

    /** For each predicate its needles, by their numbers among those of all fields. */
    IntRows predicates() {
        return predicates;
    }

    /** For each needle the rules it wakes. */
    IntRows wakes() {
        return wakes;
    }

    /** The rules that have no witness and are looked at for every event. */
    int[] always() {
        return always;
    }

    int needles() {
        return wakes.size();
    }
}
