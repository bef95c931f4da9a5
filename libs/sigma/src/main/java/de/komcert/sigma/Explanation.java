package de.komcert.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Why a rule matches an event, or why not: what it asks, part by part, and what it found.
 *
 * @param matches whether the rule matches
 * @param steps in the order and nesting of the rule
 */
public record Explanation(boolean matches, List<Step> steps) {

    /**
     * One part of the rule.
     *
     * @param depth how deep it is nested, from 0
     * @param holds whether the part is true
     * @param sentence what it asks, and for a single check what the event says
     */
    public record Step(int depth, boolean holds, String sentence) {}

    static Explanation of(Rule.Detection rule, Event event, Pipeline pipeline) {
        var naive = new Naive(pipeline);
        var steps = new ArrayList<Step>();
        var views = naive.views(rule, event);
        steps.add(new Step(
                0,
                !views.isEmpty(),
                "The rule looks at " + rule.logSource() + "; the event "
                        + (views.isEmpty() ? "comes from somewhere else: " : "belongs there: ")
                        + origin(event) + "."));
        if (!rule.placeholders().isEmpty()) {
            steps.add(
                    new Step(0, false, "The rule waits for the lists " + String.join(", ", rule.placeholders()) + "."));
            return new Explanation(false, List.copyOf(steps));
        }
        boolean matches = false;
        for (var view : views) {
            matches |= explain(rule.expression(), event, view, 0, steps);
        }
        return new Explanation(matches, List.copyOf(steps));
    }

    private static String origin(Event event) {
        return event.source() + named(event, "Channel") + named(event, "EventID");
    }

    private static String named(Event event, String field) {
        var values = Naive.values(event, List.of(field));
        return values.isEmpty() ? "" : ", " + field + " " + shown(values);
    }

    private static boolean explain(Expression expression, Event event, View view, int depth, List<Step> steps) {
        boolean holds = Naive.holds(expression, event, view);
        switch (expression) {
            case Expression.All(var parts) -> {
                steps.add(new Step(depth, holds, "All of these hold:"));
                parts.forEach(part -> explain(part, event, view, depth + 1, steps));
            }
            case Expression.Any(var parts) -> {
                steps.add(new Step(depth, holds, "At least one of these holds:"));
                parts.forEach(part -> explain(part, event, view, depth + 1, steps));
            }
            case Expression.Not(var part) -> {
                steps.add(new Step(depth, holds, "This does not hold:"));
                explain(part, event, view, depth + 1, steps);
            }
            case Expression.Named(var name, var part) -> {
                steps.add(new Step(depth, holds, name));
                explain(part, event, view, depth + 1, steps);
            }
            case Expression.Check(var field, var matcher) ->
                steps.add(new Step(depth, holds, question(field, matcher, view) + answer(field, event, view)));
        }
        return holds;
    }

    private static String question(@Nullable String field, Matcher matcher, View view) {
        if (field == null) {
            return "Anything in the event " + matcher.inWords() + ".";
        }
        var fields = view.fields(field);
        var asked = fields.equals(List.of(field)) ? field : field + " (here " + String.join(" or ", fields) + ")";
        return asked + " " + matcher.inWords() + ".";
    }

    private static String answer(@Nullable String field, Event event, View view) {
        if (field == null) {
            return "";
        }
        var values = Naive.values(event, view.fields(field));
        return values.isEmpty() ? " The event has no such field." : " The event says " + shown(values) + ".";
    }

    private static String shown(List<@Nullable String> values) {
        return values.stream()
                .map(value -> value == null ? "nothing" : "»" + value + "«")
                .collect(Collectors.joining(", "));
    }

    /** One step a line, indented, with a plus where it holds and a minus where it does not. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "  ".repeat(step.depth()) + (step.holds() ? "+ " : "- ") + step.sentence())
                .collect(Collectors.joining("\n", (matches ? "matches" : "does not match") + "\n", "\n"));
    }
}
