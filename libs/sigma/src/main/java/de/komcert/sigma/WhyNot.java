package de.komcert.sigma;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the reason why no event of certain kinds is one that a rule asks for. */
final class WhyNot {

    /** A kind of event and a way to see it. */
    private record Seen(EventKind kind, View view) {}

    private final Pipeline pipeline;
    private final List<EventKind> kinds;
    /** One kind for each log, whatever its event id. */
    private final List<EventKind> logs;

    private final Map<LogSource, List<Seen>> logsOf = new HashMap<>();
    private final Map<LogSource, List<Seen>> eventsOf = new HashMap<>();

    WhyNot(Pipeline pipeline, List<EventKind> kinds) {
        this.pipeline = pipeline;
        this.kinds = kinds;
        var known = new LinkedHashSet<Route>();
        this.logs = kinds.stream().filter(kind -> known.add(kind.wayToLog())).toList();
    }

    Sight.Reason of(Rule.Detection rule) {
        var source = rule.logSource();
        var inLogs = logsOf.computeIfAbsent(source, s -> seen(logs, EventKind::wayToLog, s));
        if (inLogs.isEmpty()) {
            return new Sight.Reason.NoLog(source);
        }
        var right = eventsOf.computeIfAbsent(source, s -> seen(kinds, EventKind::route, s)).stream()
                .filter(seen -> canHold(rule, seen.kind(), seen.view(), EventKind.Fields.any()))
                .toList();
        return right.isEmpty() ? noEvent(rule, inLogs) : noField(rule, right);
    }

    private List<Seen> seen(List<EventKind> among, Function<EventKind, Route> way, LogSource wanted) {
        return among.stream()
                .flatMap(kind -> pipeline.views(way.apply(kind)).stream()
                        .filter(view -> view.fits(wanted) && view.isCertain(wanted))
                        .map(view -> new Seen(kind, view)))
                .toList();
    }

    private static boolean canHold(Rule.Detection rule, EventKind kind, View view, EventKind.Fields fields) {
        return Outlook.canHold(rule.expression(), kind.with(fields), view);
    }

    // ---- the events ----

    private static Sight.Reason noEvent(Rule.Detection rule, List<Seen> inLogs) {
        var ids = new TreeSet<String>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (var seen : inLogs) {
            ids.addAll(seen.view().conditions().getOrDefault("EventID", List.of()));
        }
        if (ids.isEmpty()) {
            collect("EventID", rule.expression(), ids);
        }
        var providers = new TreeSet<String>();
        collect("Provider_Name", rule.expression(), providers);
        return new Sight.Reason.NoEvent(ids, providers);
    }

    /** The values that a rule wants a field to have. */
    private static void collect(String field, Expression expression, Set<String> into) {
        switch (expression) {
            case Expression.All(var parts) -> parts.forEach(part -> collect(field, part, into));
            case Expression.Any(var parts) -> parts.forEach(part -> collect(field, part, into));
            case Expression.Not not -> {}
            case Expression.Named(var name, var part) -> collect(field, part, into);
            case Expression.Check(var asked, Matcher.Text text)
            when field.equals(asked) -> into.add(text.pattern().longestLiteral());
            case Expression.Check check -> {}
        }
    }

    // ---- the fields ----

    /** Of all events that would be right, those that lack fewest fields. */
    private static Sight.Reason noField(Rule.Detection rule, List<Seen> right) {
        var fields = right.stream()
                .map(seen -> lacking(rule, seen))
                .min(Comparator.<SortedSet<String>>comparingInt(SortedSet::size).thenComparing(SortedSet::toString))
                .orElseGet(TreeSet::new);
        return new Sight.Reason.NoField(fields);
    }

    /** The fields of which each alone would keep the rule from matching; where it is no single one, all that lack. */
    private static SortedSet<String> lacking(Rule.Detection rule, Seen seen) {
        var all = new TreeSet<String>();
        var needed = new TreeSet<String>();
        fields(rule.expression()).distinct().forEach(field -> {
            var names = seen.view().fields(field);
            if (names.stream().noneMatch(seen.kind().fields()::mayHave)
                    && names.stream().allMatch(name -> seen.kind().known(name) == null)) {
                all.add(names.getFirst());
                if (!canHold(rule, seen.kind(), seen.view(), new EventKind.Fields.AllBut(Set.copyOf(names)))) {
                    needed.add(names.getFirst());
                }
            }
        });
        return needed.isEmpty() ? all : needed;
    }

    private static Stream<String> fields(Expression expression) {
        return switch (expression) {
            case Expression.All(var parts) -> parts.stream().flatMap(WhyNot::fields);
            case Expression.Any(var parts) -> parts.stream().flatMap(WhyNot::fields);
            case Expression.Not not -> Stream.of();
            case Expression.Named(var name, var part) -> fields(part);
            case Expression.Check(var field, var matcher) -> Stream.ofNullable(field);
        };
    }
}
