package de.komcert.sigma;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.regex.RegularExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a search for a regular expression costs, over expressions that are known to cost a search with steps back more than
 * anybody can wait for. It is counted in characters that are read, so that it is the same on every machine.
 */
class LinearSearchTests {

    private static final List<String> DEAR = List.of(
            "(a+)+b",
            "(a|aa)+$",
            "(.*a){12}b",
            "(a*)*b",
            "([a-z]+)*[0-9]",
            "(a?){24}a{24}b",
            "(x+x+)+y|(a|a)*c",
            "(([a-z])+.)+[A-Z]([a-z])+$",
            "(.*)*(.*)*!");

    /** So many characters a record of Windows can have at most. */
    private static final int LARGEST_OF_WINDOWS = 64 * 1024 / 2;

    /** So many are read whatever the length. */
    private static final int BESIDE = 8;

    /** The letter a many times and then something that fits nothing; tells how often a character of it was read. */
    private static final class Counted implements CharSequence {
        private final int length;
        private long reads;

        Counted(int length) {
            this.length = length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return index == length - 1 ? '~' : 'a';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            reads += length;
            return "a".repeat(length - 1) + "~";
        }
    }

    private static long reads(Predicate<CharSequence> search, int length) {
        var text = new Counted(length);
        assertThat(search.test(text)).isIn(true, false);
        return text.reads;
    }

    @ParameterizedTest
    @FieldSource("DEAR")
    void everyCharacterIsReadSoManyTimesHoweverLongTheValueIs(String source) throws RegularExpression.Unusable {
        var expression = RegularExpression.of(source, false, false, false);

        long once = reads(expression::isFoundIn, 2_000);
        long twice = reads(expression::isFoundIn, 4_000);
        long fourTimes = reads(expression::isFoundIn, 8_000);

        assertThat(once).isBetween(2_000L, 3 * 2_000L);
        assertThat(twice).isLessThanOrEqualTo(2 * once + BESIDE);
        assertThat(fourTimes).isLessThanOrEqualTo(2 * twice + BESIDE);
    }

    /** Else the count would not show what it is there to show. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(.*a){12}b", "(.*)*(.*)*!"})
    void aSearchWithStepsBackIsSeenInTheCount(String source) {
        var pattern = Pattern.compile(source);

        assertThat(reads(text -> pattern.matcher(text).find(), 24))
                .isGreaterThan(3 * reads(text -> pattern.matcher(text).find(), 12));
    }

    @Test
    void noneOfThemIsUndecidedForTheLargestRecordOfWindowsNorAreAllTogether() {
        var together = Rules.detection("s:\n    F|re: "
                + DEAR.stream().map(source -> "'" + source + "'").toList() + "\ncondition: s");
        var scan = Detector.of(List.of(together), Pipeline.standard()).scan();

        assertThat(scan.detect(Rules.event(Map.of("F", "a".repeat(LARGEST_OF_WINDOWS - 1) + "~"))))
                .isEmpty();
        assertThat(scan.undecided()).isEmpty();
        assertThat(together.effort().asked()).hasSize(DEAR.size());
    }

    @ParameterizedTest
    @FieldSource("DEAR")
    void aSearchIsUndecidedBeyondTheLengthThatIsWrittenDownAndNotBefore(String source) {
        var rule = Rules.item("F|re: '" + source + "'");
        double budget = 1_000_000;
        // Eight steps for each instruction and character, and sixteen characters for the value itself.
        int instructions = com.google.re2j.Pattern.compile(source).programSize();
        int longest = (int) (budget / 8 / instructions) - 16;

        for (int longer = 0; longer <= 1; longer++) {
            var event = Rules.event(Map.of("F", "a".repeat(longest - 1 + longer) + "~"));
            var scan = Detector.of(List.of(rule), Pipeline.standard(), budget).scan();
            scan.detect(event);
            assertThat(scan.undecided()).hasSize(longer);
            assertThat(new Naive(Pipeline.standard(), budget).answer(rule, event) == Answer.OPEN)
                    .isEqualTo(longer == 1);
        }
    }

    @Test
    void theDearestRuleThatIsNotRefusedIsDecidedForValuesOfNineteenHundredCharacters() {
        var expressions =
                IntStream.range(0, 27).mapToObj(i -> "'x" + i + "[a-z]{900}'").collect(Collectors.joining(", "));
        var dearest = Rules.detection("s:\n    F|re: [" + expressions + "]\ncondition: s");
        assertThat(dearest.effort().weight()).isBetween(0.95 * Effort.MOST, (double) Effort.MOST);

        var scan = Detector.of(List.of(dearest), Pipeline.standard()).scan();
        assertThat(scan.detect(Rules.event(Map.of("F", "x1" + "a".repeat(1_898)))))
                .containsExactly(dearest);
        assertThat(scan.undecided()).isEmpty();
    }
}
