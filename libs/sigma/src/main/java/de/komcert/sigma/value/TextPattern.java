package de.komcert.sigma.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A value of a rule as Sigma reads it: literal text, {@code *} for any text, {@code ?} for one character, and under
 * {@code expand} placeholders. Two neighbouring literals never occur, nor two neighbouring {@code *}.
 *
 * @param parts in the order they have to appear
 */
public record TextPattern(List<Part> parts) {

    /** A piece of the pattern. */
    public sealed interface Part {}

    /** Text that has to stand there. */
    public record Literal(String text) implements Part {}

    /** A gap that the event fills. */
    public enum Wildcard implements Part {
        /** Any number of characters, also none. */
        ANY,
        /** Exactly one character. */
        ONE
    }

    /** A list of an Einrichtung that is not yet filled in. */
    public record Placeholder(String name) implements Part {}

    /** How much of a pattern is tied to the ends of a value. */
    public enum Shape {
        EQUALS,
        PREFIX,
        SUFFIX,
        CONTAINS,
        /** Any value that is there, even an empty one. */
        ANYTHING,
        /** Wildcards inside. */
        GLOB
    }

    public TextPattern {
        parts = joined(parts);
    }

    /** The text itself, in which nothing is a wildcard. */
    public static TextPattern literal(String text) {
        return new TextPattern(List.of(new Literal(text)));
    }

