package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Stretches of needles, found by their last few letters. A filter of some thousand bits, which stays in the nearest cache,
 * tells for most places of a text that none ends there.
 */
final class Windows {

    /** As many letters as a number of 64 bits holds. */
    static final int LENGTH = 10;

    private static final int MIX = 0x9E3779B1;
    private static final int EMPTY = -1;
    private static final int FILTER_BITS_FOR_EACH = 64;
    private static final int MAX_FILTER_BITS = 18;

    /** A stretch of a needle that ends behind so many of its letters. */
    private record Window(int needle, int end, boolean whole, long letters, long mask) {

        static Window of(int needle, String text, int end) {
            int from = Math.max(0, end - LENGTH);
            long letters = 0;
            boolean exact = true;
            for (int i = from; i < end; i++) {
                letters = letters << Alphabet.BITS | Alphabet.letter(text.charAt(i));
                exact &= Alphabet.isExact(text.charAt(i));
            }
            boolean whole = exact && from == 0 && end == text.length();
            return new Window(needle, end, whole, letters, -1L >>> Long.SIZE - (end - from) * Alphabet.BITS);
        }
    }

    private final int keyMask;
    private final long[] filter;
    private final int filterShift;

    /** The last letters of windows, by their hash; each has the windows from its start to its end. */
    private final int[] keys;

    private final int keyShift;
    private final int[] starts;
    private final int[] ends;

    /** Of each window the mask and the letters, side by side. */
    private final long[] letters;

    private final int[] needles;
    /** Of each window where it ends in its needle, negative if it is the whole needle. */
    private final int[] needleEnds;

    private Windows(int keyMask, TreeMap<Integer, List<Window>> byKey) {
        this.keyMask = keyMask;
        int filterBits = Math.clamp(bits(FILTER_BITS_FOR_EACH * byKey.size()), 6, MAX_FILTER_BITS);
        filterShift = Integer.SIZE - filterBits;
        filter = new long[1 << filterBits - 6];
        int keyBits = bits(2 * byKey.size());
        keyShift = Integer.SIZE - keyBits;
        keys = new int[1 << keyBits];
        Arrays.fill(keys, EMPTY);
        starts = new int[keys.length];
        ends = new int[keys.length];
        int count = byKey.values().stream().mapToInt(List::size).sum();
        letters = new long[2 * count];
        needles = new int[count];
        needleEnds = new int[count];
        int at = 0;
        for (var entry : byKey.entrySet()) {
            int key = entry.getKey();
            int bit = key * MIX >>> filterShift;
            filter[bit >>> 6] |= 1L << bit;
            int place = place(key);
            keys[place] = key;
            starts[place] = at;
            for (var window : entry.getValue()) {
                letters[2 * at] = window.mask();
                letters[2 * at + 1] = window.letters();
                needles[at] = window.needle();
                needleEnds[at++] = window.whole() ? -window.end() : window.end();
            }
            ends[place] = at;
        }
    }

    /** Bits of a table with room for so many. */
    private static int bits(int size) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size));
    }

    private int place(int key) {
        int place = key * MIX >>> keyShift;
        while (keys[place] != key && keys[place] != EMPTY) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    boolean isEmpty() {
        return needles.length == 0;
    }

    long bytes() {
        return (filter.length + letters.length) * 8L + (3L * keys.length + 2L * needles.length) * 4L;
    }

    /** Whether it is worth asking for windows that end with these letters. */
    boolean mayEnd(long last) {
        int bit = ((int) last & keyMask) * MIX >>> filterShift;
        return (filter[bit >>> 6] >>> bit & 1) != 0;
    }

    /** Names the needles of which a window ends at this place of the text, behind these letters. */
    void report(long last, int end, Haystack.Candidates candidates) {
        int place = place((int) last & keyMask);
        for (int k = starts[place]; k < ends[place]; k++) {
            if ((last & letters[2 * k]) == letters[2 * k + 1]) {
                if (needleEnds[k] < 0) {
                    candidates.isAt(needles[k], end + needleEnds[k]);
                } else {
                    candidates.mayBeAt(needles[k], end - needleEnds[k]);
                }
            }
        }
    }

    /** Collects the windows that are found by the same number of letters. */
    static final class Builder {
        private final int keyMask;
        private final TreeMap<Integer, List<Window>> byKey = new TreeMap<>();

        Builder(int keyLength) {
            keyMask = (1 << keyLength * Alphabet.BITS) - 1;
        }

        void add(int needle, String text, int end) {
            add(Window.of(needle, text, end));
        }

        private void add(Window window) {
            byKey.computeIfAbsent((int) window.letters() & keyMask, key -> new ArrayList<>())
                    .add(window);
        }

        /** Adds a text as it stands where some letter follows, or the end. */
        void addWithAnyLetterBehind(int needle, String text) {
            var window = Window.of(needle, text, text.length());
            for (int letter = 0; letter < Alphabet.SIZE; letter++) {
                add(new Window(
                        needle,
                        text.length() + 1,
                        false,
                        window.letters() << Alphabet.BITS | letter,
                        window.mask() << Alphabet.BITS | Alphabet.SIZE - 1));
            }
        }

        Windows build() {
            return new Windows(keyMask, byKey);
        }
    }
}
