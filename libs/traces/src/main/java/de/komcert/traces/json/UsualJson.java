package de.komcert.traces.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects as they usually are, several times as fast as a parser that can do everything: texts stay where they
 * lie until somebody asks for them, and names that came before are known again by their bytes.
 *
 * <p>It reads a line exactly as that parser does, or not at all. Whatever is unusual it does not judge: an escape or a
 * character beyond ASCII in a name, text that is no proper UTF-8, endless numbers, objects deep inside others, and every
 * mistake. Such a line is left to the parser.
 */
final class UsualJson {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_OF_EACH = 0x8080_8080_8080_8080L;

    private static final int UNUSUAL = -1;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1000;
    private static final int MOST_NAMES = 4096;
    private static final int MOST_PROBES = 8;

    /** A name that came before, with the names of the objects around it. */
    private static final class Name {
        private final @Nullable Name outer;
        private final byte[] bytes;
        private final String text;
        private final boolean isKept;
        /** What came behind it the last time: most lines have the same names in the same order. */
        private @Nullable Name next;

        Name(@Nullable Name outer, byte[] bytes, String text, boolean isKept) {
            this.outer = outer;
            this.bytes = bytes;
            this.text = text;
            this.isKept = isKept;
        }

        boolean is(@Nullable Name otherOuter, byte[] line, int from, int to) {
            return outer == otherOuter && Arrays.equals(bytes, 0, bytes.length, line, from, to);
        }
    }

    private final int deepest;
    private final int mostSpelt;
    private final @Nullable Name[] names = new Name[MOST_NAMES];
    /** Before the first name of a line. */
    private final Name beginning = new Name(null, new byte[0], "", true);

    private Name last = beginning;
    private byte[] line = {};
    private int end;
    private int spelt;
    private JsonEntry entry = new JsonEntry();
    /** Whether the text read last stands for itself. */
    private boolean plain;

    /**
     * @param deepest how many objects and lists may lie inside one another
     * @param mostSpelt so many characters the names of a line may come to, each with those of the objects around it
     */
    UsualJson(int deepest, int mostSpelt) {
        this.deepest = deepest;
        this.mostSpelt = mostSpelt;
    }

    /** Reads the object between the two places into the entry; false where that is left to another. */
    boolean read(byte[] bytes, int from, int to, JsonEntry into) {
        line = bytes;
        end = to;
        entry = into;
        last = beginning;
        spelt = 0;
        int at = blanks(from);
        if (at >= end || line[at] != '{') {
            return false;
        }
        at = object(at, null, 1);
        return at != UNUSUAL && blanks(at) == end;
    }

    // Each of these begins at a place and gives the place behind what it read, or UNUSUAL.

    private int object(int from, @Nullable Name outer, int depth) {
        if (depth > deepest) {
            return UNUSUAL;
        }
        int at = blanks(from + 1);
        if (is(at, '}')) {
            return at + 1;
        }
        while (is(at, '"')) {
            int behind = text(at);
            if (behind == UNUSUAL || !plain || lengthOf(outer) + behind - at > LONGEST_NAME) {
                return UNUSUAL;
            }
            var name = name(outer, at + 1, behind - 1);
            spelt += name.text.length();
            if (spelt > mostSpelt) {
                return UNUSUAL;
            }
            at = blanks(behind);
            if (!is(at, ':')) {
                return UNUSUAL;
            }
            at = blanks(at + 1);
            if (is(at, '{')) {
                at = object(at, name, depth + 1);
            } else {
                entry.field(name.text);
                at = value(at, name, depth);
            }
            if (at == UNUSUAL) {
                return UNUSUAL;
            }
            at = blanks(at);
            if (is(at, '}')) {
                return at + 1;
            }
            if (!is(at, ',')) {
                return UNUSUAL;
            }
            at = blanks(at + 1);
        }
        return UNUSUAL;
    }

    private static int lengthOf(@Nullable Name outer) {
        return outer == null ? 0 : outer.text.length();
    }

    private int value(int at, Name name, int depth) {
        if (at >= end) {
            return UNUSUAL;
        }
        return switch (line[at]) {
            case '"' -> {
                int behind = text(at);
                if (behind != UNUSUAL) {
                    entry.value(line, at + 1, behind - 1, plain, false);
                }
                yield behind;
            }
            case '[' -> list(at, name, depth + 1);
            case 't' -> word(at, "true", true);
            case 'f' -> word(at, "false", true);
            case 'n' -> word(at, "null", false);
            default -> number(at);
        };
    }

    /** Objects in a list are fields of their own, several of the same name. */
    private int list(int from, Name name, int depth) {
        if (depth > deepest) {
            return UNUSUAL;
        }
        int at = blanks(from + 1);
        if (is(at, ']')) {
            return at + 1;
        }
        boolean begun = true;
        while (true) {
            if (is(at, '{')) {
                at = object(at, name, depth + 1);
                begun = false;
            } else {
                if (!begun) {
                    entry.field(name.text);
                    begun = true;
                }
                at = value(at, name, depth);
            }
            if (at == UNUSUAL) {
                return UNUSUAL;
            }
            at = blanks(at);
            if (is(at, ']')) {
                return at + 1;
            }
            if (!is(at, ',')) {
                return UNUSUAL;
            }
            at = blanks(at + 1);
        }
    }

