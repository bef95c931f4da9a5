package de.komcert.sigma;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All rules that events of one route meet, compiled together. Immutable; threads share it.
 *
 * <p>A <em>predicate</em> says that one of a set of needles was found in a field. A <em>lazy check</em> is what no
 * automaton decides: it is asked only if a rule's answer depends on it. A predicate <em>wakes</em> the rules for which
 * it is a witness; a rule without woken witness cannot match and is not looked at.
 */
final class Group {

    /**
     * A field of rules.
     *
     * @param names of the event's fields that hold it; empty for the whole event
     * @param haystack its needles, null if only lazy checks ask for it
     * @param predicates for each needle the predicates it makes true
     */
    record Field(List<String> names, @Nullable Haystack haystack, int[][] predicates) {

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
    private final int[][] wakes;
    private final int[] always;
    private final boolean wholeEvent;

    Group(List<Field> fields, List<LazyCheck> lazyChecks, List<Compiled> rules, int[][] wakes, int[] always) {
        this.fields = List.copyOf(fields);
        this.lazyChecks = List.copyOf(lazyChecks);
        this.rules = List.copyOf(rules);
        this.wakes = wakes;
        this.always = always;
        this.wholeEvent = fields.stream().anyMatch(Field::isWholeEvent);
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

    /** For each predicate the rules it wakes. */
    int[][] wakes() {
        return wakes;
    }

    /** The rules that have no witness and are looked at for every event. */
    int[] always() {
        return always;
    }

    /** Whether a rule asks for words anywhere in the event. */
    boolean asksForWholeEvent() {
        return wholeEvent;
    }

    int predicates() {
        return wakes.length;
    }
}
