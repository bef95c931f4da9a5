package de.komcert.sigma.regex;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Characters side by side that every match of a regular expression has, each one of a set: three hexadecimal digits, or a
 * dot and then a quote. Looking for them costs about a nanosecond for each character and spares most searches.
 *
 * <p>It is worked out from the parts that follow one another at the top of the expression, and is never more than true:
 * upper and lower case count as one, everything beyond ASCII is in every set, and what is not understood is passed over
 * or ends the attempt.
 */
final class RegexWindow {

    private static final int MAX_LENGTH = 64;
    /** A window that more than about one place in a hundred fits is not worth looking for. */
    private static final double WORTH_IT = -6;
    /** Sets of more characters than this are not worth a look at the ends of a window. */
    private static final int MANY = 48;

    private static final String FREQUENT = " -.\\/:\"";

    private static final CharSet ALL = new CharSet(-1, -1);
    private static final CharSet DIGITS = CharSet.range('0', '9');
    private static final CharSet WORD = CharSet.range('a', 'z').or(DIGITS).or(CharSet.range('_', '_'));
    private static final CharSet SPACE = CharSet.range('\t', '\r').or(CharSet.range(' ', ' '));

    /** ASCII characters, by bit. */
    private record CharSet(long low, long high) {

        static CharSet range(int from, int to) {
            long low = 0;
            long high = 0;
            for (int c = from; c <= Math.min(to, 127); c++) {
                for (int cased : new int[] {c, Character.toLowerCase(c), Character.toUpperCase(c)}) {
                    low |= cased < 64 ? 1L << cased : 0;
                    high |= cased >= 64 && cased < 128 ? 1L << cased - 64 : 0;
                }
            }
            return new CharSet(low, high);
        }

        CharSet or(CharSet other) {
            return new CharSet(low | other.low, high | other.high);
        }

        int size() {
            return Long.bitCount(low) + Long.bitCount(high);
        }

        /** The logarithm of how often a character of command lines and paths is one of these. */
        double rarity() {
            double share = 0.0005;
            for (int c = 0; c < 128; c++) {
                if (((c < 64 ? low >>> c : high >>> c - 64) & 1) != 0) {
                    share += FREQUENT.indexOf(c) >= 0 ? 0.05 : Character.isLetterOrDigit(c) ? 0.013 : 0.001;
                }
            }
            return Math.log(Math.min(1, share)) / Math.log(2);
        }
    }

    /** Something this reader does not understand well enough. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    private final long[] low;
    private final long[] high;
    /** The place with the rarest characters, which is looked for first, and those. */
    private final int rarest;

    private final boolean[] rare = new boolean[128];

    private RegexWindow(List<CharSet> sets) {
        low = sets.stream().mapToLong(CharSet::low).toArray();
        high = sets.stream().mapToLong(CharSet::high).toArray();
        rarest = IntStream.range(0, low.length)
                .boxed()
                .min(Comparator.comparing(place -> sets.get(place).rarity()))
                .orElseThrow();
        for (char c = 0; c < rare.length; c++) {
            rare[c] = fits(c, rarest);
        }
    }

    /** The rarest window of an expression, or null if none is worth looking for. */
    static @Nullable RegexWindow of(String source) {
        try {
            return new Reader(source).window();
        } catch (NotUnderstood none) {
            return null;
        }
    }

    int length() {
        return low.length;
    }

    /** Whether the text can match at all. */
    boolean isIn(CharSequence text) {
        if (text instanceof CharBuffer buffer && buffer.hasArray()) {
            int from = buffer.arrayOffset() + buffer.position();
            return isIn(buffer.array(), from, from + buffer.length());
        }
        char[] chars = text.toString().toCharArray();
        return isIn(chars, 0, chars.length);
    }

