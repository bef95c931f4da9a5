package de.komcert.sigma;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What it costs at most to decide a rule for an event, beside the search for texts that all rules share.
 *
 * <p>It is counted in steps of about a nanosecond, and never in time: from what the rule asks and from how long the values
 * are that it asks, without a look into them. So it is the same on every machine and by every thread, whatever was found
 * for other rules, remembered of other events, or spared by what a text must contain.
 *
 * @param asked the questions that cost something, each once
 * @param weight steps for each character, of all of them but those that compare two fields
 * @param pairs how many compare two fields, whose steps are the product of both lengths
 */
record Effort(List<Expression.Check> asked, double weight, int pairs) {

    /** Steps that a rule may take for an event: less than half a second. */
    static final double BUDGET = 400_000_000;
    /** A rule of more steps for each character is refused: it could not be decided for values of 2,000 characters. */
    static final int MOST = 200_000;

    /** What a value costs before its first character is looked at, in characters. */
    private static final int BEGINNING = 16;

    private static final int INSTRUCTION = 8;
    private static final int FOLDING = 6;
    private static final int PARSING = 4;

    static Effort of(Expression expression) {
        var asked = new LinkedHashSet<Expression.Check>();
        collect(expression, asked);
        return new Effort(
                List.copyOf(asked),
                asked.stream()
                        .filter(check -> !isPair(check))
                        .mapToInt(check -> weight(check.matcher()))
                        .sum(),
                (int) asked.stream().filter(Effort::isPair).count());
    }

    private static void collect(Expression expression, Set<Expression.Check> asked) {
        switch (expression) {
            case Expression.All(var parts) -> parts.forEach(part -> collect(part, asked));
            case Expression.Any(var parts) -> parts.forEach(part -> collect(part, asked));
            case Expression.Not(var part) -> collect(part, asked);
            case Expression.Named(var name, var part) -> collect(part, asked);
            case Expression.Check check -> {
                if (weight(check.matcher()) > 0) {
                    asked.add(check);
                }
            }
        }
    }

    private static boolean isPair(Expression.Check check) {
        return check.matcher() instanceof Matcher.OtherField;
    }

    /** Steps for each character of a value; 0 where the answer is there anyway. */
    static int weight(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Text text ->
                text.isNeedle() ? 0 : FOLDING + text.pattern().retries();
            case Matcher.Regex(var expression) -> INSTRUCTION * expression.size();
            case Matcher.InNetwork n -> PARSING;
            case Matcher.Number n -> PARSING;
            case Matcher.OtherField o -> FOLDING;
            case Matcher.Null n -> 0;
            case Matcher.Exists e -> 0;
        };
    }

    /** How large values are, if there are so many of them with so many characters. */
    static double extent(int values, int characters) {
        return (double) BEGINNING * values + characters;
    }

    /**
     * Steps for an event.
     *
     * @param views the ways of seeing it from where the rule looks
     * @param extents what the values of fields of these names come to; of no name: those of the whole event
     */
    double in(List<View> views, ToDoubleFunction<List<String>> extents) {
        double steps = 0;
        for (var view : views) {
            for (var check : asked) {
                var field = check.field();
                double extent = extents.applyAsDouble(field == null ? List.of() : view.fields(field));
                steps += check.matcher() instanceof Matcher.OtherField other
                        ? extent * extents.applyAsDouble(view.fields(other.field()))
                        : extent * weight(check.matcher());
            }
        }
        return steps;
    }
}
