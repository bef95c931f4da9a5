package de.komcert.sigma;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rules for which events of certain kinds may be the right ones. */
final class Possible {

    /**
     * Rules by their place in the list.
     *
     * @param sure those for which there are events that certainly are those they ask for
     * @param unsure others, each with what is not certain
     */
    record Found(BitSet sure, Map<Integer, Sight.Doubt> unsure) {}

    private final Pipeline pipeline;
    private final List<Expression> expressions;
    private final Map<LogSource, List<Integer>> bySource = new HashMap<>();

    /** @param rules with the lists of the Einrichtung filled in, where they are there */
    Possible(Pipeline pipeline, List<Rule.Detection> rules) {
        this.pipeline = pipeline;
        this.expressions = rules.stream().map(Rule.Detection::expression).toList();
        for (int i = 0; i < rules.size(); i++) {
            bySource.computeIfAbsent(rules.get(i).logSource(), source -> new ArrayList<>())
                    .add(i);
        }
    }

    Found in(Iterable<EventKind> kinds) {
        var found = new Found(new BitSet(), new HashMap<>());
        for (var kind : kinds) {
            for (var view : pipeline.views(kind.route())) {
                bySource.forEach((source, places) -> {
                    if (view.fits(source)) {
                        places.forEach(place -> decide(place, source, kind, view, found));
                    }
                });
            }
        }
        found.unsure().keySet().removeIf(found.sure()::get);
        return found;
    }

    /** The products of which it is certain that such events come from them. */
    Set<String> products(Iterable<EventKind> kinds) {
        var products = new HashSet<String>();
        for (var kind : kinds) {
            for (var view : pipeline.views(kind.route())) {
                if (view.products() != null) {
                    products.addAll(view.products());
                }
            }
        }
        return products;
    }

    private void decide(int place, LogSource source, EventKind kind, View view, Found found) {
        var expression = expressions.get(place);
        if (found.sure().get(place) || !Outlook.canHold(expression, kind, view)) {
            return;
        }
        if (!view.isCertain(source)) {
            found.unsure().merge(place, Sight.Doubt.ORIGIN_UNKNOWN, Possible::lesser);
        } else if (namesEvents(expression, source, kind, view)) {
            found.sure().set(place);
        } else {
            found.unsure().merge(place, Sight.Doubt.NAMES_NO_EVENT, Possible::lesser);
        }
    }

    private static Sight.Doubt lesser(Sight.Doubt one, Sight.Doubt other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Whether category or rule say which events of the log are meant, or its events are all of one kind. */
    private static boolean namesEvents(Expression expression, LogSource source, EventKind kind, View view) {
        return source.category() != null
                || (kind.eventId() == null
                        ? !numbersItsEvents(view)
                        : !Outlook.canHold(expression, kind.withEventId(Route.OTHER), view));
    }

    /** Windows alone tells events apart by number, and logs some of them only where a setting says so. */
    private static boolean numbersItsEvents(View view) {
        return view.products() == null || view.products().contains("windows");
    }
}
