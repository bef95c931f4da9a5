package de.komcert.sigma.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import de.komcert.sigma.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Reads the syntax of a regular expression for what every match must contain.
 *
 * <p>For each part it keeps the exact texts the part can match while they are few, and falls back to the best set of
 * texts seen inside it. All texts are folded, so that the facts hold whatever the case. Where syntax is unknown, a part
 * counts as "anything", which is always true.
 */
final class RegexSyntax {

    /** An expression that unfolds to more instructions than this is refused. */
    static final int MAX_SIZE = 20_000;

    private static final int MAX_TEXTS = 24;
    private static final int MAX_TEXT_LENGTH = 64;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_CLASS = 4;
    private static final List<String> EMPTY = List.of("");

    /**
     * @param literals folded; one of them is in every match; empty if nothing is known
     * @param minLength in characters
     */
    record Facts(List<String> literals, int minLength) {}

    /** @param exact all texts the part can match, or null; @param inside one of these is in each match, or null */
    private record Part(
            @Nullable List<String> exact, @Nullable List<String> inside, int min, long size) {

        static final Part NOTHING = new Part(EMPTY, null, 0, 0);

        static Part anything(int min) {
            return new Part(null, null, min, 1);
        }

        /** The best that is known, exact or not. */
        @Nullable
        List<String> best() {
            return better(exact, inside);
        }
    }

    private final String source;
    private int at;
    private int depth;

    private RegexSyntax(String source) {
        this.source = source;
    }

    static Facts facts(String source) throws RegularExpression.Unusable {
        var syntax = new RegexSyntax(source);
        var part = syntax.alternatives();
        if (syntax.at < source.length()) {
            throw new RegularExpression.Unusable("The regular expression has a closing parenthesis too many.");
        }
        var best = part.best();
        return new Facts(best == null ? List.of() : List.copyOf(best), part.min());
    }

