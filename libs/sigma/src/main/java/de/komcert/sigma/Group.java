package de.komcert.sigma;

import java.util.List;

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

    /** @param order place of the rule among all rules, by which results are sorted */
    record Compiled(Rule.Detection rule, int order, Node node) {}

    private final List<Field> fields;
    private final List<LazyCheck> lazyChecks;
    private final List<Compiled> rules;
    private final IntRows predicates;
    private final IntRows wakes;
    private final int[] always;

    Group(
            List<Field> fields,
            List<LazyCheck> lazyChecks,
            List<Compiled> rules,
            IntRows predicates,
            IntRows wakes,
            int[] always) {
        this.fields = List.copyOf(fields);
        this.lazyChecks = List.copyOf(lazyChecks);
        this.rules = List.copyOf(rules);
        this.predicates = predicates;
        this.wakes = wakes;
        this.always = always;
    }

    List<Field> fields() {
        return fields;
    }

    List<LazyCheck> lazyChecks() {
        return lazyChecks;
    }

    List<Compiled> rules() {
        return rules;
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
