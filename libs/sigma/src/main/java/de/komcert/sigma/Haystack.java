package de.komcert.sigma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All needles of one field, looked for at once.
 *
 * <p>Needles that may stand anywhere go into an Aho-Corasick automaton, those tied to the start into a trie that is
 * walked from the start, those tied to the end into one walked from the end. Automaton and tries hold only a fragment
 * of each needle, the rarest few letters of it; where a fragment is found, its needles are compared in full. That keeps
 * tables in the processor's cache and the result exact. Immutable; threads share it.
 */
final class Haystack {

    /** Whoever searches. */
    interface Found {
        /** A needle was found, for the first time in this text. */
        void found(int needle);
    }

    /** What was found in a text so far, so that nothing is compared twice; for one thread and any haystack. */
    static final class Marks {
        private int[] states = {};
        private int[] needles = {};
        private int text;
        private char[] folded = new char[256];

        private void begin(Haystack haystack, char[] chars, int from, int to) {
            if (folded.length < to - from) {
                folded = new char[2 * (to - from)];
            }
            Fold.fold(chars, from, to, folded);
            if (needles.length < haystack.texts.length || states.length < haystack.states) {
                needles = new int[Math.max(needles.length, haystack.texts.length)];
                states = new int[Math.max(states.length, haystack.states)];
                text = 0;
            }
            text++;
        }

        private boolean isNew(int needle) {
            return needles[needle] != text;
        }
    }

    private static final int AT_START = 1;
    private static final int AT_END = 2;
    private static final int DASHES = 4;
    private static final int FRAGMENT = 7;
    private static final int DEPTH = 64;
    private static final int EXACT = -1;

    private final List<Needle> needles;
    private final char[][] texts;
    /** How a needle is tied, as a sum of {@code AT_START}, {@code AT_END} and {@code DASHES}. */
    private final byte[] ties;

    private final Table[] anywhere;
    private final Table[] fromStart;
    private final Table[] fromEnd;
    private final int states;
    private final int[] anything;
    private final int[] empty;

