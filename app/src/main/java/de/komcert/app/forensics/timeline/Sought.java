package de.komcert.app.forensics.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a text, in small letters, that is sought in the bytes of stored events before any of them is read. In UTF-8 a
 * capital letter mostly differs from its small one in one bit of one byte. So what has that bit set in every byte is sought in
 * bytes with that bit set; and beside it the few capital letters that differ in more.
 *
 * <p>Each event that holds the part is found, and few others: it is for whoever reads them to say.
 */
final class Sought {

    private static final int SMALL = 0x20;

    private final List<String> patterns;

    /** @param part in small letters */
    Sought(String part) {
        patterns = Stream.concat(
                        Stream.of(isText(part) ? bytes(part) : ""), // the empty text stands everywhere
                        part.codePoints()
                                .boxed()
                                .flatMap(letter -> Capitals.OTHERWISE.getOrDefault(letter, Set.of()).stream()))
                .distinct()
                .toList();
    }

    /** Bytes as they are sought in: a character for each. */
    static String folded(byte[] bytes) {
        var folded = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            folded[i] = (byte) (bytes[i] | SMALL);
        }
        return new String(folded, StandardCharsets.ISO_8859_1);
    }

    /** How often it goes through the bytes. */
    int passes() {
        return patterns.size();
    }

    /**
     * The events that may hold it.
     *
     * @param folded their bytes
     * @param starts where each begins in them
     */
    BitSet in(String folded, int[] starts) {
        var found = new BitSet(starts.length);
        for (var pattern : patterns) {
            int next = 0;
            while (next < starts.length) {
                int at = folded.indexOf(pattern, starts[next]);
                if (at < 0) {
                    break;
                }
                int event = event(starts, at);
                found.set(event);
                next = event + 1;
            }
        }
        return found;
    }

    private static int event(int[] starts, int at) {
        int place = Arrays.binarySearch(starts, at);
        return place >= 0 ? place : -place - 2;
    }

    /** Whether it can be written in UTF-8; half a surrogate pair cannot. */
    private static boolean isText(String part) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(part);
    }

    private static String bytes(String text) {
        return folded(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Letters that become others as small ones and differ from them in more than the one bit, such as the sign for Kelvin. */
    private static final class Capitals {

        /** Their bytes, by what they become. */
        static final Map<Integer, Set<String>> OTHERWISE = new HashMap<>();

        static {
            for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
                if (Character.toLowerCase(letter) != letter) {
                    var capital = Character.toString(letter);
                    add(capital, capital.toLowerCase(Locale.ROOT));
                    add(
                            capital,
                            ("a" + capital).toLowerCase(Locale.ROOT).substring(1)); // a sigma ends a word otherwise
                }
            }
        }

        private static void add(String capital, String small) {
            if (!bytes(capital).equals(bytes(small))) {
                small.codePoints()
                        .forEach(letter -> OTHERWISE
                                .computeIfAbsent(letter, _ -> new TreeSet<>())
                                .add(bytes(capital)));
            }
        }
    }
}
