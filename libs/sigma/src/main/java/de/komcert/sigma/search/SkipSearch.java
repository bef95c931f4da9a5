package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Looks for few long needles without touching every letter: two letters that stand in none of them at this distance allow
 * a leap of nearly the length of the shortest one (Wu and Manber, 1994).
 */
final class SkipSearch {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 24;
    /** With more pairs of letters than this, of {@code 64 * 64}, leaps become short. */
    private static final int MAX_PAIRS = 700;

    private final int length;
    /** For each pair of letters how far the end of the search window may move. */
    private final byte[] leaps = new byte[1 << 2 * Alphabet.BITS];
    /** For each pair of letters the needles that have it at the end of the window. */
    private final IntRows candidates;

    /** @param texts number of each needle, and its text: folded, ASCII; they {@link #suits suit} */
    SkipSearch(Map<Integer, String> texts) {
        length = length(texts.values());
        var ending = new ArrayList<List<Integer>>();
        for (int pair = 0; pair < leaps.length; pair++) {
            ending.add(new ArrayList<>());
        }
        Arrays.fill(leaps, (byte) (length - 1));
        texts.forEach((needle, text) -> {
            for (int end = 1; end < length; end++) {
                int pair = pair(text.charAt(end - 1), text.charAt(end));
                leaps[pair] = (byte) Math.min(leaps[pair], length - 1 - end);
            }
            ending.get(pair(text.charAt(length - 2), text.charAt(length - 1))).add(needle);
        });
        candidates = IntRows.of(ending);
    }

    /** Whether this is the faster way for these. */
    static boolean suits(Collection<String> texts) {
        return length(texts) >= SHORTEST && texts.size() * (length(texts) - 1) <= MAX_PAIRS;
    }

    private static int length(Collection<String> texts) {
        return Math.min(LONGEST, texts.stream().mapToInt(String::length).min().orElse(0));
    }

    private static int pair(char first, char second) {
        return Alphabet.letter(first) << Alphabet.BITS | Alphabet.letter(second);
    }

    long bytes() {
        return leaps.length + (candidates.starts.length + candidates.numbers.length) * 4L;
    }

    /** Names each needle with each place where it may begin. */
    void search(char[] text, int from, int to, Haystack.Candidates found) {
        byte[] letters = Alphabet.LETTERS;
        for (int end = from + length - 1; end < to; ) {
            int pair = letters[text[end - 1]] << Alphabet.BITS | letters[text[end]];
            int leap = leaps[pair];
            if (leap == 0) {
                for (int k = candidates.starts[pair]; k < candidates.starts[pair + 1]; k++) {
                    found.mayBeAt(candidates.numbers[k], end - length + 1);
                }
                leap = 1;
            }
            end += leap;
        }
    }
}
