package de.komcert.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Asks an event, seen one way, what an {@link Explanation} tells.
 *
 * <p>Each question is asked once, however often the rule asks it, and only as long as the allowance lasts. Where the rule
 * would exceed its budget, no question that costs is asked at all, as by a scan.
 */
final class Asking {

    /** Of a rule that asks any value of the event, so many that fit are told. */
    private static final int MOST_OF_A_WHOLE_EVENT = 1_000;

    /**
     * How many steps an explanation may take beside the {@link Effort} of the rule: texts that a scan looks for together are
     * sought here one by one. For one thread.
     */
    static final class Allowance {
        private static final double STEPS = 4 * Effort.BUDGET;
        private static final int A_TEXT = 6;

        private double left = STEPS;

        private boolean covers(double steps) {
            left -= steps;
            return left >= 0;
        }
    }

    private final Event event;
    private final View view;
    private final Brevity brevity;
    private final boolean isDear;
    private final Allowance allowance;
    private final Map<String, List<@Nullable String>> values;
    private final Map<String, List<String>> namesOfAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<Expression.Check, Explanation.Check> checks = new HashMap<>();
    private final Map<Expression, Answer> answers = new IdentityHashMap<>();
    private final int most;
    private int steps;

    /** @param isDear whether the rule would exceed its budget for the event */
    Asking(Event event, View view, Brevity brevity, boolean isDear, Allowance allowance) {
        this.event = event;
        this.view = view;
        this.brevity = brevity;
        this.isDear = isDear;
        this.allowance = allowance;
        this.most = Math.clamp(brevity.ofAList(), 1, MOST_OF_A_WHOLE_EVENT);
        this.values = Naive.byName(event);
        values.forEach((name, said) -> {
            if (!said.isEmpty()) {
                namesOfAnyCase.computeIfAbsent(name, any -> new ArrayList<>()).add(name);
            }
        });
    }

    // ---- parts ----

    Explanation.Step step(Expression expression) {
        steps++;
        return switch (expression) {
            case Expression.All(var parts) -> {
                var answer = answer(expression);
                var kept = steps(parts, answer);
                yield parts.size() == 1
                        ? kept.getFirst()
                        : new Explanation.AllOf(answer, kept, parts.size() - kept.size());
            }
            case Expression.Any(var parts) -> {
                var answer = answer(expression);
                var kept = steps(parts, answer);
                yield parts.size() == 1
                        ? kept.getFirst()
                        : new Explanation.AnyOf(answer, kept, parts.size() - kept.size());
            }
            case Expression.Not(var part) -> new Explanation.Not(answer(expression), step(part));
            case Expression.Named(var name, var part) -> new Explanation.Under(name, step(part));
            case Expression.Check check -> asked(check);
        };
    }

    /** @param whole the answer to all of them; what is brief leaves out the parts that do not decide that */
    private List<Explanation.Step> steps(List<Expression> parts, Answer whole) {
        var kept = new ArrayList<Explanation.Step>();
        for (var part : parts) {
            if (parts.size() == 1
                    || kept.size() < brevity.ofAList()
                            && steps < brevity.inAll()
                            && (brevity.isNone() || answer(part) == whole)) {
                kept.add(step(part));
            }
        }
        return List.copyOf(kept);
    }

    // A part that stands in the condition several times is one object, so that it is looked through once.
    Answer answer(Expression expression) {
        var known = answers.get(expression);
        if (known == null) {
            known = switch (expression) {
                case Expression.All(var parts) -> Answer.all(parts, this::answer);
                case Expression.Any(var parts) -> Answer.any(parts, this::answer);
                case Expression.Not(var part) -> answer(part).not();
                case Expression.Named(var name, var part) -> answer(part);
                case Expression.Check check -> asked(check).answer();
            };
            answers.put(expression, known);
        }
        return known;
    }

    // ---- questions ----

    private Explanation.Check asked(Expression.Check check) {
        var known = checks.get(check);
        if (known == null) {
            known = isAffordable(check) ? ask(check) : open(check);
            checks.put(check, known);
        }
        return known;
    }

    private boolean isAffordable(Expression.Check check) {
        int weight = Effort.weight(check.matcher());
        if (weight > 0) {
            return !isDear;
        }
        var field = check.field();
        return allowance.covers(1 + Allowance.A_TEXT * extent(field == null ? null : view.fields(field)));
    }

    private double extent(@Nullable List<String> names) {
        double extent = 0;
        for (var name : names == null ? names() : names) {
            for (var value : said(name)) {
                extent += value == null ? 0 : Effort.extent(1, value.length());
            }
        }
        return extent;
    }

    private Explanation.Check open(Expression.Check check) {
        var field = check.field();
        return new Explanation.Check(
                Answer.OPEN,
                field,
                field == null ? List.of() : view.fields(field),
                question(check),
                List.of(),
                List.of());
    }

    private Explanation.Check ask(Expression.Check check) {
        var field = check.field();
        var names = field == null ? List.<String>of() : view.fields(field);
        var found = field == null ? fitting(check.matcher()) : found(names, check.matcher());
        boolean holds = holds(check, found);
        return new Explanation.Check(
                Answer.of(holds),
                field,
                names,
                question(check),
                brevity.of(found, holds),
                found.isEmpty() ? similar(names) : List.of());
    }

    private Question question(Expression.Check check) {
        return brevity.of(Question.of(check.matcher(), other -> {
            var others = new ArrayList<@Nullable String>();
            view.fields(other).forEach(name -> others.addAll(said(name)));
            return others;
        }));
    }

    private boolean holds(Expression.Check check, List<Explanation.Found> found) {
        return switch (check.matcher()) {
            case Matcher.Text _, Matcher.Regex _, Matcher.InNetwork _, Matcher.Number _, Matcher.OtherField _ ->
                found.stream().anyMatch(Explanation.Found::fits);
            case Matcher.Null _, Matcher.Exists _ -> Naive.holds(check, event, view);
        };
    }

    /** The fields of the event. */
    Set<String> names() {
        return values.keySet();
    }

    /** What a field of the event says. */
    List<@Nullable String> said(String name) {
        return values.getOrDefault(name, List.of());
    }

    private List<Explanation.Found> found(List<String> names, Matcher matcher) {
        var found = new ArrayList<Explanation.Found>();
        for (var name : names) {
            for (var value : said(name)) {
                found.add(new Explanation.Found(name, value, fits(value, matcher)));
            }
        }
        return found;
    }

    /** Of all values of the event the first that fit. */
    private List<Explanation.Found> fitting(Matcher matcher) {
        var found = new ArrayList<Explanation.Found>();
        for (var field : values.entrySet()) {
            for (var value : field.getValue()) {
                if (found.size() == most) {
                    return found;
                }
                if (fits(value, matcher)) {
                    found.add(new Explanation.Found(field.getKey(), value, true));
                }
            }
        }
        return found;
    }

    private boolean fits(@Nullable String value, Matcher matcher) {
        var only = new ArrayList<@Nullable String>();
        only.add(value);
        return Naive.holds(matcher, only, event, view);
    }

    private List<String> similar(List<String> names) {
        return names.stream()
                .flatMap(name -> namesOfAnyCase.getOrDefault(name, List.of()).stream())
                .distinct()
                .filter(name -> !names.contains(name))
                .limit(most)
                .toList();
    }
}
