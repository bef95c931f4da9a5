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
        /** Whether the needle was not found yet in this text, so that it is worth comparing. */
        boolean isWanted(int needle);

        /** A needle was found; it may be reported several times. */
        void found(int needle);
    }

    private static final int FRAGMENT = 7;
    private static final int DEPTH = 64;

    private final List<Needle> needles;
    private final Needle[] all;
    private final Table[] anywhere;
    private final Table[] fromStart;
    private final Table[] fromEnd;
    private final int[] anything;
    private final int[] empty;

    Haystack(List<Needle> needles) {
        this.needles = needles;
        this.all = needles.toArray(new Needle[0]);
        var fragments = new Fragments(needles);
        var anywhereTables = new Tables();
        var startTables = new Tables();
        var endTables = new Tables();
        var anythingList = new ArrayList<Integer>();
        var emptyList = new ArrayList<Integer>();
        for (int i = 0; i < needles.size(); i++) {
            var needle = needles.get(i);
            int length = needle.text().length();
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
        this.anything = anythingList.stream().mapToInt(Integer::intValue).toArray();
        this.empty = emptyList.stream().mapToInt(Integer::intValue).toArray();
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

    void search(char[] chars, int from, int to, Found found) {
        for (int needle : anything) {
            found.found(needle);
        }
        if (from == to) {
            for (int needle : empty) {
                found.found(needle);
            }
            return;
        }
        for (var table : fromStart) {
            searchFromStart(table, chars, from, to, found);
        }
        for (var table : fromEnd) {
            searchFromEnd(table, chars, from, to, found);
        }
        for (var table : anywhere) {
            searchAnywhere(table, chars, from, to, found);
        }
    }

    private void searchAnywhere(Table table, char[] chars, int from, int to, Found found) {
        char[] next = table.next;
        byte[] letters = Alphabet.LETTERS;
        int firstOutput = table.firstOutput;
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state << Alphabet.BITS | letters[chars[i]]];
            if (state >= firstOutput) {
                reportAnywhere(table, state, chars, from, to, i + 1, found);
            }
        }
    }

    private void reportAnywhere(Table table, int state, char[] chars, int from, int to, int end, Found found) {
        for (int s = state; s != 0; s = table.link[s]) {
            for (int k = table.outputs[s]; k < table.outputs[s + 1]; k++) {
                int needle = table.needles[k];
                if (found.isWanted(needle) && all[needle].standsAt(chars, from, to, end - table.offsets[k])) {
                    found.found(needle);
                }
            }
        }
    }

    private void searchFromStart(Table table, char[] chars, int from, int to, Found found) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = table.next[state << Alphabet.BITS | Alphabet.LETTERS[chars[i]]];
            if (state == 0) {
                return;
            }
            if (state >= table.firstOutput) {
                for (int k = table.outputs[state]; k < table.outputs[state + 1]; k++) {
                    int needle = table.needles[k];
                    if (all[needle].standsAt(chars, from, to, from)) {
                        found.found(needle);
                    }
                }
            }
        }
    }

    private void searchFromEnd(Table table, char[] chars, int from, int to, Found found) {
        int state = 0;
        for (int i = to - 1; i >= from; i--) {
            state = table.next[state << Alphabet.BITS | Alphabet.LETTERS[chars[i]]];
            if (state == 0) {
                return;
            }
            if (state >= table.firstOutput) {
                for (int k = table.outputs[state]; k < table.outputs[state + 1]; k++) {
                    int needle = table.needles[k];
                    int start = to - all[needle].text().length();
                    if (all[needle].standsAt(chars, from, to, start)) {
                        found.found(needle);
                    }
                }
            }
        }
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
        /** How many characters of the needle end where its fragment ends. */
        private final int[] offsets;
        /** The next state on the way of failures that has outputs, 0 if there is none. */
        private final int[] link;

        private Table(char[] next, int firstOutput, int[] outputs, int[] needles, int[] offsets, int[] link) {
            this.next = next;
            this.firstOutput = firstOutput;
            this.outputs = outputs;
            this.needles = needles;
            this.offsets = offsets;
            this.link = link;
        }

        long bytes() {
            return next.length * 2L + (outputs.length + needles.length + offsets.length + link.length) * 4L;
        }

        private record Output(int needle, int offset) {}

        private static final class Builder {
            private int[] rows = new int[Alphabet.SIZE * 64];
            private final List<List<Output>> outputs = new ArrayList<>(List.of(List.of()));

            int size() {
                return outputs.size();
            }

            void add(String text, int from, int to, int needle, int offset) {
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
                list.add(new Output(needle, offset));
                outputs.set(state, list);
            }

            Table trie() {
                return table(new int[outputs.size()]);
            }

            Table automaton() {
                int states = outputs.size();
                var fail = new int[states];
                var link = new int[states];
                var queue = new int[states];
                int head = 0;
                int tail = 0;
                for (int letter = 0; letter < Alphabet.SIZE; letter++) {
                    if (rows[letter] != 0) {
                        queue[tail++] = rows[letter];
                    }
                }
                while (head < tail) {
                    int state = queue[head++];
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
                            queue[tail++] = child;
                        }
                    }
                }
                return table(link);
            }

            /** Numbers the states anew, so that one comparison tells whether a state has anything to report. */
            private Table table(int[] link) {
                int states = outputs.size();
                var number = new int[states];
                int count = 0;
                for (int state = 0; state < states; state++) {
                    if (outputs.get(state).isEmpty() && link[state] == 0) {
                        number[state] = count++;
                    }
                }
                int firstOutput = count;
                for (int state = 0; state < states; state++) {
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
                        flat.stream().mapToInt(Output::offset).toArray(),
                        links);
            }
        }
    }
}
