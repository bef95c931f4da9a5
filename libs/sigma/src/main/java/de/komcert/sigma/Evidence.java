package de.komcert.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Tells which fields of an event made a rule match. For one thread. */
public final class Evidence {

    /**
     * A field of the event and what it says.
     *
     * @param name as the event calls it
     */
    public record Field(String name, String value) {}

    private static final View AS_IT_IS = new View(null, null, null, false, Map.of(), Map.of());

    private final Naive naive;

    public Evidence(Pipeline pipeline) {
        this.naive = new Naive(pipeline);
    }

    /**
     * The fields that the rule asks for and that say what it wants, in the order of the rule. What a rule wants not to be
     * there is none of them.
     */
    public List<Field> of(Rule.Detection rule, Event event) {
        var fields = new LinkedHashSet<Field>();
        for (var view : naive.views(rule, event)) {
            if (Naive.holds(rule.expression(), event, view)) {
                collect(rule.expression(), event, view, fields);
            }
        }
        return List.copyOf(fields);
    }

    /**
     * By which values a correlation groups a match of one of its rules, in its order; null where the event lacks the field,
     * so that the match does not count.
     */
    public Map<String, @Nullable String> grouping(Rule.Correlation correlation, Rule.Detection rule, Event event) {
        var grouping = new LinkedHashMap<String, @Nullable String>();
        var views = naive.views(rule, event);
        for (var reference : correlation.rules()) {
            if (rule.head().isCalled(reference)) {
                for (var name : correlation.groupBy()) {
                    grouping.put(
                            name,
                            Correlator.value(
                                    event,
                                    views.isEmpty() ? AS_IT_IS : views.getFirst(),
                                    correlation.resolved(reference, name)));
                }
            }
        }
        return grouping;
    }

    private static void collect(Expression expression, Event event, View view, Set<Field> fields) {
        switch (expression) {
            case Expression.All(var parts) -> parts.forEach(part -> collect(part, event, view, fields));
            case Expression.Any(var parts) ->
                parts.stream()
                        .filter(part -> Naive.holds(part, event, view))
                        .forEach(part -> collect(part, event, view, fields));
            case Expression.Not not -> {}
            case Expression.Named(var name, var part) -> collect(part, event, view, fields);
            case Expression.Check(var field, var matcher) -> {
                if (field == null) {
                    for (var named : Naive.byName(event).entrySet()) {
                        add(named.getKey(), named.getValue(), matcher, event, fields);
                    }
                } else {
                    for (var name : new LinkedHashSet<>(view.fields(field))) {
                        if (event.layout().slot(name) >= 0) {
                            add(name, Naive.values(event, List.of(name)), matcher, event, fields);
                        }
                    }
                }
            }
        }
    }

    private static void add(
            String name, List<@Nullable String> values, Matcher matcher, Event event, Set<Field> fields) {
        if (!Naive.holds(matcher, values, event, AS_IT_IS)) {
            return;
        }
        var stated = new ArrayList<String>();
        for (var value : values) {
            if (value != null) {
                stated.add(value);
            }
        }
        if (!stated.isEmpty()) {
            fields.add(new Field(name, String.join("; ", stated)));
        }
    }
}
