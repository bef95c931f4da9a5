package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Tells which fields of an event made a rule match, and what an event says in others. For one thread. */
public final class Evidence {

    /**
     * A field of the event and what it says.
     *
     * @param name as the event calls it
     */
    public record Field(String name, String value) {}

    private static final View AS_IT_IS = new View(null, null, null, false, Map.of(), Map.of());

    private final Naive naive;

    /** @param pipeline that of the detector whose matches are to be explained */
    public Evidence(Pipeline pipeline) {
        this.naive = new Naive(pipeline);
    }

    /**
     * The fields that the rule asks for and that say what it wants, in the order of the rule. What a rule wants not to be
     * there is none of them, nor is what would cost more to ask than an explanation may.
     */
    public List<Field> of(Rule.Detection rule, Event event) {
        var fields = new LinkedHashSet<Field>();
        var views = naive.views(rule, event);
        boolean isDear = naive.exceeds(rule, event);
        var allowance = new Asking.Allowance();
        for (var view : views) {
            var asking = new Asking(event, view, Brevity.NONE, isDear, allowance);
            if (asking.answer(rule.expression()) == Answer.YES) {
                new Collecting(event, view, asking, fields).collect(rule.expression());
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
        var view = view(rule, event);
        for (var reference : correlation.rules()) {
            if (rule.head().isCalled(reference)) {
                for (var name : correlation.groupBy()) {
                    grouping.put(name, value(event, view, correlation.resolved(reference, name)));
                }
            }
        }
        return grouping;
    }

    /**
     * What an event says in fields that are called as in the rule: of several values the first that is not null. A field
     * that says nothing is left out.
     */
    public Map<String, String> values(Rule.Detection rule, Event event, Collection<String> fields) {
        var values = new HashMap<String, String>();
        var view = view(rule, event);
        for (var field : fields) {
            var value = value(event, view, field);
            if (value != null) {
                values.put(field, value);
            }
        }
        return Map.copyOf(values);
    }

    private View view(Rule.Detection rule, Event event) {
        var views = naive.views(rule, event);
        return views.isEmpty() ? AS_IT_IS : views.getFirst();
    }

    private static @Nullable String value(Event event, View view, String field) {
        for (var value : Naive.values(event, view.fields(field))) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Collects what makes a rule match that does. */
    private record Collecting(Event event, View view, Asking asking, Set<Field> fields, Set<Expression> known) {

        Collecting(Event event, View view, Asking asking, Set<Field> fields) {
            this(event, view, asking, fields, Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        /** Of a part that holds; one that the condition names again says nothing new. */
        private void collect(Expression expression) {
            if (!known.add(expression)) {
                return;
            }
            switch (expression) {
                case Expression.All(var parts) -> parts.forEach(this::collect);
                case Expression.Any(var parts) ->
                    parts.stream()
                            .filter(part -> asking.answer(part) == Answer.YES)
                            .forEach(this::collect);
                case Expression.Not not -> {}
                case Expression.Named(var name, var part) -> collect(part);
                case Expression.Check(var field, var matcher) -> {
                    for (var name : field == null ? asking.names() : new LinkedHashSet<>(view.fields(field))) {
                        add(name, asking.said(name), matcher);
                    }
                }
            }
        }

        private void add(String name, List<@Nullable String> values, Matcher matcher) {
            if (!Naive.holds(matcher, values, event, view)) {
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
}
