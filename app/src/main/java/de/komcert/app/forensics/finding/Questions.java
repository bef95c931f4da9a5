package de.komcert.app.forensics.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.name.Signs;
import de.komcert.app.forensics.why.Asked;
import de.komcert.app.forensics.why.Asked.How;
import de.komcert.app.forensics.why.Asked.Manner;
import de.komcert.sigma.Anchor;
import de.komcert.sigma.Comparison;
import de.komcert.sigma.DatePart;
import de.komcert.sigma.Explanation;
import de.komcert.sigma.Question;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what rules ask of fields and what these say. A rule may spell out a name, too, or a part of one that the event
 * shows as a sign: the whole name becomes the same sign, and of a part nothing is told.
 */
record Questions(Masking masking) {

    /** So much of a value is kept. */
    private static final int LONGEST = 300;

    /** What separates the parts of a name, as an expression writes it. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\([._-])");

    static String brief(String text) {
        return Signs.beginning(text, LONGEST);
    }

    String said(String field, String value) {
        return masking.beginning(field, Storable.text(value), NewFindings.LONGEST_VALUE, LONGEST);
    }

    Asked of(Explanation.Check check) {
        return switch (check.question()) {
            case Question.Text(var anchor, var text, var cased, var anyDash) ->
                text(check, how(anchor), text, List.of(text), manners(cased, anyDash));
            case Question.Form(var pattern, var cased, var anyDash) ->
                text(check, How.FORM, pattern, List.of(pattern.split("[*?]+")), manners(cased, anyDash));
            case Question.AnyValue() -> plain(How.ANYTHING, "");
            case Question.Expression(var source, var flags) ->
                expression(check, (flags.isEmpty() ? "" : "(?" + flags + ")") + source);
            case Question.InNetwork(var network) -> plain(How.NETWORK, network);
            case Question.Number(var part, var comparison, var limit) ->
                new Asked(how(comparison), limit, false, part == null ? List.of() : List.of(manner(part)), List.of());
            case Question.Nothing() -> plain(How.NOTHING, "");
            case Question.Presence(var expected) -> plain(expected ? How.PRESENT : How.ABSENT, "");
            case Question.OtherField(var field, var anchor, var cased, var values) ->
                new Asked(
                        howOfField(anchor),
                        brief(masking.text(Storable.text(field))),
                        false,
                        manners(cased, false),
                        values.stream()
                                .filter(Objects::nonNull)
                                .map(value -> said(field, value))
                                .toList());
        };
    }

    private static Asked plain(How how, String what) {
        return new Asked(how, what, false, List.of(), List.of());
    }

    /** @param literals those of its pieces that have to stand in the event */
    private Asked text(Explanation.Check check, How how, String text, List<String> literals, List<Manner> manners) {
        boolean hidden = literals.stream().anyMatch(literal -> revealsName(check, literal));
        return new Asked(how, hidden ? "" : brief(asked(check, text)), hidden, manners, List.of());
    }

    /** Of an expression nobody can say which part of it a name has met. */
    private Asked expression(Explanation.Check check, String source) {
        boolean hidden = check.found().stream().anyMatch(this::isMasked) || saysName(source);
        return new Asked(How.REGEX, hidden ? "" : brief(asked(check, source)), hidden, List.of(), List.of());
    }

    private boolean saysName(String expression) {
        var plain = Storable.text(ESCAPED.matcher(expression).replaceAll("$1"));
        return !masking.text(plain).equals(plain);
    }

    /** What a rule says is masked as what the event says in the same field, so that neither tells the other. */
    private String asked(Explanation.Check check, String text) {
        var field = check.field();
        return Stream.concat(Stream.ofNullable(field), check.names().stream())
                .filter(Masking::isNameField)
                .findFirst()
                .map(name -> masking.value(name, Storable.text(text)))
                .orElseGet(() -> masking.text(Storable.text(text)));
    }

    /** Whether a text of the rule stands in what the event says, but not where signs stand in place of names. */
    private boolean revealsName(Explanation.Check check, String literal) {
        var wanted = literal.toLowerCase(Locale.ROOT);
        var shown = asked(check, literal).toLowerCase(Locale.ROOT);
        return check.found().stream()
                .filter(this::isMasked)
                .anyMatch(found -> small(found.value()).contains(wanted)
                        && !masked(found).toLowerCase(Locale.ROOT).contains(shown));
    }

    private boolean isMasked(Explanation.Found found) {
        return found.value() != null && !masked(found).equals(found.value());
    }

    private String masked(Explanation.Found found) {
        var value = found.value();
        return value == null ? "" : masking.value(found.name(), Storable.text(value));
    }

    private static String small(@Nullable String value) {
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private static List<Manner> manners(boolean cased, boolean anyDash) {
        var manners = new ArrayList<Manner>();
        if (cased) {
            manners.add(Manner.CASED);
        }
        if (anyDash) {
            manners.add(Manner.ANY_DASH);
        }
        return manners;
    }

    private static Manner manner(DatePart part) {
        return switch (part) {
            case MINUTE -> Manner.MINUTE;
            case HOUR -> Manner.HOUR;
            case DAY -> Manner.DAY;
            case WEEK -> Manner.WEEK;
            case MONTH -> Manner.MONTH;
            case YEAR -> Manner.YEAR;
        };
    }

    private static How how(Anchor anchor) {
        return switch (anchor) {
            case EQUALS -> How.EQUALS;
            case STARTS -> How.STARTS;
            case ENDS -> How.ENDS;
            case CONTAINS -> How.CONTAINS;
        };
    }

    private static How howOfField(Anchor anchor) {
        return switch (anchor) {
            case EQUALS -> How.EQUALS_FIELD;
            case STARTS -> How.STARTS_FIELD;
            case ENDS -> How.ENDS_FIELD;
            case CONTAINS -> How.CONTAINS_FIELD;
        };
    }

    static How how(Comparison comparison) {
        return switch (comparison) {
            case LT -> How.LT;
            case LTE -> How.LTE;
            case GT -> How.GT;
            case GTE -> How.GTE;
            case EQ -> How.EQ;
            case NEQ -> How.NEQ;
        };
    }
}
