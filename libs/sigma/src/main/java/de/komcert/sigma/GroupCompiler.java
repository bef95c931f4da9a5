package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import de.komcert.sigma.search.Haystack;
import de.komcert.sigma.search.IntRows;
import de.komcert.sigma.search.Needle;
import de.komcert.sigma.value.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the rules of one route into a {@link Group}.
 *
 * <p>What the route settles is settled here: a rule that asks for another event id vanishes. Equal questions become one
 * predicate, and all alternatives for one field in one list become one as well, so that a rule asks once where it lists
 * a hundred values.
 */
final class GroupCompiler {

    private record Question(int field, SortedSet<Needle> needles) {}

    private final Route route;
    private final Function<List<Needle>, Haystack> haystacks;
    private final Map<List<String>, Integer> fieldNumbers = new LinkedHashMap<>();
    private final Map<Question, Integer> predicateNumbers = new LinkedHashMap<>();
    private final Map<Group.LazyCheck, Integer> lazyNumbers = new LinkedHashMap<>();
    private final List<Double> frequencies = new ArrayList<>();
    private final List<Group.Compiled> compiled = new ArrayList<>();

    private GroupCompiler(Route route, Function<List<Needle>, Haystack> haystacks) {
        this.route = route;
        this.haystacks = haystacks;
    }

    /**
     * @param route where the events come from
     * @param views how they can be seen
     * @param rules all rules, in the order of results
     * @param haystacks gives equal lists of needles the same haystack
     */
    static Group compile(
            Route route, List<View> views, List<Rule.Detection> rules, Function<List<Needle>, Haystack> haystacks) {
        var compiler = new GroupCompiler(route, haystacks);
        for (int order = 0; order < rules.size(); order++) {
            compiler.add(rules.get(order), order, views);
        }
        return compiler.group();
    }

    private void add(Rule.Detection rule, int order, List<View> views) {
        var fitting = views.stream().filter(view -> view.fits(rule.logSource())).toList();
        var node = Node.any(fitting.stream()
                .map(view -> Node.all(List.of(conditions(view), node(rule.expression(), view))))
                .toList());
        if (node != Node.Constant.FALSE) {
            compiled.add(new Group.Compiled(rule, order, node, fitting));
        }
    }

    private Node conditions(View view) {
        var parts = new ArrayList<Node>();
        view.conditions()
                .forEach((field, values) -> parts.add(Node.any(values.stream()
                        .map(value ->
                                check(List.of(field), new Matcher.Text(TextPattern.literal(value), false, false), view))
                        .toList())));
        return Node.all(parts);
    }

    // ---- from expressions to nodes ----

    private Node node(Expression expression, View view) {
        return switch (expression) {
            case Expression.Named(var name, var part) -> node(part, view);
            case Expression.Not(var part) -> Node.not(node(part, view));
            case Expression.All(var parts) ->
                Node.all(parts.stream().map(part -> node(part, view)).toList());
            case Expression.Any(var parts) -> any(parts, view);
            case Expression.Check(var field, var matcher) -> check(names(field, view), matcher, view);
        };
    }

    private static List<String> names(@Nullable String field, View view) {
        return field == null ? List.of() : view.fields(field);
    }

    /** Alternatives for one field become one predicate with many needles. */
    private Node any(List<Expression> parts, View view) {
        var needles = new LinkedHashMap<List<String>, SortedSet<Needle>>();
        var others = new ArrayList<Node>();
        for (var part : flat(parts)) {
            if (part instanceof Expression.Check(var field, Matcher.Text text)
                    && text.isNeedle()
                    && settled(names(field, view), text) == null) {
                needles.computeIfAbsent(names(field, view), names -> new TreeSet<>())
                        .add(needle(text));
            } else {
                others.add(node(part, view));
            }
        }
        needles.forEach((names, set) -> others.add(fired(names, set)));
        return Node.any(others);
    }

    private static List<Expression> flat(List<Expression> parts) {
        var flat = new ArrayList<Expression>();
        for (var part : parts) {
            switch (part) {
                case Expression.Any(var inner) -> flat.addAll(flat(inner));
                case Expression.Named(var name, var inner) -> flat.addAll(flat(List.of(inner)));
                case Expression.All all -> flat.add(all);
                case Expression.Not not -> flat.add(not);
                case Expression.Check check -> flat.add(check);
            }
        }
        return flat;
    }

    private Node check(List<String> names, Matcher matcher, View view) {
        var settled = settled(names, matcher);
        if (settled != null) {
            return settled;
        }
        return switch (matcher) {
            case Matcher.Text text when text.isNeedle() -> fired(names, new TreeSet<>(Set.of(needle(text))));
            case Matcher.Text text -> {
                var literal = text.pattern().longestLiteral();
                var gate = text.pattern().shape() == TextPattern.Shape.GLOB || literal.isEmpty()
                        ? TextPattern.Shape.CONTAINS
                        : text.pattern().shape();
                yield literal.isEmpty()
                        ? lazy(names, text, view)
                        : Node.all(List.of(
                                gate(names, new TreeSet<>(Set.of(Needle.of(literal, gate, text.dashes())))),
                                lazy(names, text, view)));
            }
            case Matcher.Regex regex -> {
                var literals = regex.expression().literals();
                var gate = new TreeSet<Needle>();
                literals.forEach(literal -> gate.add(Needle.anywhere(literal)));
                yield gate.isEmpty() || gate.stream().anyMatch(GroupCompiler::isEverywhere)
                        ? lazy(names, regex, view)
                        : Node.all(List.of(gate(names, gate), lazy(names, regex, view)));
            }
            case Matcher.InNetwork network -> lazy(names, network, view);
            case Matcher.Number number -> lazy(names, number, view);
            case Matcher.Null absent -> lazy(names, absent, view);
            case Matcher.Exists exists -> lazy(names, exists, view);
            case Matcher.OtherField other -> lazy(names, other, view);
        };
    }

