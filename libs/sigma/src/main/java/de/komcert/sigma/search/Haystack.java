package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * All needles of one field, looked for at once.
 *
 * <p>Each kind has a search of its own: needles that may stand anywhere are found by a few rare letters, those tied to an
 * end by a walk from there, whole texts by a look into a table, and what has letters beyond ASCII by those. A search names
 * candidates; each is compared in full, so that the result is exact. Immutable; threads share it.
 */
public final class Haystack {

    /** Whoever wants to know. */
    public interface Found {
        /** A needle was found, for the first time in this text. */
        void found(int needle);
    }

    /** Whoever compares. */
    interface Candidates {
        /** The needle may begin at this place of the text. */
        void mayBeAt(int needle, int at);

        /** The needle, which is not tied to an end, begins there. */
        void isAt(int needle, int at);
    }

    private static final int AT_START = 1;
    private static final int AT_END = 2;
    private static final int DASHES = 4;

    private final List<Needle> needles;
    /** The texts of all needles, one behind the other, and where each begins. */
    private final char[] texts;

    private final int[] textStarts;
    /** How a needle is tied, as a sum of {@code AT_START}, {@code AT_END} and {@code DASHES}. */
    private final byte[] ties;

    private final @Nullable SkipSearch skips;
    private final GramSearch grams;
    private final Trie[] fromStart;
    private final Trie[] fromEnd;
    private final WholeTexts wholeTexts;
    private final BeyondAscii beyondAscii;
    private final int[] anything;
    private final int[] empty;
    /** The length of the shortest needle that is not empty. */
    private final int shortest;

    public Haystack(List<Needle> needles) {
        this.needles = needles;
        this.textStarts = new int[needles.size() + 1];
        this.ties = new byte[needles.size()];
        var anywhere = new HashMap<Integer, String>();
        var start = new Tries();
        var end = new Tries();
        var whole = new HashMap<Integer, String>();
        var beyond = new HashMap<Integer, String>();
        var anythingList = new ArrayList<Integer>();
        var emptyList = new ArrayList<Integer>();
        for (int i = 0; i < needles.size(); i++) {
            var needle = needles.get(i);
            var text = needle.text();
            textStarts[i + 1] = textStarts[i] + text.length();
            ties[i] = ties(needle);
            if (needle.place() == TextPattern.Shape.ANYTHING
                    || text.isEmpty() && needle.place() != TextPattern.Shape.EQUALS) {
                anythingList.add(i);
            } else if (text.isEmpty()) {
                emptyList.add(i);
            } else if (BeyondAscii.has(text)) {
                beyond.put(i, text);
            } else {
                switch (needle.place()) {
                    case CONTAINS -> anywhere.put(i, text);
                    case EQUALS -> whole.put(i, text);
                    case PREFIX -> start.add(text, i);
                    case SUFFIX -> end.add(new StringBuilder(text).reverse(), i);
                    case ANYTHING, GLOB -> throw new IllegalArgumentException(needle.toString());
                }
            }
        }
        this.texts =
                needles.stream().map(Needle::text).collect(Collectors.joining()).toCharArray();
        this.skips = SkipSearch.suits(anywhere.values()) ? new SkipSearch(anywhere) : null;
        this.grams = new GramSearch(skips == null ? anywhere : Map.of());
        this.fromStart = start.build();
        this.fromEnd = end.build();
        this.wholeTexts = new WholeTexts(whole);
        this.beyondAscii = new BeyondAscii(beyond);
        this.anything = anythingList.stream().mapToInt(Integer::intValue).toArray();
        this.shortest = needles.stream()
                .mapToInt(needle -> needle.text().length())
                .filter(length -> length > 0)
                .min()
                .orElse(Integer.MAX_VALUE);
        this.empty = emptyList.stream().mapToInt(Integer::intValue).toArray();
    }

    private static byte ties(Needle needle) {
        int dashes = needle.dashes() ? DASHES : 0;
        return (byte)
                switch (needle.place()) {
                    case EQUALS -> AT_START | AT_END | dashes;
                    case PREFIX -> AT_START | dashes;
                    case SUFFIX -> AT_END | dashes;
                    case CONTAINS, ANYTHING, GLOB -> dashes;
                };
    }

    public List<Needle> needles() {
        return needles;
    }

    /** Bytes of all tables. */
    public long bytes() {
        return Stream.of(fromStart, fromEnd)
                        .flatMap(Arrays::stream)
                        .mapToLong(Trie::bytes)
                        .sum()
                + wholeTexts.bytes()
                + grams.bytes()
                + (skips == null ? 0 : skips.bytes());
    }