    private boolean isIn(char[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            char c = text[at];
            if (c < 128 ? rare[c] && isAt(text, at - rarest, from, to) : mayBeAround(c, text, at - rarest, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeAround(char c, char[] text, int at, int from, int to) {
        // Two surrogates are one character, and would shift the window.
        return Character.isSurrogate(c) || isAt(text, at, from, to);
    }

    private boolean isAt(char[] text, int at, int from, int to) {
        if (at < from || at + low.length > to) {
            return false;
        }
        for (int place = 0; place < low.length; place++) {
            if (!fits(text[at + place], place)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(char c, int place) {
        return c >= 128 || ((c < 64 ? low[place] >>> c : high[place] >>> c - 64) & 1) != 0;
    }

    /** Goes through the top of an expression. */
    private static final class Reader {
        private final String source;
        private int at;
        private List<CharSet> run = new ArrayList<>();
        private List<CharSet> best = List.of();
        private double bestRarity = WORTH_IT;

        Reader(String source) {
            this.source = source;
        }

        @Nullable
        RegexWindow window() {
            while (at < source.length()) {
                char c = source.charAt(at++);
                switch (c) {
                    case '|', ')' -> throw new NotUnderstood();
                    case '(' -> {
                        if (source.startsWith("?", at)
                                && source.substring(at).matches("(?s)\\?[a-zA-Z-]*\\)[*+?{].*")) {
                            throw new NotUnderstood(); // flags are passed over, and what stands before them is repeated
                        }
                        passGroup();
                        passRepetition();
                        end();
                    }
                    case '^', '$' -> refuseRepetition();
                    case '[' -> repeated(characterClass());
                    case '\\' -> {
                        if ("bBAz".indexOf(peek()) >= 0) {
                            at++;
                            refuseRepetition();
                        } else {
                            repeated(escape());
                        }
                    }
                    case '.' -> repeated(ALL);
                    default -> repeated(literal(c));
                }
            }
            end();
            return best.isEmpty() ? null : new RegexWindow(best);
        }

        /** Behind what matches no character. */
        private void refuseRepetition() {
            if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
                throw new NotUnderstood();
            }
        }

        private char peek() {
            if (at >= source.length()) {
                throw new NotUnderstood();
            }
            return source.charAt(at);
        }

        private static CharSet literal(char c) {
            if (Character.isSurrogate(c)) {
                throw new NotUnderstood();
            }
            // Without case, a letter beyond ASCII may match one within, as the Kelvin sign does k.
            return c < 128 ? CharSet.range(c, c) : ALL;
        }

        private CharSet escape() {
            char c = peek();
            at++;
            return switch (c) {
                case 'd' -> DIGITS;
                case 'w' -> WORD;
                case 's' -> SPACE;
                case 'D', 'W', 'S' -> ALL;
                case 't', 'n', 'r', 'f', 'v' -> SPACE;
                default -> {
                    if (c >= 128 || Character.isLetterOrDigit(c)) {
                        throw new NotUnderstood();
                    }
                    yield CharSet.range(c, c);
                }
            };
        }

        private CharSet characterClass() {
            boolean negated = peek() == '^';
            at += negated ? 1 : 0;
            var set = new CharSet(0, 0);
            for (int first = at; peek() != ']' || at == first; ) {
                if (source.startsWith("[:", at)) {
                    throw new NotUnderstood();
                }
                int from = member();
                if (from < 0) {
                    set = set.or(escape());
                } else if (peek() == '-' && !source.startsWith("]", at + 1)) {
                    at++;
                    int to = member();
                    if (to < 0) {
                        throw new NotUnderstood();
                    }
                    set = set.or(CharSet.range(from, to)).or(to > 127 ? ALL : set);
                } else {
                    set = set.or(from > 127 ? ALL : CharSet.range(from, from));
                }
            }
            at++;
            return negated ? ALL : set;
        }

        /** A single character of a class, or -1 in front of the name of several. */
        private int member() {
            char c = peek();
            if (Character.isSurrogate(c)) {
                throw new NotUnderstood();
            }
            at++;
            if (c != '\\') {
                return c;
            }
            char escaped = peek();
            if (Character.isLetterOrDigit(escaped)) {
                return -1;
            }
            at++;
            return escaped;
        }

        private void passGroup() {
            for (int depth = 1; depth > 0; at++) {
                switch (peek()) {
                    case '\\' -> {
                        at++;
                        if (peek() == 'Q') {
                            throw new NotUnderstood();
                        }
                    }
                    case '[' -> {
                        at++;
                        characterClass();
                        at--;
                    }
                    case '(' -> depth++;
                    case ')' -> depth--;
                    default -> {}
                }
            }
        }

        /** @return the least and most repetitions of what stood before; most is -1 where it has no end */
        private int[] passRepetition() {
            int least = 1;
            int most = 1;
            boolean repeats = false;
            if (at < source.length()) {
                char c = source.charAt(at);
                repeats = c == '*' || c == '+' || c == '?' || c == '{';
                if (c == '{') {
                    int end = source.indexOf('}', at);
                    var bounds = end < 0 ? "" : source.substring(at + 1, end);
                    if (!bounds.matches("\\d{1,6}(,\\d{0,6})?")) {
                        throw new NotUnderstood();
                    }
                    var parts = bounds.split(",", -1);
                    least = Integer.parseInt(parts[0]);
                    most = parts.length == 1 ? least : parts[1].isEmpty() ? -1 : Integer.parseInt(parts[1]);
                    at = end + 1;
                } else if (repeats) {
                    least = c == '+' ? 1 : 0;
                    most = c == '?' ? 1 : -1;
                    at++;
                }
            }
            if (repeats && at < source.length() && source.charAt(at) == '?') {
                at++;
            }
            if (repeats) {
                refuseRepetition();
            }
            return new int[] {least, most};
        }

        private void repeated(CharSet set) {
            int[] times = passRepetition();
            int least = Math.min(times[0], MAX_LENGTH);
            for (int i = 0; i < least && run.size() < MAX_LENGTH; i++) {
                run.add(set);
            }
            if (times[1] != times[0] || run.size() == MAX_LENGTH) {
                // What comes next stands beside the last of these.
                end();
                for (int i = 0; i < least; i++) {
                    run.add(set);
                }
            }
        }

        private void end() {
            int from = 0;
            int to = run.size();
            while (from < to && run.get(from).size() > MANY) {
                from++;
            }
            while (to > from && run.get(to - 1).size() > MANY) {
                to--;
            }
            var window = List.copyOf(run.subList(from, to));
            double rarity = window.stream().mapToDouble(CharSet::rarity).sum();
            if (rarity < bestRarity) {
                best = window;
                bestRarity = rarity;
            }
            run = new ArrayList<>();
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(low) + Arrays.toString(high);
    }
}