    /** Whether finding the needle tells nothing, since nearly every value has it. */
    private static boolean isEverywhere(Needle needle) {
        return needle.text().length() == 1
                && (Character.isLetterOrDigit(needle.text().charAt(0)) || " .\\:-/\"_".contains(needle.text()));
    }

    private static Needle needle(Matcher.Text text) {
        return Needle.of(text.pattern().longestLiteral(), text.pattern().shape(), text.dashes());
    }

    /** The answer, where the route gives it for every event. */
    private @Nullable Node settled(List<String> names, Matcher matcher) {
        var known = names.size() == 1 ? route.known(names.getFirst()) : null;
        if (known == null) {
            return null;
        }
        return switch (matcher) {
            case Matcher.Null absent -> Node.Constant.FALSE;
            case Matcher.Exists(var expected) -> constant(expected);
            case Matcher.Text text when !text.isNeedle() -> null;
            case Matcher.Text text
            when known.equals(Route.OTHER) ->
                text.pattern().shape() == TextPattern.Shape.EQUALS ? Node.Constant.FALSE : null;
            case Matcher.Text text -> constant(text.fits(known));
            case Matcher.Regex r -> null;
            case Matcher.InNetwork n -> null;
            case Matcher.Number n -> null;
            case Matcher.OtherField o -> null;
        };
    }

    private static Node constant(boolean value) {
        return value ? Node.Constant.TRUE : Node.Constant.FALSE;
    }

    private int field(List<String> names) {
        return fieldNumbers.computeIfAbsent(names, n -> fieldNumbers.size());
    }

    private Node fired(List<String> names, SortedSet<Needle> needles) {
        return new Node.Fired(predicate(names, needles));
    }

    private Node gate(List<String> names, SortedSet<Needle> needles) {
        return new Node.Gate(predicate(names, needles));
    }

    private int predicate(List<String> names, SortedSet<Needle> needles) {
        return predicateNumbers.computeIfAbsent(new Question(field(names), needles), question -> {
            frequencies.add(
                    question.needles().stream().mapToDouble(Needle::frequency).sum());
            return predicateNumbers.size();
        });
    }

    private Node lazy(List<String> names, Matcher matcher, View view) {
        int other = matcher instanceof Matcher.OtherField(var field, var anchor, var cased)
                ? field(view.fields(field))
                : -1;
        return new Node.Lazy(lazyNumbers.computeIfAbsent(
                new Group.LazyCheck(field(names), matcher, other), check -> lazyNumbers.size()));
    }

    // ---- witnesses ----

    private record Witness(Set<Integer> predicates, double frequency) {}

    /** Predicates of which one is true whenever the node is, or null if there are none. */
    private @Nullable Witness witness(Node node) {
        return switch (node) {
            case Node.Fired(int predicate) -> new Witness(Set.of(predicate), frequencies.get(predicate));
            case Node.Gate(int predicate) -> new Witness(Set.of(predicate), frequencies.get(predicate));
            case Node.AllOf(var parts) ->
                Arrays.stream(parts)
                        .map(this::witness)
                        .filter(witness -> witness != null)
                        .min(Comparator.comparingDouble(Witness::frequency))
                        .orElse(null);
            case Node.AnyOf(var parts) -> {
                var predicates = new HashSet<Integer>();
                double frequency = 0;
                for (var part : parts) {
                    var witness = witness(part);
                    if (witness == null) {
                        yield null;
                    }
                    predicates.addAll(witness.predicates());
                    frequency += witness.frequency();
                }
                yield new Witness(predicates, frequency);
            }
            case Node.Lazy l -> null;
            case Node.Negated n -> null;
            case Node.Constant c -> null;
        };
    }

    // ---- the group ----

    private Group group() {
        var needles = new ArrayList<SortedSet<Needle>>();
        fieldNumbers.forEach((names, number) -> needles.add(new TreeSet<>()));
        predicateNumbers.forEach(
                (question, number) -> needles.get(question.field()).addAll(question.needles()));
        var fields = new ArrayList<Group.Field>();
        var numbers = new ArrayList<Map<Needle, Integer>>();
        int count = 0;
        for (var names : fieldNumbers.keySet()) {
            var sorted = List.copyOf(needles.get(fields.size()));
            fields.add(new Group.Field(names, sorted.isEmpty() ? null : haystacks.apply(sorted), count));
            var ofField = new HashMap<Needle, Integer>();
            for (var needle : sorted) {
                ofField.put(needle, count++);
            }
            numbers.add(ofField);
        }
        var predicates = predicateNumbers.keySet().stream()
                .map(question -> question.needles().stream()
                        .map(numbers.get(question.field())::get)
                        .toList())
                .toList();

        var wakes = Stream.generate(() -> new TreeSet<Integer>()).limit(count).toList();
        var always = new ArrayList<Integer>();
        for (int rule = 0; rule < compiled.size(); rule++) {
            var witness = witness(compiled.get(rule).node());
            if (witness == null) {
                always.add(rule);
            } else {
                for (int predicate : witness.predicates()) {
                    for (int needle : predicates.get(predicate)) {
                        wakes.get(needle).add(rule);
                    }
                }
            }
        }
        return new Group(
                fields,
                List.copyOf(lazyNumbers.keySet()),
                compiled,
                IntRows.of(predicates),
                IntRows.of(wakes),
                always.stream().mapToInt(Integer::intValue).toArray());
    }
}
