package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Why a rule matches an event, or why not: what it asks, part by part, and what it found.
 *
 * @param provenance whether the event comes from where the rule looks
 * @param lists which the rule waits for, so that it matches nothing
 * @param seen the rule's condition, once for each way of seeing the event in which it comes from where the rule looks;
 *     empty where it does not, or the rule waits
 */
public record Explanation(Provenance provenance, SortedSet<String> lists, List<Step> seen) {

    private static final int SHELL = 192;
    /** Of a rule that asks any value of the event, so many that fit are told. */
    private static final int MOST_OF_A_WHOLE_EVENT = 1_000;

    /** A part of the rule, and whether it is so for the event. */
    public sealed interface Step {

        boolean holds();

        /** What it is made of; none where it asks the event itself. */
        List<Step> parts();

        /** Whether the answer rests on that of {@code part}, one of its parts. */
        default boolean restsOn(Step part) {
            return switch (this) {
                case AllOf all -> part.holds() == all.holds();
                case AnyOf any -> part.holds() == any.holds();
                case Not not -> true;
                case Under under -> true;
                case Check check -> false;
            };
        }
    }

    /**
     * Every part has to hold.
     *
     * @param omitted how many parts are left out for {@link Brevity}
     */
    public record AllOf(boolean holds, List<Step> parts, int omitted) implements Step {}

    /**
     * One part has to hold.
     *
     * @param omitted how many parts are left out for {@link Brevity}
     */
    public record AnyOf(boolean holds, List<Step> parts, int omitted) implements Step {}

    /** The part must not hold. */
    public record Not(boolean holds, Step part) implements Step {
        @Override
        public List<Step> parts() {
            return List.of(part);
        }
    }

    /** A part that has a name in the rule. */
    public record Under(Name name, Step part) implements Step {
        @Override
        public boolean holds() {
            return part.holds();
        }

        @Override
        public List<Step> parts() {
            return List.of(part);
        }
    }

    /**
     * One question to a field.
     *
     * @param field as the rule calls it; null where any value of the event will do
     * @param names as the event calls it
     * @param found what the field says, value by value; of any value those that fit
     * @param similar where the event lacks the field, those it has that differ in upper and lower case only
     */
    public record Check(
            boolean holds,
            @Nullable String field,
            List<String> names,
            Question question,
            List<Found> found,
            List<String> similar)
            implements Step {
        @Override
        public List<Step> parts() {
            return List.of();
        }
    }

    /**
     * A value of the event.
     *
     * @param name of the field that has it
     * @param value null where the field is there and says nothing
     * @param fits whether it is what the rule asks for
     */
    public record Found(String name, @Nullable String value, boolean fits) {}

    /** Whether the rule matches. */
    public boolean matches() {
        return seen.stream().anyMatch(Step::holds);
    }

    /** What it tells of the values of the event. */
    public Stream<String> values() {
        return seen.stream().flatMap(Explanation::values);
    }

    private static Stream<String> values(Step step) {
        if (!(step instanceof Check check)) {
            return step.parts().stream().flatMap(Explanation::values);
        }
        var others =
                check.question() instanceof Question.OtherField other ? other.values() : List.<@Nullable String>of();
        return Stream.concat(check.found().stream().map(Found::value), others.stream())
                .flatMap(Stream::ofNullable);
    }

    /** Roughly how many bytes it takes. */
    public int weight() {
        return SHELL + seen.stream().mapToInt(Explanation::weight).sum();
    }

    private static int weight(Step step) {
        int weight = SHELL + step.parts().stream().mapToInt(Explanation::weight).sum();
        return step instanceof Check check
                ? weight
                        + values(step).mapToInt(value -> SHELL + value.length()).sum()
                        + check.found().stream()
                                .mapToInt(found -> found.name().length())
                                .sum()
                        + check.similar().stream().mapToInt(String::length).sum()
                : weight;
    }

