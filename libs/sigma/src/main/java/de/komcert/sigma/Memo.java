package de.komcert.sigma;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers for values of one name which needles were found in them, since most values come again and again.
 *
 * <p>Each value has one place; a newer one takes it. Where values hardly repeat themselves, remembering pauses. A memo
 * changes only the time, never a result.
 */
final class Memo {

    private static final int PLACES = 1024;
    private static final int MAX_LENGTH = 2048;
    private static final int TRIAL = 1024;
    private static final int PAUSE = 32 * TRIAL;

    /** Bounds what all memos of one scan hold together. */
    static final class Budget {
        private static final long CHARS = 8_000_000;
        private long left = CHARS;
        private int generation;

        private void take(int chars) {
            left -= chars;
            if (left < 0) {
                left = CHARS;
                generation++;
            }
        }
    }

    private final Budget budget;
    private int generation;
    private int[] hashes = {};
    private char[][] texts = {};
    private int[][] found = {};
    private int asked;
    private int known;
    private int pause;

    Memo(Budget budget) {
        this.budget = budget;
        this.generation = budget.generation;
    }

    /** Whether it is worth asking about a value of this length now. */
    boolean isWorthIt(int length) {
        if (pause > 0) {
            pause--;
            return false;
        }
        return length > 0 && length <= MAX_LENGTH;
    }

    static int hash(char[] chars, int from, int to) {
        int hash = to - from;
        int i = from;
        for (; i + 3 < to; i += 4) {
            hash = hash * 923_521 + chars[i] * 29_791 + chars[i + 1] * 961 + chars[i + 2] * 31 + chars[i + 3];
        }
        for (; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        return hash ^ hash >>> 15;
    }

    /** The needles found in the value when it came before, or null. */
    int @Nullable [] get(int hash, char[] chars, int from, int to) {
        if (++asked == TRIAL) {
            pause = known < TRIAL / 4 ? PAUSE : 0;
            asked = 0;
            known = 0;
        }
        if (generation != budget.generation || hashes.length == 0) {
            return null;
        }
        int place = hash & PLACES - 1;
        char[] text = texts[place];
        if (hashes[place] != hash || text == null || !Arrays.equals(text, 0, text.length, chars, from, to)) {
            return null;
        }
        known++;
        return found[place];
    }

    void put(int hash, char[] chars, int from, int to, int[] needles) {
        budget.take(to - from + needles.length);
        if (generation != budget.generation || hashes.length == 0) {
            generation = budget.generation;
            hashes = new int[PLACES];
            texts = new char[PLACES][];
            found = new int[PLACES][];
        }
        int place = hash & PLACES - 1;
        hashes[place] = hash;
        texts[place] = Arrays.copyOfRange(chars, from, to);
        found[place] = needles;
    }
}
