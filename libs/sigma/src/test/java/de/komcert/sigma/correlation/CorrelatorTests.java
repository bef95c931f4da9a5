package de.komcert.sigma.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import de.komcert.sigma.Detector;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.RuleSet;
import de.komcert.sigma.Rules;
import de.komcert.sigma.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelatorTests {

    private static final Instant START = Instant.parse("2026-03-09T08:00:00Z");
    private static final String RULES = """
            title: fail
            logsource: {product: test}
            detection:
                s: {What: fail}
                condition: s
            ---
            title: success
            logsource: {product: test}
            detection:
                s: {What: success}
                condition: s
            ---
            """;

    /** @param second after the start; @param fields alternately name and value */
    private record Logged(int second, Map<String, String> fields) {}

    private static Logged at(int second, String what, String... fields) {
        var map = new HashMap<>(Map.of("What", what));
        for (int i = 0; i < fields.length; i += 2) {
            map.put(fields[i], fields[i + 1]);
        }
        return new Logged(second, map);
    }

    private static List<Correlator.Finding> findings(String correlations, List<Logged> events) {
        return findings(correlations, events, Duration.ofDays(1));
    }

    private static List<Correlator.Finding> findings(String correlations, List<Logged> events, Duration tolerance) {
        var rules = Rules.read(new Source("rules.yml", RULES + correlations));
        assertThat(rules.problems()).isEmpty();
        var correlator = Correlator.of(rules, Pipeline.standard(), tolerance, 1 << 24);
        feed(rules, correlator, events);
        return correlator.findings();
    }

    private static void feed(RuleSet rules, Correlator correlator, List<Logged> events) {
        var scan = Detector.of(rules.detections(), Pipeline.standard()).scan();
        for (var logged : events) {
            var event = Rules.event(logged.fields());
            for (var rule : scan.detect(event)) {
                correlator.accept(rule, event, START.plusSeconds(logged.second()), "event-" + logged.second());
            }
        }
        correlator.finish();
    }

    private static String correlation(String title, String type, String rules, String rest) {
        return "title: %s\nname: %s\ncorrelation:\n    type: %s\n    rules: [%s]\n    timespan: 60s\n%s"
                .formatted(title, title, type, rules, rest.indent(4));
    }

    private static List<Integer> seconds(List<Correlator.Finding> findings) {
        return findings.stream()
                .map(f -> (int) Duration.between(START, f.last()).toSeconds())
                .toList();
    }

    @Test
    void eventsAreCountedPerGroupInASlidingWindow() {
        var count = correlation("many", "event_count", "fail", "group-by: [User]\ncondition: {gte: 3}");
        var found = findings(
                count,
                List.of(
                        at(0, "fail", "User", "maria"),
                        at(50, "fail", "User", "jörg"),
                        at(55, "fail", "User", "MARIA"),
                        at(59, "fail", "User", "maria"),
                        at(60, "fail", "User", "maria"),
                        at(100, "fail", "User", "JÖRG"),
                        at(110, "fail", "User", "jörg"),
                        at(111, "fail", "User", "jörg")));
        assertThat(seconds(found)).containsExactly(59, 110);
        assertThat(found.getFirst().group()).containsExactly(Map.entry("User", "maria"));
        assertThat(found.getFirst().references()).containsExactly("event-0", "event-55", "event-59");
        assertThat(found.getFirst().first()).isEqualTo(START);
    }

    @Test
    void aWindowIsTiedToNoClock() {
        var count = correlation("many", "event_count", "fail", "condition: {gte: 2}");
        assertThat(seconds(findings(count, List.of(at(59, "fail"), at(119, "fail"), at(180, "fail")))))
                .containsExactly(119);
    }

    @Test
    void aRangeHasTwoLimits() {
        var count = correlation("some", "event_count", "fail", "condition: {gt: 1, lte: 2}");
        assertThat(seconds(findings(
                        count, List.of(at(0, "fail"), at(1, "fail"), at(2, "fail"), at(100, "fail"), at(101, "fail")))))
                .containsExactly(1, 101);
    }

    // One event a second, so that the count is the second plus one; then, after an empty window, the first anew.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lt: 2          | 0, 200
            lte: 2         | 0, 200
            eq: 3          | 2
            neq: 1         | 1
            neq: 2         | 0, 2, 200
            gte: 2, lte: 3 | 1
            gte: 2, neq: 3 | 1, 3
            gt: 1, lt: 4   | 1
            gte: 4, lte: 3 |
            """)
    void aConditionBecomesTrueOnce(String condition, String expected) {
        var count = correlation("some", "event_count", "fail", "condition: {" + condition + "}");
        var found = seconds(
                findings(count, List.of(at(0, "fail"), at(1, "fail"), at(2, "fail"), at(3, "fail"), at(200, "fail"))));
        assertThat(found.toString()).isEqualTo("[" + (expected == null ? "" : expected) + "]");
    }

    @Test
    void aValueThatFallsBackIntoItsRangeIsReportedAgain() {
        var count = correlation("some", "value_count", "fail", "condition: {field: User, gte: 2, lte: 3}");
        assertThat(seconds(findings(
                        count,
                        List.of(
                                at(0, "fail", "User", "a"),
                                at(30, "fail", "User", "b"),
                                at(40, "fail", "User", "c"),
                                at(50, "fail", "User", "d"),
                                at(61, "fail", "User", "d"),
                                at(91, "fail", "User", "d")))))
                .containsExactly(30, 61);
    }

    @Test
    void differentValuesAreCounted() {
        var count = correlation("spray", "value_count", "fail", "group-by: [Ip]\ncondition: {field: User, gte: 3}");
        assertThat(seconds(findings(
                        count,
                        List.of(
                                at(0, "fail", "Ip", "1", "User", "a"),
                                at(1, "fail", "Ip", "1", "User", "A"),
                                at(2, "fail", "Ip", "1", "User", "b"),
                                at(3, "fail", "Ip", "2", "User", "c"),
                                at(4, "fail", "Ip", "1"),
                                at(61, "fail", "Ip", "1", "User", "c"),
                                at(62, "fail", "Ip", "1", "User", "d")))))
                .containsExactly(61);
    }

    @Test
    void twoFieldsCountTogether() {
        var count = correlation("pairs", "value_count", "fail", "condition: {field: [User, Ip], gte: 2}");
        assertThat(seconds(findings(
                        count,
                        List.of(
                                at(0, "fail", "User", "a", "Ip", "1"),
                                at(1, "fail", "User", "a", "Ip", "1"),
                                at(2, "fail", "User", "a", "Ip", "2")))))
                .containsExactly(2);
    }

    @Test
    void togetherInAnyOrder() {
        var temporal = correlation("both", "temporal", "fail, success", "group-by: [User]");
        assertThat(seconds(findings(
                        temporal,
                        List.of(
                                at(0, "success", "User", "a"),
                                at(10, "fail", "User", "b"),
                                at(20, "fail", "User", "a"),
                                at(90, "success", "User", "b")))))
                .containsExactly(20);
    }

    @Test
    void oneAfterTheOther() {
        var ordered = correlation("order", "temporal_ordered", "fail, success", "group-by: [User]");
        assertThat(seconds(findings(
                        ordered,
                        List.of(
                                at(0, "success", "User", "a"),
                                at(20, "fail", "User", "a"),
                                at(30, "success", "User", "a"),
                                at(100, "fail", "User", "b"),
                                at(161, "success", "User", "b")))))
                .containsExactly(30);
    }

    @Test
    void aliasesJoinFieldsOfDifferentNames() {
        var aliased = correlation(
                "alias",
                "temporal",
                "fail, success",
                "group-by: [who]\naliases:\n    who:\n        fail: Target\n        success: Source");
        var found = findings(
                aliased,
                List.of(at(0, "fail", "Target", "x", "Source", "y"), at(1, "success", "Source", "x", "Target", "z")));
        assertThat(found).singleElement().extracting(Correlator.Finding::group).isEqualTo(Map.of("who", "x"));
    }

    @Test
    void eventsOfDifferentRulesAreCountedUnderOneAlias() {
        var aliased = correlation(
                "count",
                "event_count",
                "fail, success",
                "group-by: [who]\ncondition: {gte: 3}\naliases:\n    who:\n        fail: Target\n        success: Source");
        var found = findings(
                aliased,
                List.of(
                        at(0, "fail", "Target", "x", "Source", "y"),
                        at(1, "success", "Source", "X", "Target", "z"),
                        at(2, "success", "Source", "y", "Target", "x"),
                        at(3, "fail", "Target", "x")));
        assertThat(seconds(found)).containsExactly(3);
        assertThat(found.getFirst().group()).isEqualTo(Map.of("who", "x"));
    }

    @Test
    void valuesOfDifferentFieldsAreCountedUnderOneAlias() {
        var aliased = correlation(
                "values",
                "value_count",
                "fail, success",
                "condition: {field: who, gte: 3}\naliases:\n    who:\n        fail: Target\n        success: Source");
        assertThat(seconds(findings(
                        aliased,
                        List.of(
                                at(0, "fail", "Target", "a", "Source", "b"),
                                at(1, "success", "Source", "A", "Target", "c"),
                                at(2, "success", "Source", "b"),
                                at(3, "fail", "Target", "b", "Source", "c"),
                                at(4, "fail", "Target", "c")))))
                .containsExactly(4);
    }

    /** What a correlation grouped by an alias found is called by that alias in those that build on it. */
    @Test
    void correlationsBuildOnAliasesOfCorrelations() {
        var chain = correlation(
                        "many",
                        "event_count",
                        "fail",
                        "group-by: [victim]\ncondition: {gte: 2}\naliases:\n    victim:\n        fail: Target")
                + "---\n"
                + correlation(
                        "in",
                        "temporal_ordered",
                        "many, success",
                        "group-by: [who]\naliases:\n    who:\n        many: victim\n        success: Source");
        var found = findings(
                chain,
                List.of(
                        at(0, "fail", "Target", "x"),
                        at(1, "fail", "Target", "x"),
                        at(2, "success", "Source", "y", "victim", "x"),
                        at(3, "success", "Source", "x")));
        assertThat(found).extracting(f -> f.rule().head().title()).containsExactly("many", "in");
        assertThat(seconds(found)).containsExactly(1, 3);
        assertThat(found.getLast().group()).isEqualTo(Map.of("who", "x"));
    }

    @Test
    void correlationsBuildOnCorrelations() {
        var chain = correlation("many", "event_count", "fail", "group-by: [User, Ip]\ncondition: {gte: 3}") + "---\n"
                + correlation("broken-in", "temporal_ordered", "many, success", "group-by: [User]");
        var found = findings(
                chain,
                List.of(
                        at(0, "success", "User", "a"),
                        at(1, "fail", "User", "a", "Ip", "1"),
                        at(2, "fail", "User", "a", "Ip", "1"),
                        at(3, "fail", "User", "a", "Ip", "1"),
                        at(9, "success", "User", "a")));
        assertThat(found).extracting(f -> f.rule().head().title()).containsExactly("many", "broken-in");
        assertThat(seconds(found)).containsExactly(3, 9);
    }

    @Test
    void sumsAveragesAndPercentilesAreExact() {
        var events = List.of(
                at(0, "fail", "N", "0.1"),
                at(1, "fail", "N", "0.2"),
                at(2, "fail", "N", "none"),
                at(70, "fail", "N", "0.3"),
                at(71, "fail", "N", "10"));
        assertThat(seconds(findings(correlation("s", "value_sum", "fail", "condition: {field: N, eq: 0.3}"), events)))
                .containsExactly(1, 70);
        assertThat(seconds(findings(correlation("a", "value_avg", "fail", "condition: {field: N, gt: 5}"), events)))
                .containsExactly(71);
        assertThat(seconds(findings(
                        correlation("p", "value_percentile", "fail", "condition: {field: N, percentile: 50, lte: 0.1}"),
                        events)))
                .containsExactly(0);
    }

    @Test
    void aRareValueStandsOut() {
        var rare = correlation("rare", "value_percentile", "fail", "condition: {field: N, lte: 10}");
        var events = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(i -> at(i, "fail", "N", "usual"))
                .toList());
        events.add(at(30, "fail", "N", "rare"));
        assertThat(seconds(findings(rare, events))).containsExactly(30);
    }

    @Test
    void theOrderOfArrivalMakesNoDifference() {
        var chain = correlation("many", "event_count", "fail", "group-by: [User]\ncondition: {gte: 3}") + "---\n"
                + correlation("in", "temporal_ordered", "many, success", "group-by: [User]");
        var random = new Random(7);
        var events = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> at(i * 5, random.nextInt(4) == 0 ? "success" : "fail", "User", "u" + random.nextInt(4)))
                .toList());
        var sorted = findings(chain, events);
        assertThat(sorted).hasSizeGreaterThan(10);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(events, random);
            assertThat(findings(chain, events).toString()).isEqualTo(sorted.toString());
        }
    }

    @Test
    void memoryIsBoundedAndLossesAreCounted() {
        var rules = Rules.read(new Source(
                "rules.yml",
                RULES + correlation("many", "event_count", "fail", "group-by: [User]\ncondition: {gte: 3}")));
        int weight =
                new Correlator.Occurrence(rules.rules().getFirst(), START, "event-19", Map.of("User", "u999")).weight();
        var correlator = Correlator.of(rules, Pipeline.standard(), Duration.ofSeconds(1), 100L * weight);
        var events = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> at(i / 50, "fail", "User", "u" + i))
                .toList());
        events.add(at(2, "fail", "User", "late"));
        events.add(at(20, "fail"));
        feed(rules, correlator, events);
        assertThat(correlator.losses()).isEqualTo(new Correlator.Losses(1, 900, 1));
    }

    @Test
    void buildingBlocksOfTheSameFileStaySilentUnlessAskedFor() {
        var quiet = Rules.read(
                new Source("rules.yml", RULES + correlation("many", "event_count", "fail", "condition: {gte: 3}")));
        var loud = Rules.read(new Source(
                "rules.yml",
                RULES + correlation("many", "event_count", "fail", "condition: {gte: 3}\ngenerate: true")));
        assertThat(quiet.rules().stream()
                        .filter(quiet::reportsAlone)
                        .map(rule -> rule.head().title()))
                .containsExactly("success", "many");
        assertThat(loud.rules().stream().filter(loud::reportsAlone)).hasSize(3);
    }
}
