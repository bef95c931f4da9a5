package de.komcert.sigma;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a rule may cost for an event. */
class EffortTests {

    private static final int LARGE = 64 * 1024;

    /** Each affordable by itself, and none of them in the value. */
    private static final Source MANY = Rules.source(
            "many",
            "s:\n    F|re:\n"
                    + IntStream.range(0, 1_000)
                            .mapToObj(i -> "        - '(a|b)+[0-9]{3}q" + i + "'\n")
                            .collect(Collectors.joining())
                    + "t:\n    G: yes\ncondition: s and t");

    private static final Source CHEAP = Rules.source("cheap", "s:\n    F|contains: bab\ncondition: s");
    private static final Source ONE = Rules.source("one", "s:\n    F|re: 'b+a'\ncondition: s");

    private static Event event(int length, String other) {
        return Rules.event(Map.of("F", "ab".repeat(length / 2), "G", other));
    }

    @Test
    void aThousandAffordableExpressionsOverALargeValueLeaveTheRuleOpenAndNoOther() {
        var detector = Rules.detector(CHEAP, MANY, ONE);
        var scan = detector.scan();
        var event = event(LARGE, "yes");

        assertThat(Answered.titles(scan.detect(event))).containsExactly("cheap", "one");
        assertThat(Answered.titles(scan.undecided())).containsExactly("many");
        assertThat(detector.rules())
                .extracting(rule -> new Naive(Pipeline.standard()).answer(rule, event))
                .containsExactly(Answer.YES, Answer.OPEN, Answer.YES);

        scan.detect(event(200, "yes"));
        assertThat(scan.undecided()).isEmpty();
    }

    @Test
    void whatOtherPartsOfTheRuleSettleIsNotOpen() {
        var event = event(LARGE, "no");

        var scan = Rules.detector(MANY).scan();
        assertThat(scan.detect(event)).isEmpty();
        assertThat(scan.undecided()).isEmpty();

        var either = Rules.detector(new Source("either.yml", MANY.text().replace("s and t", "s or not t")))
                .scan();
        assertThat(either.detect(event)).hasSize(1);
        assertThat(either.undecided()).isEmpty();
    }

    @Test
    void whichMatchesWereSettledFreelyIsKnownForTheLastEvent() {
        var either = new Source("either.yml", MANY.text().replace("s and t", "s or not t"));
        var detector = Rules.detector(CHEAP, either);
        var scan = detector.scan();

        var matches = scan.detect(event(LARGE, "no"));
        assertThat(matches).hasSize(2);
        assertThat(scan.isSettledFreely(matches.getFirst())).isFalse();
        assertThat(scan.isSettledFreely(matches.getLast())).isTrue();

        assertThat(scan.detect(event(200, "no"))).hasSize(2);
        assertThat(scan.isSettledFreely(matches.getLast())).isFalse();
    }

