package de.komcert.sigma;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers for values of one name which needles were found in them and which lazy checks they passed, since most values
 * come again and again.
 *
 * <p>Each value has one place; a newer one takes it. Where values hardly repeat themselves, remembering pauses. A memo
 * changes only the time, never a result.
 */
final class Memo {

    private static final int PLACES = 1024;
    private static final int MAX_LENGTH = 2048;
    private static final int TRIAL = 1024;
    private static final int PAUSE = 32 * TRIAL;

    /** What is known about a value. */
    static final class Known {
        private static final int UNASKED = -1;

        private final int hash;
        private final char[] text;
        private final int[] needles;
        /** By lazy check that was asked: its number, doubled, and one more where the value passed. */
        private int[] answers = {};

        private int answered;

        private Known(int hash, char[] text, int[] needles) {
            this.hash = hash;
            this.text = text;
            this.needles = needles;
        }

        int[] needles() {
            return needles;
        }

        /** 1 where the value passed this check, 0 where it did not, negative where nobody asked yet. */
        int answer(int check) {
            for (int i = 0; i < answered; i++) {
                if (answers[i] >>> 1 == check) {
                    return answers[i] & 1;
                }
            }
            return UNASKED;
        }

        void answered(int check, boolean passed) {
            if (answered == answers.length) {
                answers = Arrays.copyOf(answers, answered * 2 + 2);
            }
            answers[answered++] = check << 1 | (passed ? 1 : 0);
        }
    }

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
    private @Nullable Known[] places = {};
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

    /** What is known about the value since it came before, or null. */
    @Nullable
    Known get(int hash, char[] chars, int from, int to) {
        if (++asked == TRIAL) {
            pause = known < TRIAL / 4 ? PAUSE : 0;
            asked = 0;
            known = 0;
        }
        if (generation != budget.generation || places.length == 0) {
            return null;
        }
        var value = places[hash & PLACES - 1];
        if (value == null
                || value.hash != hash
                || !Arrays.equals(value.text, 0, value.text.length, chars, from, to)) {
            return null;
        }
        known++;
        return value;
    }

    Known put(int hash, char[] chars, int from, int to, int[] needles) {
        budget.take(to - from + needles.length);
        if (generation != budget.generation || places.length == 0) {
            generation = budget.generation;
            places = new Known[PLACES];
        }
        return places[hash & PLACES - 1] = new Known(hash, Arrays.copyOfRange(chars, from, to), needles);
    }
}
