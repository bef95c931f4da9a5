package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Needles that have to be the whole text, found by length and by the letters at the ends and in the middle: one look
 * instead of a walk along paths that begin alike.
 */
final class WholeTexts {

    private static final int BUCKET_BITS = 10;

    private final IntRows needles;
    private final boolean[] lengths;

    /** @param texts number of each needle, and its text: folded, ASCII, not empty */
    WholeTexts(Map<Integer, String> texts) {
        lengths = new boolean
                [texts.values().stream().mapToInt(String::length).max().orElse(0) + 1];
        var buckets = new ArrayList<List<Integer>>();
        for (int bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
            buckets.add(new ArrayList<>());
        }
        texts.forEach((needle, text) -> {
            lengths[text.length()] = true;
            buckets.get(bucket(text.toCharArray(), 0, text.length())).add(needle);
        });
        needles = IntRows.of(texts.isEmpty() ? List.of() : buckets);
    }

    private static int bucket(char[] text, int from, int to) {
        byte[] letters = Alphabet.LETTERS;
        int ends = letters[text[from]] << Alphabet.BITS | letters[text[to - 1]];
        int hash = (ends << Alphabet.BITS | letters[text[from + to >> 1]]) * 31 + to - from;
        return hash * 0x9E3779B1 >>> Integer.SIZE - BUCKET_BITS;
    }

    long bytes() {
        return lengths.length + (needles.starts.length + needles.numbers.length) * 4L;
    }

    /** Names each needle that may be this text, which is not empty. */
    void search(char[] text, int from, int to, Haystack.Candidates candidates) {
        if (to - from < lengths.length && lengths[to - from]) {
            int bucket = bucket(text, from, to);
            for (int k = needles.starts[bucket]; k < needles.starts[bucket + 1]; k++) {
                candidates.mayBeAt(needles.numbers[k], from);
            }
        }
    }
}
