package de.komcert.cli.explain;

import java.util.List;
import java.util.stream.Collectors;

import de.komcert.sigma.Anchor;
import de.komcert.sigma.Comparison;
import de.komcert.sigma.DatePart;
import de.komcert.sigma.Question;
import org.jspecify.annotations.Nullable;

/** What rules ask of a field, in German, as the end of a sentence that begins with the field. */
final class Questions {

    static final String MISSING = "fehlt im Ereignis";

    private Questions() {}

    static String german(Question question) {
        return switch (question) {
            case Question.Text(var anchor, var text, var cased, var anyDash) ->
                verb(anchor) + " " + quoted(text) + manner(cased, anyDash);
            case Question.Form(var pattern, var cased, var anyDash) ->
                "hat die Form " + quoted(pattern) + manner(cased, anyDash);
            case Question.AnyValue() -> "hat irgendeinen Wert";
            case Question.Expression(var source, var flags) ->
                "passt auf den regulären Ausdruck " + quoted(source) + (flags.isEmpty() ? "" : " (" + flags + ")");
            case Question.InNetwork(var network) -> "liegt im Netz " + network;
            case Question.Number(var part, var comparison, var limit) ->
                (part == null ? "" : part(part) + " ") + comparison(comparison) + " " + limit;
            case Question.Nothing() -> "fehlt oder hat keinen Wert";
            case Question.Presence(var expected) -> expected ? "ist vorhanden" : "ist nicht vorhanden";
            case Question.OtherField(var field, var anchor, var cased, var values) ->
                verb(anchor) + (anchor == Anchor.CONTAINS ? " den Wert von " : " dem Wert von ") + field + " ("
                        + said(values) + ")" + manner(cased, false);
        };
    }

    private static String verb(Anchor anchor) {
        return switch (anchor) {
            case EQUALS -> "gleicht";
            case STARTS -> "beginnt mit";
            case ENDS -> "endet mit";
            case CONTAINS -> "enthält";
        };
    }

    private static String manner(boolean cased, boolean anyDash) {
        return (cased ? ", genau so groß und klein geschrieben" : "")
                + (anyDash ? ", mit welchem Strich auch immer" : "");
    }

    private static String part(DatePart part) {
        return switch (part) {
            case MINUTE -> "in der Minute";
            case HOUR -> "in der Stunde";
            case DAY -> "im Tag";
            case WEEK -> "in der Woche";
            case MONTH -> "im Monat";
            case YEAR -> "im Jahr";
        };
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case LT -> "kleiner als";
            case LTE -> "höchstens";
            case GT -> "größer als";
            case GTE -> "mindestens";
            case EQ -> "gleich";
            case NEQ -> "anders als";
        };
    }

    static String said(List<@Nullable String> values) {
        return values.isEmpty() ? MISSING : values.stream().map(Questions::said).collect(Collectors.joining(", "));
    }

    private static String said(@Nullable String value) {
        return value == null ? "ohne Wert (null)" : value.isEmpty() ? "»« (leerer Text)" : quoted(value);
    }

    static String quoted(String text) {
        return "»" + text + "«";
    }
}
