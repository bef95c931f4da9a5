package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;
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

    /** A part of the rule, and whether it is so for the event. */
    public sealed interface Step {

        /** Whether it is so; open where that rests on what would have cost too much and was not asked. */
        Answer answer();

        default boolean holds() {
            return answer() == Answer.YES;
        }

        default boolean isOpen() {
            return answer() == Answer.OPEN;
        }

        /** What it is made of; none where it asks the event itself. */
        List<Step> parts();

        /** How many parts are left out for {@link Brevity}. */
        default int omitted() {
            return 0;
        }

        /** Whether the answer rests on that of {@code part}, one of its parts. */
        default boolean restsOn(Step part) {
            return switch (this) {
                case AllOf all -> part.answer() == all.answer();
                case AnyOf any -> part.answer() == any.answer();
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
    public record AllOf(Answer answer, List<Step> parts, int omitted) implements Step {}

    /**
     * One part has to hold.
     *
     * @param omitted how many parts are left out for {@link Brevity}
     */
    public record AnyOf(Answer answer, List<Step> parts, int omitted) implements Step {}

    /** The part must not hold. */
    public record Not(Answer answer, Step part) implements Step {
        @Override
        public List<Step> parts() {
            return List.of(part);
        }
    }

    /** A part that has a name in the rule. */
    public record Under(Name name, Step part) implements Step {
        @Override
        public Answer answer() {
            return part.answer();
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
     * @param found what the field says, value by value; of any value those that fit; none where it was not asked
     * @param similar where the event lacks the field, those it has that differ in upper and lower case only
     */
    public record Check(
            Answer answer,
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

    /** Whether the rule matches; open where that rests on what would have cost too much and was not asked. */
    public Answer answer() {
        return Answer.any(seen, Step::answer);
    }

    public boolean matches() {
        return answer() == Answer.YES;
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

    /** @param budget how many steps the rule may take for the event */
    static Explanation of(Rule.Detection rule, Event event, Pipeline pipeline, Brevity brevity, double budget) {
        var naive = new Naive(pipeline, budget);
        var views = naive.views(rule, event);
        var provenance = Provenance.of(rule.logSource(), event, pipeline, !views.isEmpty());
        var seen = new ArrayList<Step>();
        if (rule.placeholders().isEmpty()) {
            boolean isDear = naive.exceeds(rule, event);
            var allowance = new Asking.Allowance();
            views.forEach(
                    view -> seen.add(new Asking(event, view, brevity, isDear, allowance).step(rule.expression())));
        }
        return new Explanation(provenance, rule.placeholders(), List.copyOf(seen));
    }
}