    static Explanation of(Rule.Detection rule, Event event, Pipeline pipeline, Brevity brevity) {
        var views = new Naive(pipeline).views(rule, event);
        var provenance = Provenance.of(rule.logSource(), event, pipeline, !views.isEmpty());
        var seen = new ArrayList<Step>();
        if (rule.placeholders().isEmpty()) {
            views.forEach(view -> seen.add(new Asking(event, view, brevity).step(rule.expression())));
        }
        return new Explanation(provenance, rule.placeholders(), List.copyOf(seen));
    }

    /** Asks an event, seen one way. */
    private static final class Asking {
        private final Event event;
        private final View view;
        private final Brevity brevity;
        private final int most;
        private int steps;

        Asking(Event event, View view, Brevity brevity) {
            this.event = event;
            this.view = view;
            this.brevity = brevity;
            this.most = Math.min(brevity.ofAList(), MOST_OF_A_WHOLE_EVENT);
        }

        Step step(Expression expression) {
            steps++;
            return switch (expression) {
                case Expression.All(var parts) -> {
                    boolean holds = Naive.holds(expression, event, view);
                    var kept = steps(parts, holds);
                    yield parts.size() == 1 ? kept.getFirst() : new AllOf(holds, kept, parts.size() - kept.size());
                }
                case Expression.Any(var parts) -> {
                    boolean holds = Naive.holds(expression, event, view);
                    var kept = steps(parts, holds);
                    yield parts.size() == 1 ? kept.getFirst() : new AnyOf(holds, kept, parts.size() - kept.size());
                }
                case Expression.Not(var part) -> {
                    var step = step(part);
                    yield new Not(!step.holds(), step);
                }
                case Expression.Named(var name, var part) -> new Under(name, step(part));
                case Expression.Check check -> check(check);
            };
        }

        /** @param holds whether the whole does; what is brief leaves out the parts that do not decide that */
        private List<Step> steps(List<Expression> parts, boolean holds) {
            var kept = new ArrayList<Step>();
            for (var part : parts) {
                if (parts.size() == 1
                        || brevity.isNone()
                        || kept.size() < brevity.ofAList()
                                && steps < brevity.inAll()
                                && Naive.holds(part, event, view) == holds) {
                    kept.add(step(part));
                }
            }
            return List.copyOf(kept);
        }

        private Check check(Expression.Check check) {
            var field = check.field();
            var names = field == null ? List.<String>of() : view.fields(field);
            var found = field == null ? fitting(check.matcher()) : found(names, check.matcher());
            boolean holds = Naive.holds(check, event, view);
            return new Check(
                    holds,
                    field,
                    names,
                    brevity.of(Question.of(check.matcher(), event, view)),
                    brevity.of(found, holds),
                    found.isEmpty() ? similar(names) : List.of());
        }

        private List<Found> found(List<String> names, Matcher matcher) {
            var found = new ArrayList<Found>();
            for (var name : names) {
                for (var value : Naive.values(event, List.of(name))) {
                    found.add(new Found(name, value, fits(value, matcher)));
                }
            }
            return found;
        }

        /** Of all values of the event the first that fit. */
        private List<Found> fitting(Matcher matcher) {
            var found = new ArrayList<Found>();
            for (var field : Naive.byName(event).entrySet()) {
                for (var value : field.getValue()) {
                    if (found.size() == most) {
                        return found;
                    }
                    if (fits(value, matcher)) {
                        found.add(new Found(field.getKey(), value, true));
                    }
                }
            }
            return found;
        }

        private boolean fits(@Nullable String value, Matcher matcher) {
            var only = new ArrayList<@Nullable String>();
            only.add(value);
            return Naive.holds(matcher, only, event, view);
        }

        private List<String> similar(List<String> names) {
            return names.isEmpty()
                    ? List.of()
                    : Naive.byName(event).entrySet().stream()
                            .filter(field -> !field.getValue().isEmpty())
                            .map(Map.Entry::getKey)
                            .filter(name -> names.stream().anyMatch(wanted -> wanted.equalsIgnoreCase(name)))
                            .filter(name -> !names.contains(name))
                            .limit(most)
                            .toList();
        }
    }
}
