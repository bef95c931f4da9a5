package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import de.komcert.sigma.value.TextPattern;

/**
 * The lists of one Einrichtung that rules refer to as {@code %DomainControllers%} and the like.
 *
 * @param lists name without percent signs, then values, in which {@code *} and {@code ?} are wildcards
 */
public record Placeholders(Map<String, List<String>> lists) {

    /** No list is filled. */
    public static final Placeholders NONE = new Placeholders(Map.of());

    private static final int MAX_VALUES = 100_000;

    /** The names the specification recommends. */
    public static final List<String> STANDARD =
            List.of("Administrators", "JumpServers", "Workstations", "Servers", "DomainControllers");

    /** Those of {@code names} that have no value yet. */
    SortedSet<String> missing(SortedSet<String> names) {
        var missing = new TreeSet<String>();
        for (var name : names) {
            if (lists.getOrDefault(name, List.of()).isEmpty()) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** The rule with every list it needs written into it. */
    Rule.Detection fill(Rule.Detection rule) {
        return rule.with(filled(rule.expression()), Collections.emptySortedSet());
    }

    private Expression filled(Expression expression) {
        return switch (expression) {
            case Expression.All(var parts) ->
                new Expression.All(parts.stream().map(this::filled).toList());
            case Expression.Any(var parts) ->
                new Expression.Any(parts.stream().map(this::filled).toList());
            case Expression.Not(var part) -> new Expression.Not(filled(part));
            case Expression.Named(var name, var part) -> new Expression.Named(name, filled(part));
            case Expression.Check(var field, Matcher.Text text)
            when !text.pattern().placeholders().isEmpty() ->
                new Expression.Any(filled(text.pattern()).stream()
                        .<Expression>map(pattern ->
                                new Expression.Check(field, new Matcher.Text(pattern, text.cased(), text.dashes())))
                        .toList());
            case Expression.Check check -> check;
        };
    }

    private List<TextPattern> filled(TextPattern pattern) {
        var results = List.<List<TextPattern.Part>>of(List.of());
        for (var part : pattern.parts()) {
            var choices = part instanceof TextPattern.Placeholder(var name)
                    ? lists.getOrDefault(name, List.of()).stream()
                            .map(value -> TextPattern.parse(value, false).parts())
                            .toList()
                    : List.of(List.of(part));
            var longer = new ArrayList<List<TextPattern.Part>>();
            for (var result : results) {
                for (var choice : choices) {
                    var joined = new ArrayList<>(result);
                    joined.addAll(choice);
                    longer.add(joined);
                }
            }
            if (longer.size() > MAX_VALUES) {
                throw new IllegalArgumentException(
                        "The lists for »" + pattern + "« give more than " + MAX_VALUES + " values; shorten them.");
            }
            results = longer;
        }
        return results.stream().map(TextPattern::new).toList();
    }

    static SortedSet<String> in(Expression expression) {
        var names = new TreeSet<String>();
        collect(expression, names);
        return Collections.unmodifiableSortedSet(names);
    }

    private static void collect(Expression expression, SortedSet<String> names) {
        switch (expression) {
            case Expression.All(var parts) -> parts.forEach(part -> collect(part, names));
            case Expression.Any(var parts) -> parts.forEach(part -> collect(part, names));
            case Expression.Not(var part) -> collect(part, names);
            case Expression.Named(var name, var part) -> collect(part, names);
            case Expression.Check(var field, Matcher.Text text) ->
                names.addAll(text.pattern().placeholders());
            case Expression.Check check -> {}
        }
    }
}