    private int word(int from, String word, boolean isValue) {
        int behind = from + word.length();
        if (behind >= end) {
            return UNUSUAL;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line[from + i] != word.charAt(i)) {
                return UNUSUAL;
            }
        }
        if (isValue) {
            entry.value(line, from, behind, true, true);
        } else {
            entry.value(null, 0, 0, false);
        }
        return endsValue(behind) ? behind : UNUSUAL;
    }

    private int number(int from) {
        int at = is(from, '-') ? from + 1 : from;
        int whole = at;
        at = digits(at);
        if (at == whole || (line[whole] == '0' && at > whole + 1)) {
            return UNUSUAL;
        }
        if (is(at, '.')) {
            int fraction = at + 1;
            at = digits(fraction);
            if (at == fraction) {
                return UNUSUAL;
            }
        }
        if (is(at, 'e') || is(at, 'E')) {
            int exponent = is(at + 1, '+') || is(at + 1, '-') ? at + 2 : at + 1;
            at = digits(exponent);
            if (at == exponent) {
                return UNUSUAL;
            }
        }
        if (at - from > LONGEST_NUMBER || !endsValue(at)) {
            return UNUSUAL;
        }
        entry.value(line, from, at, true, true);
        return at;
    }

    private int digits(int from) {
        int at = from;
        while (at < end && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at;
    }

    private boolean endsValue(int at) {
        return is(at, ',') || is(at, '}') || is(at, ']') || blanks(at) > at;
    }

    /** From one quotation mark to behind the other. */
    private int text(int from) {
        plain = true;
        int at = from + 1;
        while (true) {
            at = ordinary(at);
            if (at >= end) {
                return UNUSUAL;
            }
            int c = line[at];
            if (c == '"') {
                return at + 1;
            }
            plain = false;
            int length = c == '\\' ? escape(at) : c < 0 ? beyondAscii(at) : 0;
            if (length == 0) {
                return UNUSUAL;
            }
            at += length;
        }
    }

    /** Past characters that stand for themselves, eight at once. */
    private int ordinary(int from) {
        int at = from;
        for (; at + 8 <= end; at += 8) {
            long eight = (long) LONG.get(line, at);
            long quotes = (eight ^ EACH * '"') - EACH;
            long backslashes = (eight ^ EACH * '\\') - EACH;
            long controls = eight - EACH * ' ';
            long special = (quotes | backslashes | controls | eight) & HIGHEST_OF_EACH;
            if (special != 0) {
                return at + Long.numberOfTrailingZeros(special) / 8;
            }
        }
        while (at < end && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Length of the escape that begins here, 0 for none that is known. */
    private int escape(int at) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (line[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> at + 6 <= end && isHex(at + 2) && isHex(at + 3) && isHex(at + 4) && isHex(at + 5) ? 6 : 0;
            default -> 0;
        };
    }

    private boolean isHex(int at) {
        int c = line[at];
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    /** Length of the character beyond ASCII that begins here, 0 where this is no proper UTF-8. */
    private int beyondAscii(int at) {
        int lead = line[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((line[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = length == 0 ? 0 : line[at + 1] & 0xff;
        boolean isProper = switch (lead) {
            case 0xe0 -> second >= 0xa0; // else too long for what it says
            case 0xed -> second < 0xa0; // else half a surrogate pair
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90; // else beyond the last character
            default -> true;
        };
        return isProper ? length : 0;
    }

    private int blanks(int from) {
        int at = from;
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n')) {
            at++;
        }
        return at;
    }

    private boolean is(int at, char c) {
        return at < end && line[at] == c;
    }

    // ---- names ----

    private Name name(@Nullable Name outer, int from, int to) {
        var name = last.next;
        if (name == null || !name.is(outer, line, from, to)) {
            name = known(outer, from, to);
            if (name.isKept) {
                last.next = name; // and no chain of names that nobody meets again
            }
        }
        last = name;
        return name;
    }

    private Name known(@Nullable Name outer, int from, int to) {
        int hash = System.identityHashCode(outer);
        for (int at = from; at < to; at++) {
            hash = hash * 31 + line[at];
        }
        hash *= 0x9e37_79b1;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int place = (hash >>> 20) + probe & MOST_NAMES - 1;
            var name = names[place];
            if (name == null) {
                return names[place] = made(outer, from, to, true);
            }
            if (name.is(outer, line, from, to)) {
                return name;
            }
        }
        return made(outer, from, to, false); // whoever invents names without end has each made anew
    }

    private Name made(@Nullable Name outer, int from, int to, boolean isKept) {
        var text = new String(line, from, to - from, StandardCharsets.US_ASCII);
        return new Name(
                outer, Arrays.copyOfRange(line, from, to), outer == null ? text : outer.text + "." + text, isKept);
    }
}