    @Test
    void neitherThreadsNorOrderNorWhatWasMetBeforeMakeADifference() throws Exception {
        var detector = Rules.detector(CHEAP, MANY, ONE);
        // Around the limit, and each of them several times, so that values are remembered.
        var events = IntStream.range(0, 240)
                .mapToObj(i -> event(i % 3 == 0 ? LARGE : 400 + i % 5 * 100, i % 2 == 0 ? "yes" : "no"))
                .toList();

        var one = Answered.by(1, detector, events);
        assertThat(one)
                .filteredOn(answer -> answer.undecided().equals(List.of("many")))
                .hasSize(40);
        for (int threads = 2; threads <= 4; threads++) {
            assertThat(Answered.by(threads, detector, events)).isEqualTo(one);
        }
        assertThat(events.stream().map(event -> Answered.by(detector.scan().withoutMemo(), event)))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a gate that is not there, a window that is not there, a text that nothing wakes
                "F|re: 'zzz(a|b)+'",
                "F|re: '[a-z]{200,900}!'",
                "F|cased|contains: 'zzz'",
                "F: '*zzz?*'",
                "F|fieldref: G"
            })
    void whatSparesASearchDoesNotSpareTheBudget(String item) {
        var rule = Rules.item(item);
        var event = event(1_000, "yes");
        var scan = Detector.of(List.of(rule), Pipeline.standard(), 100).scan();

        assertThat(scan.detect(event)).isEmpty();
        assertThat(scan.undecided()).containsExactly(rule);
        assertThat(new Naive(Pipeline.standard(), 100).answer(rule, event)).isEqualTo(Answer.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F|contains: zzz", "F|startswith: [x, y]", "F: null", "F|exists: false", "F: ''"})
    void whatAllRulesSearchTogetherCostsNothing(String item) {
        var rule = Rules.item(item);
        var scan = Detector.of(List.of(rule), Pipeline.standard(), 0).scan();

        assertThat(scan.detect(event(1_000, "yes"))).isEmpty();
        assertThat(scan.undecided()).isEmpty();
    }

    @Test
    void theSameQuestionCostsOnce() {
        var twice = Rules.detection("s:\n    F|re: 'a+'\nt:\n    F|re: ['a+', 'b+']\ncondition: s or t or s");

        assertThat(twice.effort().asked()).hasSize(2);
    }

    @Test
    void aListOfManyValuesCostsMoreThanItsCharacters() {
        var rule = Rules.item("F|cidr: ['10.0.0.0/8', '192.168.0.0/16']");
        var scan = Detector.of(List.of(rule), Pipeline.standard(), 1_000).scan();

        scan.detect(Rules.event(Map.of("F", Collections.nCopies(100, ""))));
        assertThat(scan.undecided()).containsExactly(rule);
        scan.detect(Rules.event(Map.of("F", "10.1.2.3")));
        assertThat(scan.undecided()).isEmpty();
    }

    @Test
    void aRuleWhoseExpressionsAreTooLargeTogetherIsRefusedWithItsLine() {
        var expressions = IntStream.range(0, 30)
                .mapToObj(i -> "        - 'x" + i + "[a-z]{900}'")
                .collect(Collectors.joining("\n"));

        assertThat(Rules.refusals("s:\n    F|re:\n" + expressions + "\ncondition: s"))
                .singleElement()
                .asString()
                .matches("3[0-9]: The regular expressions and patterns up to here take 20[0-9]{4} steps for each"
                        + " character; a rule may take 200000\\. Divide it into several rules\\.");
    }

    @Test
    void aFilterThatMakesARuleTooLargeIsNotApplied() {
        var half =
                IntStream.range(0, 20).mapToObj(i -> "'x" + i + "[a-z]{900}'").collect(Collectors.joining(", "));
        var rules = Rules.read(
                Rules.source("rule", "s:\n    F|re: [" + half + "]\ncondition: s"),
                new Source(
                        "filter.yml",
                        "title: filter\nlogsource:\n    product: test\nfilter:\n    rules: [rule]\n    f:\n        G|re: ["
                                + half + "]\n    condition: f\n"));

        assertThat(rules.detections())
                .singleElement()
                .satisfies(rule -> assertThat(rule.effort().asked()).hasSize(20));
        assertThat(rules.problems())
                .singleElement()
                .asString()
                .isEqualTo("filter.yml:5: filter: With the regular expressions and patterns of the filter, »rule« would"
                        + " take more than 200000 steps for each character.");
    }

    @Test
    void everyRuleOfSigmaHqCanBeDecidedForTheLargestRecordOfWindows() {
        int largest = 64 * 1024 / 2;
        assertThat(RuleSet.read(SharedData.ruleSources()).detections())
                .hasSize(3_779)
                .allSatisfy(rule -> assertThat(
                                Effort.extent(1, largest) * rule.effort().weight())
                        .isLessThan(Effort.BUDGET));
    }
}