    private Part alternatives() throws RegularExpression.Unusable {
        if (++depth > MAX_DEPTH) {
            throw new RegularExpression.Unusable(
                    "The regular expression is nested deeper than " + MAX_DEPTH + " levels.");
        }
        var result = sequence();
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            result = either(result, sequence());
        }
        depth--;
        return result;
    }

    // Beside the texts of the whole, a run of exact texts is kept that begins anew behind each part that is not exact.
    private Part sequence() throws RegularExpression.Unusable {
        @Nullable List<String> whole = EMPTY;
        List<String> run = EMPTY;
        @Nullable List<String> inside = null;
        int min = 0;
        long size = 0;
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            var part = repeated(atom());
            min = Math.min(MAX_SIZE, min + part.min());
            size = checked(size + part.size());
            whole = product(whole, part.exact());
            var longer = product(run, part.exact());
            if (longer == null) {
                inside = better(better(inside, run), part.best());
                run = part.exact() == null ? EMPTY : part.exact();
            } else {
                run = longer;
            }
        }
        return new Part(whole, better(inside, run), min, size);
    }

    private Part atom() throws RegularExpression.Unusable {
        char c = source.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> Part.anything(1);
            case '^', '$' -> Part.NOTHING;
            default -> text(Character.toString(source.codePointAt(--at)), true);
        };
    }

    private Part text(String text, boolean advance) {
        if (advance) {
            at += text.length();
        }
        return new Part(List.of(Fold.fold(text)), null, text.length(), text.length());
    }

    private Part group() throws RegularExpression.Unusable {
        if (source.startsWith("?", at)) {
            int end = at + 1;
            if (source.startsWith("?P<", at) || source.startsWith("?<", at)) {
                end = Math.max(source.indexOf('>', at), at);
            } else {
                while (end < source.length() && source.charAt(end) != ':' && source.charAt(end) != ')') {
                    end++;
                }
            }
            at = Math.min(end + 1, source.length());
            if (end < source.length() && source.charAt(end) == ')') {
                if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
                    throw new RegularExpression.Unusable(
                            "The regular expression repeats a flag; move the flag to its beginning.");
                }
                return Part.NOTHING;
            }
        }
        var inside = alternatives();
        if (at >= source.length()) {
            throw new RegularExpression.Unusable("The regular expression lacks a closing parenthesis.");
        }
        at++;
        return inside;
    }

    private Part escape() {
        if (at >= source.length()) {
            return Part.NOTHING;
        }
        char c = source.charAt(at++);
        return switch (c) {
            case 'd', 'D', 's', 'S', 'w', 'W', 'C' -> Part.anything(1);
            case 'b', 'B', 'A', 'z' -> Part.NOTHING;
            case 't' -> text("\t", false);
            case 'n' -> text("\n", false);
            case 'r' -> text("\r", false);
            case 'f' -> text("\f", false);
            case 'v' -> text("\u000b", false);
            case 'a' -> text("\u0007", false);
            case 'Q' -> quoted();
            case 'x' -> {
                skip(source.startsWith("{", at) ? Math.max(source.indexOf('}', at), at) + 1 : at + 2);
                yield Part.anything(1);
            }
            case 'p', 'P' -> {
                skip(source.startsWith("{", at) ? Math.max(source.indexOf('}', at), at) + 1 : at + 1);
                yield Part.anything(1);
            }
            default ->
                c >= '0' && c <= '9' ? Part.anything(0) : text(Character.toString(source.codePointAt(--at)), true);
        };
    }

    private void skip(int to) {
        at = Math.min(to, source.length());
    }

    private Part quoted() {
        int end = source.indexOf("\\E", at);
        var text = source.substring(at, end < 0 ? source.length() : end);
        at = end < 0 ? source.length() : end + 2;
        return text(text, false);
    }

    private Part characterClass() throws RegularExpression.Unusable {
        boolean known = !source.startsWith("^", at);
        at += known ? 0 : 1;
        var members = new TreeSet<String>();
        int first = at;
        while (at < source.length() && (source.charAt(at) != ']' || at == first)) {
            char c = source.charAt(at);
            if (source.startsWith("[:", at) && source.indexOf(":]", at) > 0) {
                at = source.indexOf(":]", at) + 2;
                known = false;
            } else if (c == '\\') {
                at++;
                var exact = escape().exact();
                known &= exact != null && exact.getFirst().length() == 1;
                members.addAll(exact == null ? List.of() : exact);
            } else if (c == '-' && at > first && !source.startsWith("]", at + 1)) {
                known = false;
                at++;
            } else {
                members.add(Fold.fold(Character.toString(source.codePointAt(at))));
                at += Character.charCount(source.codePointAt(at));
            }
        }
        if (at >= source.length()) {
            throw new RegularExpression.Unusable("The regular expression lacks a closing bracket.");
        }
        at++;
        return known && members.size() <= MAX_CLASS && !members.isEmpty()
                ? new Part(List.copyOf(members), null, 1, 1)
                : Part.anything(1);
    }

    private Part repeated(Part part) throws RegularExpression.Unusable {
        var result = part;
        while (at < source.length()) {
            char c = source.charAt(at);
            int least;
            int most;
            if (c == '*' || c == '+' || c == '?') {
                least = c == '+' ? 1 : 0;
                most = 1;
                at++;
            } else if (c == '{' && source.substring(at).matches("(?s)\\{\\d{1,6}(,\\d{0,6})?}.*")) {
                int end = source.indexOf('}', at);
                var bounds = source.substring(at + 1, end).split(",", -1);
                least = Integer.parseInt(bounds[0]);
                most = bounds.length == 1 || bounds[1].isEmpty() ? least : Integer.parseInt(bounds[1]);
                at = end + 1;
            } else {
                return result;
            }
            if (at < source.length() && source.charAt(at) == '?') {
                at++;
            }
            result = repeated(result, least, Math.max(least, most), c == '?');
        }
        return result;
    }

    private static Part repeated(Part part, int least, int most, boolean atMostOnce) throws RegularExpression.Unusable {
        long size = checked((part.size() + 1) * Math.max(1, most));
        if (least == 0) {
            return new Part(atMostOnce ? union(EMPTY, part.exact()) : null, null, 0, size);
        }
        return new Part(null, part.best(), (int) Math.min(MAX_SIZE, (long) part.min() * least), size);
    }

    private static Part either(Part left, Part right) throws RegularExpression.Unusable {
        var exact = union(left.exact(), right.exact());
        var inside = union(left.best(), right.best());
        return new Part(exact, inside, Math.min(left.min(), right.min()), checked(left.size() + right.size() + 1));
    }

    private static long checked(long size) throws RegularExpression.Unusable {
        if (size > MAX_SIZE) {
            throw new RegularExpression.Unusable(
                    "The regular expression unfolds to more than " + MAX_SIZE + " steps; use smaller repetitions.");
        }
        return size;
    }

    private static @Nullable List<String> union(@Nullable List<String> left, @Nullable List<String> right) {
        if (left == null || right == null) {
            return null;
        }
        var union = new TreeSet<>(left);
        union.addAll(right);
        return union.size() > MAX_TEXTS ? null : List.copyOf(union);
    }

    private static @Nullable List<String> product(@Nullable List<String> left, @Nullable List<String> right) {
        if (left == null || right == null || left.size() * right.size() > MAX_TEXTS) {
            return null;
        }
        var product = new ArrayList<String>();
        for (var start : left) {
            for (var end : right) {
                if (start.length() + end.length() > MAX_TEXT_LENGTH) {
                    return null;
                }
                product.add(start + end);
            }
        }
        return product;
    }

    /** The set that is found less often: the longer its shortest text the better, then the fewer texts. */
    private static @Nullable List<String> better(@Nullable List<String> left, @Nullable List<String> right) {
        int worthLeft = worth(left);
        int worthRight = worth(right);
        return worthLeft == 0 && worthRight == 0 ? null : worthRight > worthLeft ? right : left;
    }

    private static int worth(@Nullable List<String> texts) {
        if (texts == null) {
            return 0;
        }
        int shortest = Integer.MAX_VALUE;
        for (var text : texts) {
            shortest = Math.min(shortest, text.length());
        }
        return shortest * 64 - (shortest == 0 ? 0 : texts.size());
    }
}
