package de.komcert.sigma;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a rule matches an event in the plainest way: one check after the other, over strings.
 *
 * <p>It is the oracle that the fast engine is compared with, and it gives the explanations. Where both differ, this one
 * is right.
 */
final class Naive {

    private final Pipeline pipeline;
    private final double budget;

    Naive(Pipeline pipeline) {
        this(pipeline, Effort.BUDGET);
    }

    /** @param budget how many steps a rule may take for an event */
    Naive(Pipeline pipeline, double budget) {
        this.pipeline = pipeline;
        this.budget = budget;
    }

    boolean matches(Rule.Detection rule, Event event) {
        return answer(rule, event) == Answer.YES;
    }

    /** Those of the rules that match, in their order. */
    List<Rule.Detection> matching(List<Rule.Detection> rules, Event event) {
        var views = pipeline.views(route(event));
        return rules.stream()
                .filter(rule -> answer(rule, event, fitting(rule, views)) == Answer.YES)
                .toList();
    }

    /** Whether the rule matches; open where that rests on what would exceed its budget. */
    Answer answer(Rule.Detection rule, Event event) {
        return answer(rule, event, fitting(rule, pipeline.views(route(event))));
    }

    private Answer answer(Rule.Detection rule, Event event, List<View> fitting) {
        var expression = rule.expression();
        return exceeds(rule, event, fitting)
                ? Answer.any(meeting(event, fitting), view -> freely(expression, event, view))
                : Answer.any(meeting(event, fitting), view -> Answer.of(holds(expression, event, view)));
    }

    /** Whether the rule would exceed its budget, so that nothing that costs is asked. */
    boolean exceeds(Rule.Detection rule, Event event) {
        return exceeds(rule, event, fitting(rule, pipeline.views(route(event))));
    }

    private boolean exceeds(Rule.Detection rule, Event event, List<View> views) {
        return !rule.effort().asked().isEmpty() && rule.effort().in(views, names -> extent(event, names)) > budget;
    }

    private static double extent(Event event, List<String> names) {
        double extent = 0;
        for (var value : names.isEmpty() ? allValues(event) : values(event, names)) {
            extent += value == null ? 0 : Effort.extent(1, value.length());
        }
        return extent;
    }

    /** The ways of seeing the event under which the rule looks at it. */
    List<View> views(Rule.Detection rule, Event event) {
        return meeting(event, fitting(rule, pipeline.views(route(event))));
    }

    private static List<View> fitting(Rule.Detection rule, List<View> views) {
        return views.stream().filter(view -> view.fits(rule.logSource())).toList();
    }

    private static List<View> meeting(Event event, List<View> views) {
        return views.stream()
                .filter(view -> view.conditions().entrySet().stream()
                        .allMatch(condition -> values(event, List.of(condition.getKey())).stream()
                                .anyMatch(value ->
                                        value != null && condition.getValue().contains(Fold.fold(value)))))
                .toList();
    }

    static Route route(Event event) {
        return new Route(event.source(), single(event, "Channel"), single(event, "EventID"));
    }

    private static @Nullable String single(Event event, String field) {
        var values = values(event, List.of(field));
        var only = values.size() == 1 ? values.getFirst() : null;
        return only == null ? null : Fold.fold(only);
    }

    /** The answer as far as it can be told without the questions that cost something. */
    private static Answer freely(Expression expression, Event event, View view) {
        return switch (expression) {
            case Expression.All(var parts) -> Answer.all(parts, part -> freely(part, event, view));
            case Expression.Any(var parts) -> Answer.any(parts, part -> freely(part, event, view));
            case Expression.Not(var part) -> freely(part, event, view).not();
            case Expression.Named(var name, var part) -> freely(part, event, view);
            case Expression.Check check ->
                Effort.weight(check.matcher()) > 0 ? Answer.OPEN : Answer.of(holds(check, event, view));
        };
    }

    static boolean holds(Expression expression, Event event, View view) {
        return switch (expression) {
            case Expression.All(var parts) -> parts.stream().allMatch(part -> holds(part, event, view));
            case Expression.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, event, view));
            case Expression.Not(var part) -> !holds(part, event, view);
            case Expression.Named(var name, var part) -> holds(part, event, view);
            case Expression.Check(var field, var matcher) ->
                holds(matcher, field == null ? allValues(event) : values(event, view.fields(field)), event, view);
        };
    }

    static boolean holds(Matcher matcher, List<@Nullable String> values, Event event, View view) {
        return switch (matcher) {
            case Matcher.Exists(var expected) -> values.isEmpty() != expected;
            case Matcher.Null() -> values.stream().allMatch(value -> value == null);
            case Matcher.OtherField(var field, var anchor, var cased) ->
                values(event, view.fields(field)).stream()
                        .anyMatch(other -> other != null
                                && values.stream()
                                        .anyMatch(value -> value != null && agree(value, other, anchor, cased)));
            case Matcher.Text text -> values.stream().anyMatch(value -> value != null && text.fits(value));
            case Matcher.Regex(var expression) ->
                values.stream().anyMatch(value -> value != null && expression.isFoundIn(value));
            case Matcher.InNetwork(var network) ->
                values.stream().anyMatch(value -> value != null && network.contains(value));
            case Matcher.Number number -> values.stream().anyMatch(value -> value != null && compares(number, value));
        };
    }

    static boolean agree(String value, String other, Anchor anchor, boolean cased) {
        var left = cased ? value : Fold.fold(value);
        var right = cased ? other : Fold.fold(other);
        return switch (anchor) {
            case EQUALS -> left.equals(right);
            case STARTS -> left.startsWith(right);
            case ENDS -> left.endsWith(right);
            case CONTAINS -> left.contains(right);
        };
    }

    static boolean compares(Matcher.Number number, String value) {
        if (number.part() != null) {
            var part = number.part().of(value);
            return part.isPresent() && number.comparison().holds(BigDecimal.valueOf(part.getAsInt()), number.limit());
        }
        var parsed = Numbers.parse(value);
        return parsed != null && number.comparison().holds(parsed, number.limit());
    }

    static List<@Nullable String> values(Event event, List<String> fields) {
        var values = new ArrayList<@Nullable String>();
        var names = event.layout().names();
        for (int slot = 0; slot < names.size(); slot++) {
            if (fields.contains(names.get(slot))) {
                addValues(event, slot, values);
            }
        }
        return values;
    }

    /** The values of all fields, those of one name together, in one pass over the slots. */
    static Map<String, List<@Nullable String>> byName(Event event) {
        var byName = new LinkedHashMap<String, List<@Nullable String>>();
        var names = event.layout().names();
        for (int slot = 0; slot < names.size(); slot++) {
            addValues(event, slot, byName.computeIfAbsent(names.get(slot), name -> new ArrayList<>()));
        }
        return byName;
    }

    private static List<@Nullable String> allValues(Event event) {
        var values = new ArrayList<@Nullable String>();
        for (int slot = 0; slot < event.layout().size(); slot++) {
            addValues(event, slot, values);
        }
        return values;
    }

    private static void addValues(Event event, int slot, List<@Nullable String> values) {
        for (int i = 0; i < event.count(slot); i++) {
            if (event.isNull(slot, i)) {
                values.add(null);
            } else {
                var text = new Text();
                event.text(slot, i, text);
                values.add(text.toString());
            }
        }
    }
}