    Haystack(List<Needle> needles) {
        this.needles = needles;
        int count = needles.size();
        this.texts = new char[count][];
        this.ties = new byte[count];
        var fragments = new Fragments(needles);
        var anywhereTables = new Tables();
        var startTables = new Tables();
        var endTables = new Tables();
        var anythingList = new ArrayList<Integer>();
        var emptyList = new ArrayList<Integer>();
        for (int i = 0; i < needles.size(); i++) {
            var needle = needles.get(i);
            int length = needle.text().length();
            texts[i] = needle.text().toCharArray();
            ties[i] = ties(needle);
            if (needle.place() == TextPattern.Shape.ANYTHING
                    || length == 0 && needle.place() != TextPattern.Shape.EQUALS) {
                anythingList.add(i);
            } else if (length == 0) {
                emptyList.add(i);
            } else {
                switch (needle.place()) {
                    case CONTAINS -> {
                        int start = fragments.start(needle);
                        int end = Math.min(length, start + FRAGMENT);
                        anywhereTables.add(needle.text(), start, end, i, end);
                    }
                    case PREFIX, EQUALS -> startTables.add(needle.text(), 0, Math.min(length, DEPTH), i, 0);
                    case SUFFIX ->
                        endTables.add(
                                new StringBuilder(needle.text()).reverse().toString(),
                                0,
                                Math.min(length, DEPTH),
                                i,
                                0);
                    case ANYTHING, GLOB -> throw new IllegalArgumentException(needle.toString());
                }
            }
        }
        this.anywhere = anywhereTables.build(Table.Builder::automaton);
        this.fromStart = startTables.build(Table.Builder::trie);
        this.fromEnd = endTables.build(Table.Builder::trie);
        this.states = Arrays.stream(anywhere).mapToInt(Table::outputStates).sum();
        this.anything = anythingList.stream().mapToInt(Integer::intValue).toArray();
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

    List<Needle> needles() {
        return needles;
    }

    /** Bytes of all tables. */
    long bytes() {
        return Stream.of(anywhere, fromStart, fromEnd)
                .flatMap(Arrays::stream)
                .mapToLong(Table::bytes)
                .sum();
    }

    void search(char[] chars, int from, int to, Marks marks, Found found) {
        marks.begin(this, chars, from, to);
        int length = to - from;
        for (int needle : anything) {
            found.found(needle);
        }
        if (length == 0) {
            for (int needle : empty) {
                found.found(needle);
            }
            return;
        }
        for (var table : fromStart) {
            searchFromStart(table, length, marks, found);
        }
        for (var table : fromEnd) {
            searchFromEnd(table, length, marks, found);
        }
        int base = 0;
        for (var table : anywhere) {
            searchAnywhere(table, length, marks, base, found);
            base += table.outputStates();
        }
    }

    private void searchAnywhere(Table table, int length, Marks marks, int base, Found found) {
        char[] text = marks.folded;
        char[] next = table.next;
        byte[] letters = Alphabet.LETTERS;
        int firstOutput = table.firstOutput;
        int state = 0;
        for (int i = 0; i < length; i++) {
            state = next[state << Alphabet.BITS | letters[text[i]]];
            if (state >= firstOutput && marks.states[base + state - firstOutput] != marks.text) {
                reportAnywhere(table, state, length, i + 1, marks, found);
                if (table.exact[state]) {
                    marks.states[base + state - firstOutput] = marks.text;
                }
            }
        }
    }

    private void reportAnywhere(Table table, int state, int length, int end, Marks marks, Found found) {
        for (int s = state; s != 0; s = table.link[s]) {
            for (int k = table.outputs[s]; k < table.outputs[s + 1]; k++) {
                int needle = table.needles[k];
                if (table.offsets[k] != EXACT) {
                    compare(needle, length, end - table.offsets[k], marks, found);
                } else if (marks.isNew(needle)) {
                    marks.needles[needle] = marks.text;
                    found.found(needle);
                }
            }
        }
    }

    private void searchFromStart(Table table, int length, Marks marks, Found found) {
        int state = 0;
        for (int i = 0; i < length; i++) {
            state = table.next[state << Alphabet.BITS | Alphabet.LETTERS[marks.folded[i]]];
            if (state == 0) {
                return;
            }
            if (state >= table.firstOutput) {
                for (int k = table.outputs[state]; k < table.outputs[state + 1]; k++) {
                    compare(table.needles[k], length, 0, marks, found);
                }
            }
        }
    }

    private void searchFromEnd(Table table, int length, Marks marks, Found found) {
        int state = 0;
        for (int i = length - 1; i >= 0; i--) {
            state = table.next[state << Alphabet.BITS | Alphabet.LETTERS[marks.folded[i]]];
            if (state == 0) {
                return;
            }
            if (state >= table.firstOutput) {
                for (int k = table.outputs[state]; k < table.outputs[state + 1]; k++) {
                    int needle = table.needles[k];
                    compare(needle, length, length - texts[needle].length, marks, found);
                }
            }
        }
    }

    private void compare(int needle, int length, int at, Marks marks, Found found) {
        if (!marks.isNew(needle) || at < 0) {
            return;
        }
        int tie = ties[needle];
        char[] wanted = texts[needle];
        int end = at + wanted.length;
        if (end <= length
                && ((tie & AT_START) == 0 || at == 0)
                && ((tie & AT_END) == 0 || end == length)
                && (Arrays.equals(marks.folded, at, end, wanted, 0, wanted.length)
                        || (tie & DASHES) != 0 && agrees(marks.folded, at, wanted))) {
            marks.needles[needle] = marks.text;
            found.found(needle);
        }
    }

    private static boolean agrees(char[] text, int at, char[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            char c = text[at + i];
            if (c != wanted[i] && (wanted[i] != '-' || !Dashes.isDash(c))) {
                return false;
            }
        }
        return true;
    }

    /** Chooses for each needle the letters by which it is looked for: those that other needles share least. */
    private static final class Fragments {
        private static final int GRAM = 3;
        private final Map<Integer, Integer> uses = new HashMap<>();

        Fragments(List<Needle> needles) {
            for (var needle : needles) {
                if (needle.place() == TextPattern.Shape.CONTAINS) {
                    for (int i = 0; i + GRAM <= needle.text().length(); i++) {
                        uses.merge(gram(needle.text(), i), 1, Integer::sum);
                    }
                }
            }
        }

        private static int gram(String text, int at) {
            int gram = 0;
            for (int i = at; i < at + GRAM; i++) {
                gram = gram << Alphabet.BITS | Alphabet.letter(text.charAt(i));
            }
            return gram;
        }

        int start(Needle needle) {
            var text = needle.text();
            int best = 0;
            double bestCost = Double.MAX_VALUE;
            for (int start = 0; start + FRAGMENT <= text.length(); start++) {
                double cost = 0;
                for (int i = start; i + GRAM <= start + FRAGMENT; i++) {
                    cost += Math.log(uses.getOrDefault(gram(text, i), 0));
                }
                if (cost < bestCost) {
                    best = start;
                    bestCost = cost;
                }
            }
            return best;
        }
    }

    /** As many tables as it takes; one, unless there are tens of thousands of needles. */
    private static final class Tables {
        private static final int ROOM = (1 << 16) - DEPTH;
        private final List<Table.Builder> builders = new ArrayList<>();

        void add(String text, int from, int to, int needle, int offset) {
            if (builders.isEmpty() || builders.getLast().size() > ROOM) {
                builders.add(new Table.Builder());
            }
            builders.getLast().add(text, from, to, needle, offset);
        }

        Table[] build(Function<Table.Builder, Table> finish) {
            return builders.stream().map(finish).toArray(Table[]::new);
        }
    }

    /** The table of an automaton or a trie: states in rows, letters in columns; state 0 is the root. */
    private static final class Table {
        private final char[] next;
        private final int firstOutput;
        /** Where the outputs of a state begin in {@link #needles}. */
        private final int[] outputs;

        private final int[] needles;
        /** How many characters of the needle end where its fragment ends; {@code EXACT} if the fragment is all of it. */
        private final int[] offsets;
        /** The next state on the way of failures that has outputs, 0 if there is none. */
        private final int[] link;

        /** Whether reaching the state means that all it reports was found, with nothing left to compare. */
        private final boolean[] exact;

        private Table(
                char[] next,
                int firstOutput,
                int[] outputs,
                int[] needles,
                int[] offsets,
                int[] link,
                boolean[] exact) {
            this.next = next;
            this.firstOutput = firstOutput;
            this.outputs = outputs;
            this.needles = needles;
            this.offsets = offsets;
            this.link = link;
            this.exact = exact;
        }

        int outputStates() {
            return exact.length - firstOutput;
        }

        long bytes() {
            return next.length * 2L + (outputs.length + needles.length + offsets.length + link.length) * 4L;
        }

        private record Output(int needle, int offset, boolean exact) {}

        private static final class Builder {
            private int[] rows = new int[Alphabet.SIZE * 64];
            private final List<List<Output>> outputs = new ArrayList<>(List.of(List.of()));

            int size() {
                return outputs.size();
            }

            void add(String text, int from, int to, int needle, int offset) {
                boolean exact =
                        from == 0 && to == text.length() && text.chars().allMatch(c -> Alphabet.isExact((char) c));
                int state = 0;
                for (int i = from; i < to; i++) {
                    int cell = state << Alphabet.BITS | Alphabet.letter(text.charAt(i));
                    if (rows[cell] == 0) {
                        rows[cell] = outputs.size();
                        outputs.add(List.of());
                        if (outputs.size() << Alphabet.BITS > rows.length) {
                            rows = Arrays.copyOf(rows, rows.length * 2);
                        }
                    }
                    state = rows[cell];
                }
                var list = outputs.get(state).isEmpty() ? new ArrayList<Output>() : outputs.get(state);
                list.add(new Output(needle, offset, exact));
                outputs.set(state, list);
            }

            Table trie() {
                return table(new int[outputs.size()], byDepth());
            }

            Table automaton() {
                int states = outputs.size();
                var fail = new int[states];
                var link = new int[states];
                var order = byDepth();
                for (int i = 1; i < states; i++) {
                    int state = order[i];
                    int failure = fail[state];
                    link[state] = outputs.get(failure).isEmpty() ? link[failure] : failure;
                    for (int letter = 0; letter < Alphabet.SIZE; letter++) {
                        int cell = state << Alphabet.BITS | letter;
                        int child = rows[cell];
                        int fallback = rows[failure << Alphabet.BITS | letter];
                        if (child == 0) {
                            rows[cell] = fallback;
                        } else {
                            fail[child] = fallback;
                        }
                    }
                }
                return table(link, order);
            }

            private int[] byDepth() {
                var order = new int[outputs.size()];
                int count = 1;
                for (int i = 0; i < count; i++) {
                    for (int letter = 0; letter < Alphabet.SIZE; letter++) {
                        int child = rows[order[i] << Alphabet.BITS | letter];
                        if (child != 0) {
                            order[count++] = child;
                        }
                    }
                }
                return order;
            }

            /**
             * Numbers the states anew: those with something to report last, so that one comparison tells, and shallow
             * ones first, since a search spends its time there and they fit into a near cache.
             */
            private Table table(int[] link, int[] order) {
                int states = outputs.size();
                var number = new int[states];
                int count = 0;
                for (int state : order) {
                    if (outputs.get(state).isEmpty() && link[state] == 0) {
                        number[state] = count++;
                    }
                }
                int firstOutput = count;
                for (int state : order) {
                    if (!outputs.get(state).isEmpty() || link[state] != 0) {
                        number[state] = count++;
                    }
                }
                var next = new char[states << Alphabet.BITS];
                var lists = new ArrayList<List<Output>>(Collections.nCopies(states, List.of()));
                var links = new int[states];
                for (int state = 0; state < states; state++) {
                    for (int letter = 0; letter < Alphabet.SIZE; letter++) {
                        next[number[state] << Alphabet.BITS | letter] =
                                (char) number[rows[state << Alphabet.BITS | letter]];
                    }
                    lists.set(number[state], outputs.get(state));
                    links[number[state]] = number[link[state]];
                }
                var exact = new boolean[states];
                for (int state = 0; state < states; state++) {
                    exact[state] = true;
                    for (int s = state; s != 0; s = links[s]) {
                        exact[state] &= lists.get(s).stream().allMatch(Output::exact);
                    }
                }
                var starts = new int[states + 1];
                for (int state = 0; state < states; state++) {
                    starts[state + 1] = starts[state] + lists.get(state).size();
                }
                var flat = lists.stream().flatMap(List::stream).toList();
                return new Table(
                        next,
                        firstOutput,
                        starts,
                        flat.stream().mapToInt(Output::needle).toArray(),
                        flat.stream()
                                .mapToInt(output -> output.exact() ? EXACT : output.offset())
                                .toArray(),
                        links,
                        exact);
            }
        }
    }
}
