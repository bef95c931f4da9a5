package de.komcert.sigma;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** What a rule asks of a field. */
public sealed interface Question {

    /** A text, or a part of it. */
    record Text(Anchor anchor, String text, boolean cased, boolean anyDash) implements Question {}

    /**
     * A text with gaps.
     *
     * @param pattern with {@code *} for any text and {@code ?} for one character
     */
    record Form(String pattern, boolean cased, boolean anyDash) implements Question {}

    /** Any text, even an empty one. */
    record AnyValue() implements Question {}

    /** @param flags of {@code i}, {@code m} and {@code s} those that are set */
    record Expression(String source, String flags) implements Question {}

    /** @param network in CIDR notation */
    record InNetwork(String network) implements Question {}

    /** @param part of a date, which the number is taken from; null where the value itself is the number */
    record Number(@Nullable DatePart part, Comparison comparison, String limit) implements Question {}

    /** No value: the field is absent or says nothing. */
    record Nothing() implements Question {}

    /** The field is there, whatever it holds, or is not. */
    record Presence(boolean expected) implements Question {}

    /** @param values of the other field in this event */
    record OtherField(String field, Anchor anchor, boolean cased, List<@Nullable String> values) implements Question {}

    /**
     * What {@code matcher} asks.
     *
     * @param values what the event says to a field of the rule
     */
    static Question of(Matcher matcher, Function<String, List<@Nullable String>> values) {
        return switch (matcher) {
            case Matcher.Text(var pattern, var cased, var dashes) ->
                switch (pattern.shape()) {
                    case EQUALS -> new Text(Anchor.EQUALS, pattern.longestLiteral(), cased, dashes);
                    case PREFIX -> new Text(Anchor.STARTS, pattern.longestLiteral(), cased, dashes);
                    case SUFFIX -> new Text(Anchor.ENDS, pattern.longestLiteral(), cased, dashes);
                    case CONTAINS -> new Text(Anchor.CONTAINS, pattern.longestLiteral(), cased, dashes);
                    case ANYTHING -> new AnyValue();
                    case GLOB -> new Form(pattern.toString(), cased, dashes);
                };
            case Matcher.Regex(var expression) -> new Expression(expression.source(), expression.flags());
            case Matcher.InNetwork(var network) -> new InNetwork(network.toString());
            case Matcher.Number(var part, var comparison, var limit) ->
                new Number(part, comparison, limit.toPlainString());
            case Matcher.Null() -> new Nothing();
            case Matcher.Exists(var expected) -> new Presence(expected);
            case Matcher.OtherField(var field, var anchor, var cased) ->
                new OtherField(field, anchor, cased, values.apply(field));
        };
    }
}