    /** Whether a search takes longer than it takes to recognise a text. */
    public boolean touchesEveryLetter() {
        return !grams.isEmpty();
    }

    private int length(int needle) {
        return textStarts[needle + 1] - textStarts[needle];
    }

    /** A search at work, one text after the other; for one thread and any haystack. */
    public static final class Search implements Candidates {
        private final Found found;
        private int[] foundIn = {};
        private int number;
        private char[] folded = {};

        private Haystack haystack = new Haystack(List.of());
        private char[] text = {};
        private int from;
        private int to;

        public Search(Found found) {
            this.found = found;
        }

        /** Looks for all needles of the haystack in the text between {@code from} and {@code to}. */
        public void in(Haystack needles, char[] chars, int start, int end) {
            haystack = needles;
            from = start;
            to = end;
            if (foundIn.length < needles.ties.length) {
                foundIn = new int[needles.ties.length];
                number = 0;
            }
            number++;
            for (int needle : needles.anything) {
                found.found(needle);
            }
            if (from == to) {
                for (int needle : needles.empty) {
                    found.found(needle);
                }
                return;
            }
            if (to - from < needles.shortest) {
                return;
            }
            // Needles of ASCII are compared letter by letter without case; only others ask for a text that is folded.
            boolean beyondAscii = !needles.beyondAscii.isEmpty() && !isAscii(chars);
            text = beyondAscii ? fold(chars) : chars;
            needles.wholeTexts.search(text, from, to, this);
            for (var trie : needles.fromStart) {
                walkFromStart(trie);
            }
            for (var trie : needles.fromEnd) {
                walkFromEnd(trie);
            }
            if (needles.skips != null) {
                needles.skips.search(text, from, to, this);
            } else if (!needles.grams.isEmpty()) {
                needles.grams.search(text, from, to, this);
            }
            if (beyondAscii) {
                needles.beyondAscii.search(text, from, to, this);
            }
        }

        private boolean isAscii(char[] chars) {
            int all = 0;
            for (int i = from; i < to; i++) {
                all |= chars[i];
            }
            return all < 128;
        }

        private char[] fold(char[] chars) {
            if (folded.length < to) {
                folded = new char[2 * to];
            }
            Fold.fold(chars, folded, from, to);
            return folded;
        }

        private void walkFromStart(Trie trie) {
            int state = 0;
            for (int i = from; i < to; i++) {
                state = trie.next(state, Alphabet.LETTERS[text[i]]);
                if (state == 0) {
                    return;
                }
                for (int k = trie.firstNeedle(state); k < trie.firstNeedle(state + 1); k++) {
                    mayBeAt(trie.needle(k), from);
                }
            }
        }

        private void walkFromEnd(Trie trie) {
            int state = 0;
            for (int i = to - 1; i >= from; i--) {
                state = trie.next(state, Alphabet.LETTERS[text[i]]);
                if (state == 0) {
                    return;
                }
                for (int k = trie.firstNeedle(state); k < trie.firstNeedle(state + 1); k++) {
                    mayBeAt(trie.needle(k), to - haystack.length(trie.needle(k)));
                }
            }
        }

        @Override
        public void isAt(int needle, int at) {
            if (foundIn[needle] != number && at >= from) {
                foundIn[needle] = number;
                found.found(needle);
            }
        }

        @Override
        public void mayBeAt(int needle, int at) {
            if (foundIn[needle] == number || at < from) {
                return;
            }
            int tie = haystack.ties[needle];
            int end = at + haystack.length(needle);
            if (end <= to
                    && ((tie & AT_START) == 0 || at == from)
                    && ((tie & AT_END) == 0 || end == to)
                    && agrees(at, needle, (tie & DASHES) != 0)) {
                foundIn[needle] = number;
                found.found(needle);
            }
        }

        private boolean agrees(int at, int needle, boolean dashes) {
            char[] wanted = haystack.texts;
            int end = haystack.textStarts[needle + 1];
            for (int i = haystack.textStarts[needle], place = at; i < end; i++, place++) {
                char c = Fold.fold(text[place]);
                if (c != wanted[i] && !(dashes && wanted[i] == '-' && Dashes.isDash(c))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** As many tries as it takes; one, unless there are tens of thousands of needles. */
    private static final class Tries {
        private final List<Trie.Builder> builders = new ArrayList<>();

        void add(CharSequence text, int needle) {
            if (builders.isEmpty() || builders.getLast().isFull()) {
                builders.add(new Trie.Builder());
            }
            builders.getLast().add(text, needle);
        }

        Trie[] build() {
            return builders.stream().map(Trie.Builder::build).toArray(Trie[]::new);
        }
    }
}
