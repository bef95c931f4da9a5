package de.komcert.sigma.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import de.komcert.sigma.value.Dashes;
import de.komcert.sigma.value.Fold;
import de.komcert.sigma.value.TextPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a haystack finds, against looking for each needle by itself. {@code -Dkomcert.seed} replays a run. */
class HaystackTests {

    private static final List<TextPattern.Shape> PLACES = List.of(
            TextPattern.Shape.CONTAINS,
            TextPattern.Shape.CONTAINS,
            TextPattern.Shape.PREFIX,
            TextPattern.Shape.SUFFIX,
            TextPattern.Shape.EQUALS,
            TextPattern.Shape.ANYTHING);

    private static Set<Needle> found(Haystack haystack, String text) {
        var found = new ArrayList<Needle>();
        new Haystack.Search(n -> found.add(haystack.needles().get(n)))
                .in(haystack, ("<" + text + ">").toCharArray(), 1, 1 + text.length());
        assertThat(found).as("nothing is told twice").doesNotHaveDuplicates();
        return new TreeSet<>(found);
    }

    private static boolean isIn(Needle needle, String text) {
        var folded = needle.dashes() ? Dashes.folded(Fold.fold(text)) : Fold.fold(text);
        return switch (needle.place()) {
            case CONTAINS, GLOB -> folded.contains(needle.text());
            case PREFIX -> folded.startsWith(needle.text());
            case SUFFIX -> folded.endsWith(needle.text());
            case EQUALS -> folded.equals(needle.text());
            case ANYTHING -> true;
        };
    }

    private static Haystack haystack(Iterable<Needle> needles) {
        var sorted = new TreeSet<Needle>();
        needles.forEach(sorted::add);
        return new Haystack(List.copyOf(sorted));
    }

    private static Needle needle(String text, TextPattern.Shape place, boolean dashes) {
        var folded = Fold.fold(text);
        return new Needle(dashes ? Dashes.folded(folded) : folded, place, dashes);
    }

    /**
     * @param letters of which needles and texts are made: few, so that they meet; some that share a letter of the alphabet,
     *     some beyond ASCII, and the halves of pairs
     * @param longest needle
     */
    private static void compare(String letters, int shortest, int longest) {
        long seed = Long.getLong("komcert.seed", new Random().nextLong());
        System.out.println("HaystackTests: -Dkomcert.seed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            var needles = new ArrayList<Needle>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                needles.add(needle(
                        word(random, letters, shortest, longest),
                        PLACES.get(random.nextInt(PLACES.size())),
                        random.nextInt(4) == 0));
            }
            var haystack = haystack(needles);
            for (int i = 0; i < 25; i++) {
                var text = word(random, letters, 0, 30);
                if (random.nextBoolean()) {
                    text += needles.get(random.nextInt(needles.size())).text().toUpperCase(java.util.Locale.ROOT)
                            + word(random, letters, 0, 3);
                }
                var wanted = new TreeSet<Needle>();
                for (var needle : haystack.needles()) {
                    if (isIn(needle, text)) {
                        wanted.add(needle);
                    }
                }
                assertThat(found(haystack, text))
                        .as("seed %d, round %d, »%s«", seed, round, text)
                        .isEqualTo(wanted);
            }
        }
    }

    private static String word(Random random, String letters, int shortest, int longest) {
        var word = new StringBuilder();
        for (int i = shortest + random.nextInt(longest - shortest + 1); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "abcABC\\.-",
                "a!#<>[]{}^~",
                "aäÄßẞü\u2013-/",
                "k\u212a\t\u0000\uffffi\u0131",
                "a\ud801\udc00\udc28"
            })
    void findsWhatIsThereAndNothingElse(String letters) {
        compare(letters, 0, 4);
        compare(letters, 0, 14);
    }

    @Test
    void leapsOverWhatCannotBegin() {
        compare("abcdefgh", 5, 9);
        compare("ab", 6, 12);
    }

    @Test
    void looksAtEveryOtherPlaceWhereNoNeedleIsShort() {
        compare("ab", 3, 5);
        compare("abc", 3, 12);
        compare("abcdefgh!#\u2013-", 4, 12);
    }

    @Test
    void anUmlautBringsUpNoNeedleOfAnother() {
        var haystack = haystack(IntStream.range(0x0400, 0x0460)
                .mapToObj(c -> needle("x" + (char) c, TextPattern.Shape.CONTAINS, false))
                .toList());
        assertThat(found(haystack, "Gebührenbescheid xü")).isEmpty();
        assertThat(found(haystack, "Gebühr XЖ")).extracting(Needle::text).containsExactly("xж");
    }

    @Test
    void tiedNeedlesSpreadOverSeveralTries() {
        var values = IntStream.range(0, 30_000)
                .mapToObj(i -> Integer.toString(i * 7919 + 1_000_000_007, 36) + "q" + i)
                .toList();
        var haystack = haystack(values.stream()
                .map(value -> needle(value, TextPattern.Shape.SUFFIX, false))
                .toList());
        assertThat(haystack.bytes()).as("more states than one trie has").isGreaterThan(1L << 23);
        for (int i = 0; i < values.size(); i += 997) {
            assertThat(found(haystack, "x" + values.get(i)))
                    .extracting(Needle::text)
                    .contains(values.get(i));
        }
    }

    @Test
    void tensOfThousandsOfNeedlesAnywhereAreAllFound() {
        var values = IntStream.range(0, 60_000)
                .mapToObj(i -> Integer.toString(i * 7919 + 1_000_000_007, 36) + "q" + i)
                .toList();
        var haystack = haystack(values.stream().map(Needle::anywhere).toList());
        for (var value : values) {
            assertThat(found(haystack, "x" + value + "y"))
                    .extracting(Needle::text)
                    .contains(value);
        }
    }
}
