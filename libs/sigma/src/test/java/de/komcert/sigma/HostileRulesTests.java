package de.komcert.sigma;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.komcert.sigma.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules and events made to hurt: each ends in a reason or a result, never in an exception or in waiting. */
class HostileRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(a{1000}){1000}",
                "(x+x+)+y{99999999}",
                "((((((((((a*)*)*)*)*)*)*)*)*)*)*{500}{500}",
                "a{1001}",
                "(?=a)a",
                "(",
                "[",
                "a**+?{",
                "\\",
                "(?P<"
            })
    void aRegularExpressionIsUsableOrRefused(String regex) {
        var rules = Rules.read(Rules.source("r", "s:\n    F|re: '" + regex + "'\ncondition: s"));
        assertThat(rules.detections().size() + rules.problems().size()).isEqualTo(1);
        rules.detections().forEach(rule -> Rules.matches(rule, Rules.event(Map.of("F", "a".repeat(500)))));
    }

    @Test
    void hugeAndDeepExpressionsAreRefused() {
        assertThat(Rules.refusals("s:\n    F|re: '" + "a".repeat(20_000) + "'\ncondition: s"))
                .singleElement()
                .asString()
                .contains("longer than");
        assertThat(Rules.refusals("s:\n    F|re: '" + "(".repeat(500) + "a" + ")".repeat(500) + "'\ncondition: s"))
                .singleElement()
                .asString()
                .contains("nested deeper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void deepNestingIsRefused(String open) {
        var rules = Rules.read(new Source("deep.yml", open.repeat(100_000)));
        assertThat(rules.problems()).isNotEmpty();
        assertThat(rules.rules()).isEmpty();
    }

    @Test
    void anAliasBombIsRefused() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        assertThat(Rules.read(new Source("bomb.yml", text.toString())).problems())
                .anySatisfy(problem -> assertThat(problem.reason()).contains("unfolds to more than"));
    }

    @Test
    void anAliasInsideItselfIsRefused() {
        assertThat(Rules.read(new Source("loop.yml", "a: &a [*a]\n")).problems())
                .isNotEmpty();
    }

    @Test
    void aFileTooLargeIsRefused() {
        assertThat(Rules.read(new Source("large.yml", "#".repeat(Yaml.MAX_CHARS + 1)))
                        .problems())
                .hasSize(1);
    }

    @Test
    void conditionsOfAnyDepthAreReadOrRefused() {
        assertThat(Rules.refusals("s:\n    F: x\ncondition: " + "(".repeat(3_000) + "s"))
                .singleElement()
                .asString()
                .contains("nested deeper");
        assertThat(Rules.refusals("s:\n    F: x\ncondition: " + "not ".repeat(9_000) + "s"))
                .singleElement()
                .asString()
                .contains("words");
        assertThat(Rules.matches(
                        Rules.detection("s:\n    F: x\ncondition: " + "not ".repeat(1_001) + "s"),
                        Rules.event(Map.of("F", "y"))))
                .isTrue();
    }

    @Test
    void aMillionCharactersAreSearchedInLinearTime() {
        var needle = "a".repeat(3_000) + "b";
        var rule = Rules.detection("""
                s:
                    F|contains: '%s'
                t:
                    F|re: '(a|aa)+c'
                u:
                    F: '*a*a*a*a*a*a*d'
                condition: 1 of them""".formatted(needle));
        assertThat(Rules.matches(rule, Rules.event(Map.of("F", "a".repeat(1_000_000)))))
                .isFalse();
        assertThat(Rules.matches(rule, Rules.event(Map.of("F", "a".repeat(1_000_000) + "b"))))
                .isTrue();
    }

    @Test
    void textsThatRepeatThemselvesAreSearchedInLinearTime() {
        var texts = IntStream.range(0, 200)
                .mapToObj(i -> "        - '" + "a".repeat(3_000 + i) + "b'\n")
                .collect(Collectors.joining());
        var rule = Rules.detection("s:\n    F|contains:\n" + texts + "condition: s");
        assertThat(Rules.matches(rule, Rules.event(Map.of("F", "a".repeat(64 * 1024)))))
                .isFalse();
        assertThat(Rules.matches(rule, Rules.event(Map.of("F", "A".repeat(64 * 1024) + "B"))))
                .isTrue();
    }

    @Test
    void aRuleOfAMillionCharactersIsUsed() {
        var long1 = "x".repeat(1_000_000);
        var rule = Rules.detection("s:\n    F|contains: '" + long1 + "'\ncondition: s");
        assertThat(Rules.matches(rule, Rules.event(Map.of("F", "y" + long1.toUpperCase(Locale.ROOT)))))
                .isTrue();
    }

    @Test
    void correlationsThatGoInCirclesAreRefused() {
        var correlation = """
                title: %s
                correlation:
                    type: temporal
                    rules: [%s, %s]
                    timespan: 5m
                """;
        var rules = Rules.read(
                new Source("a.yml", correlation.formatted("a", "b", "c")),
                new Source("b.yml", correlation.formatted("b", "c", "a")),
                new Source("c.yml", correlation.formatted("c", "c", "b")));
        assertThat(rules.rules()).isEmpty();
        assertThat(rules.problems()).hasSize(3);
        assertThat(rules.problems().stream().map(Problem::reason).collect(Collectors.joining()))
                .contains("refers to itself");
    }

    @Test
    void aLongChainOfCorrelationsIsRead() {
        var text = new StringBuilder(
                Rules.source("c0", "s:\n    F: x\ncondition: s").text());
        for (int i = 1; i <= 2_000; i++) {
            text.append(
                    "---\ntitle: c%d\ncorrelation:\n    type: event_count\n    rules: [c%d]\n    timespan: 1m\n    condition: {gte: 1}\n"
                            .formatted(i, i - 1));
        }
        var rules = Rules.read(new Source("chain.yml", text.toString()));
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.correlations()).hasSize(2_000);
    }

    @Test
    void endlessChannelsAndLayoutsCostNoMemory() {
        var scan = Detector.of(List.of(Rules.item("F: x")), Pipeline.standard()).scan();
        for (int i = 0; i < 30_000; i++) {
            assertThat(scan.detect(Rules.event(Map.of("F", "x", "Channel", "c" + i, "EventID", i, "G" + i, "y"))))
                    .hasSize(1);
        }
    }
}
