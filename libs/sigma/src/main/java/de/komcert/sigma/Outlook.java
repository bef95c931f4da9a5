package de.komcert.sigma;

import java.util.List;

import de.komcert.sigma.value.Fold;

/**
 * What can be said of an expression before any event is seen, from the kind of the events alone.
 *
 * <p>It errs on one side only: where it says that something cannot hold, there is no such event of which it holds. That
 * a kind of event has a value in two fields does not say that one event has both.
 *
 * @param canHold whether there may be an event of which it holds
 * @param canFail whether there may be an event of which it does not hold
 */
record Outlook(boolean canHold, boolean canFail) {

    private static final Outlook OPEN = new Outlook(true, true);

    private Outlook reversed() {
        boolean reverse = canFail;
        return new Outlook(reverse, canHold);
    }

    private static Outlook settled(boolean holds) {
        return new Outlook(holds, !holds);
    }

    /** Whether there may be events of that kind, seen that way, of which it holds. */
    static boolean canHold(Expression expression, EventKind kind, View view) {
        for (var condition : view.conditions().entrySet()) {
            var known = kind.known(condition.getKey());
            if (known == null
                    ? !kind.fields().mayHave(condition.getKey())
                    : !condition.getValue().contains(Fold.fold(known))) {
                return false;
            }
        }
        return of(expression, kind, view).canHold();
    }

    private static Outlook of(Expression expression, EventKind kind, View view) {
        return switch (expression) {
            case Expression.Named(var name, var part) -> of(part, kind, view);
            case Expression.Not(var part) -> of(part, kind, view).reversed();
            case Expression.All(var parts) -> {
                boolean canHold = true;
                boolean canFail = false;
                for (var part : parts) {
                    var one = of(part, kind, view);
                    canHold &= one.canHold();
                    canFail |= one.canFail();
                }
                yield new Outlook(canHold, canFail);
            }
            case Expression.Any(var parts) -> {
                boolean canHold = false;
                boolean canFail = true;
                for (var part : parts) {
                    var one = of(part, kind, view);
                    canHold |= one.canHold();
                    canFail &= one.canFail();
                }
                yield new Outlook(canHold, canFail);
            }
            case Expression.Check(var field, var matcher) ->
                field == null ? OPEN : of(matcher, view.fields(field), kind);
        };
    }

    private static Outlook of(Matcher matcher, List<String> names, EventKind kind) {
        var known = names.size() == 1 ? kind.known(names.getFirst()) : null;
        if (known != null) {
            return ofKnown(matcher, known);
        }
        if (names.stream().anyMatch(kind.fields()::mayHave)) {
            return OPEN;
        }
        return ofEmpty(matcher);
    }

    private static Outlook ofKnown(Matcher matcher, String value) {
        return switch (matcher) {
            case Matcher.Text text when !text.pattern().placeholders().isEmpty() -> OPEN;
            case Matcher.Text text -> settled(text.compared().matches(text.compared(value)));
            case Matcher.Regex(var expression) -> settled(expression.isFoundIn(value));
            case Matcher.InNetwork(var network) -> settled(network.contains(value));
            case Matcher.Number number -> settled(Naive.compares(number, value));
            case Matcher.Null() -> settled(false);
            case Matcher.Exists(var expected) -> settled(expected);
            case Matcher.OtherField other -> OPEN;
        };
    }

    /** Of a field that is absent, says nothing, or holds an empty text. */
    private static Outlook ofEmpty(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Text text when !text.pattern().placeholders().isEmpty() -> OPEN;
            case Matcher.Text text -> new Outlook(text.pattern().matchesNothing(), true);
            case Matcher.Regex(var expression) -> new Outlook(expression.isFoundIn(""), true);
            case Matcher.InNetwork network -> settled(false);
            case Matcher.Number number -> settled(false);
            case Matcher.Null() -> OPEN;
            case Matcher.Exists exists -> OPEN;
            case Matcher.OtherField other -> OPEN;
        };
    }
}
