package de.komcert.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import de.komcert.sigma.value.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition: {@code or} binds least, then {@code and}, {@code not}, {@code 1 of} and {@code all of}, and
 * parentheses. The words may be written in upper case.
 */
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TOKENS = 5_000;

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String reason) {
            super(reason);
        }
    }

    private final Map<String, Expression> identifiers;
    private final Set<String> used = new HashSet<>();
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private ConditionParser(Map<String, Expression> identifiers) {
        this.identifiers = identifiers;
    }

    /** The meaning of {@code condition}, or null after its problem was reported. */
    static @Nullable Expression parse(
            String condition, int line, Map<String, Expression> identifiers, Set<String> used, Problems problems) {
        var parser = new ConditionParser(identifiers);
        try {
            parser.tokenize(condition);
            var expression = parser.or();
            if (parser.at < parser.tokens.size()) {
                throw new Wrong(parser.unexpected("the end of the condition"));
            }
            used.addAll(parser.used);
            return expression;
        } catch (Wrong wrong) {
            problems.refuse(line, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private void tokenize(String condition) {
        var matcher = TOKEN.matcher(condition);
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            if (tokens.size() > MAX_TOKENS) {
                throw new Wrong("The condition has more than " + MAX_TOKENS + " words.");
            }
            matcher.region(matcher.end(), condition.length());
        }
        if (tokens.contains("|")) {
            throw new Wrong("The condition aggregates with »|«, which Sigma 2 replaced by correlation rules.");
        }
        if (tokens.isEmpty()) {
            throw new Wrong("The condition is empty.");
        }
    }

    private boolean accept(String word) {
        boolean stands = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
        at += stands ? 1 : 0;
        return stands;
    }

    private String unexpected(String wanted) {
        return at < tokens.size()
                ? "The condition has »" + tokens.get(at) + "« where " + wanted + " should stand."
                : "The condition ends where " + wanted + " should stand.";
    }

    private Expression or() {
        if (++depth > MAX_DEPTH) {
            throw new Wrong("The condition is nested deeper than " + MAX_DEPTH + " levels.");
        }
        var parts = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
    }

    private Expression and() {
        var parts = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
    }

    private Expression not() {
        boolean negated = false;
        while (accept("not")) {
            negated = !negated;
        }
        var operand = operand();
        return negated ? new Expression.Not(operand) : operand;
    }

    private Expression operand() {
        if (accept("(")) {
            var inner = or();
            if (!accept(")")) {
                throw new Wrong(unexpected("a closing parenthesis"));
            }
            return inner;
        }
        if (at == tokens.size()
                || Set.of(")", "and", "or", "of").contains(tokens.get(at).toLowerCase(Locale.ROOT))) {
            throw new Wrong(unexpected("a search identifier"));
        }
        var word = tokens.get(at++);
        return accept("of") ? quantified(word) : identifier(word);
    }

    private Expression identifier(String name) {
        var expression = identifiers.get(name);
        if (expression == null) {
            throw new Wrong("The condition names »" + name + "«, which is not among the search identifiers "
                    + String.join(", ", identifiers.keySet()) + ".");
        }
        used.add(name);
        return new Expression.Named(new Name.Selection(name), expression);
    }

    private Expression quantified(String quantifier) {
        boolean all = quantifier.equalsIgnoreCase("all");
        if (!all && !quantifier.equals("1") && !quantifier.equalsIgnoreCase("any")) {
            throw new Wrong("The condition asks for »" + quantifier + " of«; Sigma knows »1 of« and »all of«.");
        }
        if (at == tokens.size()) {
            throw new Wrong(unexpected("»them« or a pattern of search identifiers"));
        }
        var pattern = tokens.get(at++);
        var parts = new ArrayList<Expression>();
        for (var name : identifiers.keySet()) {
            if (isMeant(name, pattern)) {
                parts.add(identifier(name));
            }
        }
        if (parts.isEmpty()) {
            throw new Wrong("The condition asks for »" + quantifier + " of " + pattern
                    + "«, but no search identifier is called so.");
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return all ? new Expression.All(List.copyOf(parts)) : new Expression.Any(List.copyOf(parts));
    }

    // Identifiers that begin with an underscore are meant only where the pattern begins with one, too.
    private static boolean isMeant(String name, String pattern) {
        if (name.startsWith("_") && !pattern.startsWith("_")) {
            return false;
        }
        return pattern.equalsIgnoreCase("them") || new TextPattern(wildcards(pattern)).matches(name);
    }

    private static List<TextPattern.Part> wildcards(String pattern) {
        var parts = new ArrayList<TextPattern.Part>();
        for (var piece : pattern.splitWithDelimiters("\\*", 0)) {
            parts.add(piece.equals("*") ? TextPattern.Wildcard.ANY : new TextPattern.Literal(piece));
        }
        return parts;
    }
}
