package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Needles that are tied to one end of a text, as a tree of letters: states in rows, letters in columns, 0 is the root. */
final class Trie {

    private final char[] next;
    /** The needles that are told in each state. */
    private final IntRows needles;

    private Trie(char[] next, IntRows needles) {
        this.next = next;
        this.needles = needles;
    }

    /** The state behind a letter; 0 if no needle goes on like this. */
    int next(int state, int letter) {
        return next[state << Alphabet.BITS | letter];
    }

    int firstNeedle(int state) {
        return needles.starts[state];
    }

    int needle(int k) {
        return needles.numbers[k];
    }

    long bytes() {
        return next.length * 2L + (needles.starts.length + needles.numbers.length) * 4L;
    }

    /** Collects needles. */
    static final class Builder {
        /** Letters after which the rest is left to a comparison. */
        static final int DEPTH = 64;

        private static final int ROOM = (1 << 16) - DEPTH;

        private char[] next = new char[Alphabet.SIZE * 64];
        private final List<List<Integer>> needles = new ArrayList<>(List.of(List.of()));

        boolean isFull() {
            return needles.size() > ROOM;
        }

        void add(CharSequence text, int needle) {
            int state = 0;
            for (int i = 0; i < Math.min(text.length(), DEPTH); i++) {
                int cell = state << Alphabet.BITS | Alphabet.letter(text.charAt(i));
                if (next[cell] == 0) {
                    next[cell] = (char) needles.size();
                    needles.add(List.of());
                    if (needles.size() << Alphabet.BITS > next.length) {
                        next = Arrays.copyOf(next, next.length * 2);
                    }
                }
                state = next[cell];
            }
            var told = new ArrayList<>(needles.get(state));
            told.add(needle);
            needles.set(state, told);
        }

        Trie build() {
            return new Trie(Arrays.copyOf(next, needles.size() << Alphabet.BITS), IntRows.of(needles));
        }
    }
}