    /**
     * Reads a value as written. A backslash takes its meaning from a following {@code *}, {@code ?} or backslash (and
     * {@code %} where placeholders count); a backslash before anything else is a backslash.
     */
    public static TextPattern parse(String written, boolean placeholders) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length() && isEscapable(written.charAt(i + 1), placeholders)) {
                text.append(written.charAt(++i));
            } else if (c == '*' || c == '?') {
                parts.add(new Literal(text.toString()));
                text.setLength(0);
                parts.add(c == '*' ? Wildcard.ANY : Wildcard.ONE);
            } else if (c == '%' && placeholders && written.indexOf('%', i + 1) > i + 1) {
                int end = written.indexOf('%', i + 1);
                parts.add(new Literal(text.toString()));
                text.setLength(0);
                parts.add(new Placeholder(written.substring(i + 1, end)));
                i = end;
            } else {
                text.append(c);
            }
        }
        parts.add(new Literal(text.toString()));
        return new TextPattern(parts);
    }

    private static boolean isEscapable(char c, boolean placeholders) {
        return c == '\\' || c == '*' || c == '?' || placeholders && c == '%';
    }

    private static List<Part> joined(List<Part> parts) {
        var joined = new ArrayList<Part>();
        for (var part : parts) {
            if (part instanceof Literal(var text) && text.isEmpty()
                    || part == Wildcard.ANY && !joined.isEmpty() && joined.getLast() == Wildcard.ANY) {
                continue;
            }
            if (part instanceof Literal(var text)
                    && !joined.isEmpty()
                    && joined.getLast() instanceof Literal(var before)) {
                joined.set(joined.size() - 1, new Literal(before + text));
            } else {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }

    /** Whether an empty text fits. */
    public boolean matchesNothing() {
        return parts.stream().allMatch(part -> part == Wildcard.ANY);
    }

    /** The same behind any text. */
    public TextPattern openStart() {
        var opened = new ArrayList<Part>(parts);
        opened.addFirst(Wildcard.ANY);
        return new TextPattern(opened);
    }

    /** The same before any text. */
    public TextPattern openEnd() {
        var opened = new ArrayList<Part>(parts);
        opened.addLast(Wildcard.ANY);
        return new TextPattern(opened);
    }

    /** The same with every literal text changed. */
    public TextPattern mapLiterals(Function<String, String> change) {
        return new TextPattern(parts.stream()
                .map(part -> part instanceof Literal(var text) ? new Literal(change.apply(text)) : part)
                .toList());
    }

    /** Whether it is one text, or none, and no wildcard. */
    public boolean isLiteral() {
        return parts.isEmpty() || parts.size() == 1 && parts.getFirst() instanceof Literal;
    }

    /** The names of the lists that are not yet filled in. */
    public List<String> placeholders() {
        return parts.stream()
                .filter(Placeholder.class::isInstance)
                .map(part -> ((Placeholder) part).name())
                .toList();
    }

    public Shape shape() {
        boolean opensStart = !parts.isEmpty() && parts.getFirst() == Wildcard.ANY;
        boolean opensEnd = parts.size() > 1 && parts.getLast() == Wildcard.ANY;
        if (parts.size() == 1 && opensStart) {
            return Shape.ANYTHING;
        }
        var inner = parts.subList(opensStart ? 1 : 0, parts.size() - (opensEnd ? 1 : 0));
        if (inner.size() > 1 || inner.size() == 1 && !(inner.getFirst() instanceof Literal)) {
            return Shape.GLOB;
        }
        if (opensStart) {
            return opensEnd ? Shape.CONTAINS : Shape.SUFFIX;
        }
        return opensEnd ? Shape.PREFIX : Shape.EQUALS;
    }

    /** The longest text that every matching value contains; empty if there is none. */
    public String longestLiteral() {
        var longest = "";
        for (var part : parts) {
            if (part instanceof Literal(var text) && text.length() > longest.length()) {
                longest = text;
            }
        }
        return longest;
    }

    /** No shorter value fits. */
    public int minLength() {
        int length = 0;
        for (var part : parts) {
            length += part instanceof Literal(var text) ? text.length() : part == Wildcard.ONE ? 1 : 0;
        }
        return length;
    }

    /** How often one character of a value has to be looked at, at most, because what a {@code *} stands for is tried anew. */
    public int retries() {
        int most = 1;
        int length = 0;
        boolean gaps = false;
        for (var part : parts) {
            gaps = part != Wildcard.ANY && (gaps || part == Wildcard.ONE);
            length = part == Wildcard.ANY ? 0 : length + (part instanceof Literal(var text) ? text.length() : 1);
            most = Math.max(most, gaps ? length : 1);
        }
        return most;
    }

    /** The pattern written so that reading it gives the same pattern. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Literal(var literal) -> text.append(literal.replaceAll("[\\\\*?]", "\\\\$0"));
                case Wildcard.ANY -> text.append('*');
                case Wildcard.ONE -> text.append('?');
                case Placeholder(var name) -> text.append('%').append(name).append('%');
            }
        }
        return text.toString();
    }

    /** Decides without any cleverness; both sides have to be folded alike. */
    public boolean matches(String value) {
        return matches(0, value, 0);
    }

    // Greedy with one point to return to: on a mismatch, only the last * can be made longer to any effect. A text
    // between
    // two of them, or behind the last, is found in linear time; with a ? in it, it is tried at every place.
    private boolean matches(int part, String value, int at) {
        int returnPart = -1;
        int returnAt = -1;
        while (true) {
            boolean fits;
            if (part == parts.size()) {
                fits = at == value.length();
                if (fits) {
                    return true;
                }
            } else {
                switch (parts.get(part)) {
                    case Wildcard.ANY -> {
                        returnPart = ++part;
                        returnAt = at;
                        fits = true;
                        if (part < parts.size() && parts.get(part) instanceof Literal(var text)) {
                            if (part + 1 == parts.size()) {
                                return value.length() - text.length() >= at && value.endsWith(text);
                            }
                            if (parts.get(part + 1) == Wildcard.ANY) {
                                int found = Overlaps.indexOf(value, text, at);
                                fits = found >= 0;
                                returnAt = value.length();
                                at = found + text.length();
                                part++;
                            }
                        }
                    }
                    case Wildcard.ONE -> {
                        fits = at < value.length();
                        at += fits ? Character.charCount(value.codePointAt(at)) : 0;
                        part++;
                    }
                    case Literal(var text) -> {
                        fits = value.startsWith(text, at);
                        at += text.length();
                        part++;
                    }
                    case Placeholder(var name) ->
                        throw new IllegalStateException("The placeholder " + name + " was not filled.");
                }
            }
            if (!fits) {
                if (returnPart < 0 || returnAt >= value.length()) {
                    return false;
                }
                returnAt += Character.charCount(value.codePointAt(returnAt));
                at = returnAt;
                part = returnPart;
            }
        }
    }
}
