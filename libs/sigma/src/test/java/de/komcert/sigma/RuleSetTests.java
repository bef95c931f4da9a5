package de.komcert.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.sigma.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RuleSetTests {

    private static final String SELECTIONS = "a1:\n    A: x\na2:\n    B: x\n_c:\n    C: x\n";

    // The fields A, B and C hold x where the letter is in the second column.
    @ParameterizedTest
    @CsvSource({
        "a1, A, true",
        "not a1, A, false",
        "not not a1, A, true",
        "a1 or a2 and _c, A, true",
        "a1 or a2 and _c, B, false",
        "a1 or a2 and _c, BC, true",
        "(a1 or a2) and _c, A, false",
        "not a1 and a2, B, true",
        "not (a1 and a2), A, true",
        "NOT a1 AND a2, B, true",
        "1 of them, C, false",
        "1 of them, B, true",
        "all of them, AB, true",
        "1 of a*, B, true",
        "all of a*, A, false",
        "any of a*, A, true",
        "1 of *2, A, false",
        "1 of _*, C, true",
        "a1 and not 1 of _*, AC, false",
        "all of a* and not _c, AB, true"
    })
    void conditionsBindAsTheSpecificationSays(String condition, String fields, boolean expected) {
        var rule = Rules.detection(SELECTIONS + "condition: " + condition);
        var map = new HashMap<String, Object>();
        fields.chars().forEach(c -> map.put(Character.toString(c), "x"));
        assertThat(Rules.matches(rule, Rules.event(map))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a1 and | ends where a search identifier should stand
            a1 a2 | has »a2« where the end
            (a1 | ends where a closing parenthesis
            a3 | names »a3«
            1 of b* | no search identifier is called so
            2 of a* | asks for »2 of«
            1 of | »them« or a pattern
            and a1 | has »and« where a search identifier
            a1 or of | has »of«
            """)
    void aWrongConditionIsRefusedWithItsReason(String condition, String reason) {
        assertThat(Rules.refusals(SELECTIONS + "condition: " + condition))
                .singleElement()
                .asString()
                .startsWith("11: ")
                .contains(reason);
    }

    @Test
    void listsOfMapsAreAlternativesAndMapsAreNot() {
        var rule = Rules.detection("s:\n    - A: x\n      B: x\n    - C: x\ncondition: s");
        assertThat(Rules.matches(rule, Rules.event(Map.of("A", "x")))).isFalse();
        assertThat(Rules.matches(rule, Rules.event(Map.of("A", "x", "B", "x")))).isTrue();
        assertThat(Rules.matches(rule, Rules.event(Map.of("C", "x")))).isTrue();
    }

    @Test
    void keywordsAreSoughtInEveryValue() {
        var any = Rules.detection("keywords:\n    - 'foo bar'\n    - b?z\ncondition: keywords");
        var all = Rules.detection("keywords:\n    '|all':\n        - foo\n        - bar\ncondition: keywords");
        assertThat(Rules.matches(any, Rules.event(Map.of("X", "a FOO BAR b")))).isTrue();
        assertThat(Rules.matches(any, Rules.event(Map.of("X", "foo", "Y", "bar"))))
                .isFalse();
        assertThat(Rules.matches(any, Rules.event(Map.of("X", List.of("1", "abuzb")))))
                .isTrue();
        assertThat(Rules.matches(all, Rules.event(Map.of("X", "foo", "Y", "xbarx"))))
                .isTrue();
        assertThat(Rules.matches(all, Rules.event(Map.of("X", "foo")))).isFalse();
    }

    @Test
    void aListOfConditionsMeansOneOfThem() {
        var rule = Rules.detection(SELECTIONS + "condition:\n    - a1 and a2\n    - _c");
        assertThat(Rules.matches(rule, Rules.event(Map.of("C", "x")))).isTrue();
        assertThat(Rules.matches(rule, Rules.event(Map.of("A", "x")))).isFalse();
    }

    @Test
    void allProblemsAreReportedAtOnceWithFileAndLine() {
        var rules = RuleSet.read(
                List.of(new Source("folder/bad.yml", """
                        title: Bad
                        level: extreme
                        logsource:
                            definition: nothing
                        detection:
                            s:
                                F|foo: a
                                G|cidr: x
                            timeframe: 5m
                            condition: s and t
                        """), Rules.source("good", "s:\n    F: x\ncondition: s")));

        assertThat(rules.detections()).extracting(Object::toString).containsExactly("good");
        assertThat(rules.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "folder/bad.yml:2: Bad: There is no level »extreme«; medium is taken.",
                        "folder/bad.yml:4: Bad: The log source names neither product, category nor service.",
                        "folder/bad.yml:6: Bad: The search identifier »s« is not used by the condition.",
                        "folder/bad.yml:7: Bad: »F|foo«: there is no modifier »foo«.",
                        "folder/bad.yml:8: Bad: »x« is no network in CIDR notation, for example 10.0.0.0/8 or 2001:db8::/32.",
                        "folder/bad.yml:9: Bad: »timeframe« was replaced by correlation rules in Sigma 2.",
                        "folder/bad.yml:10: Bad: The condition names »t«, which is not among the search identifiers s.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: [",
                "- a\n- b",
                "just text",
                "title: x\ntitle: y",
                "a: *b",
                "? [x]\n: y",
                "\u0000",
                "title: x"
            })
    void whatIsNoRuleIsReported(String text) {
        var rules = Rules.read(new Source("x.yml", text));
        assertThat(rules.rules()).isEmpty();
        assertThat(rules.problems()).isNotEmpty().allMatch(p -> p.weight() == Problem.Weight.REFUSED && p.line() >= 1);
    }

    @Test
    void aBrokenDocumentCostsItsNeighboursNothing() {
        var good = Rules.source("one", "s:\n    F: x\ncondition: s").text();
        var rules = Rules.read(new Source("many.yml", good + "---\ntitle: broken\n---\n" + good.replace("one", "two")));
        assertThat(rules.detections()).extracting(Object::toString).containsExactly("one", "two");
        assertThat(rules.problems()).singleElement().extracting(Problem::line).isEqualTo(9);
    }

    @Test
    void aSecondRuleOfTheSameIdIsRefused() {
        var first = new Source(
                "a.yml",
                "id: 1\n" + Rules.source("one", "s:\n    F: x\ncondition: s").text());
        var second = new Source(
                "b.yml",
                "id: 1\n" + Rules.source("two", "s:\n    F: x\ncondition: s").text());
        var rules = Rules.read(second, first);
        assertThat(rules.detections()).extracting(Object::toString).containsExactly("one");
        assertThat(rules.problems())
                .singleElement()
                .asString()
                .contains("b.yml:1: two: »1« is the id or name of a rule in a.yml:1");
    }

    private static final String FILTER = """
            title: Administrators
            logsource:
                product: %s
            filter:
                rules: [%s]
                selection:
                    User|startswith: adm_
                condition: selection
            """;

    @Test
    void aFilterTakesAwayWhatItDescribes() {
        var rule = Rules.source("rule", "s:\n    F: x\ncondition: s");
        var rules = Rules.read(rule, new Source("z.yml", FILTER.formatted("test", "rule")));
        assertThat(rules.problems()).isEmpty();
        var filtered = rules.detections().getFirst();
        assertThat(Rules.matches(filtered, Rules.event(Map.of("F", "x", "User", "maria"))))
                .isTrue();
        assertThat(Rules.matches(filtered, Rules.event(Map.of("F", "x", "User", "ADM_maria"))))
                .isFalse();
    }

    @Test
    void aFilterThatCannotBeAppliedSaysWhy() {
        var rule = Rules.source("rule", "s:\n    F: x\ncondition: s");
        assertThat(Rules.read(rule, new Source("z.yml", FILTER.formatted("windows", "rule")))
                        .problems())
                .singleElement()
                .asString()
                .contains("z.yml:5", "The filter is for product windows");
        assertThat(Rules.read(rule, new Source("z.yml", FILTER.formatted("test", "other")))
                        .problems())
                .singleElement()
                .asString()
                .contains("»other«, which is not among the rules");
    }

    @Test
    void aCorrelationThatNamesARuleTwiceIsRefused() {
        var rule = Rules.source("rule", "s:\n    F: x\ncondition: s").text() + "name: short\n";
        var twice = Rules.read(new Source("rules.yml", rule + """
                id: long
                ---
                title: twice
                correlation: {type: temporal, rules: [long, short], timespan: 1m}
                """));
        assertThat(twice.correlations()).isEmpty();
        assertThat(twice.problems())
                .singleElement()
                .asString()
                .contains("»rule« by its id and by its name, so that each match would count twice");
    }

    @Test
    void placeholdersStandAloneOrInsideAText() {
        var rules = Rules.read(
                Rules.source(
                        "rule",
                        "s:\n    F|contains|expand: '\\\\%Servers%\\\\%Shares%'\n    G: '%Servers%'\n    H|expand: '\\%a%Servers%'\ncondition: s"));
        var rule = rules.detections().getFirst();
        assertThat(rule.placeholders()).containsExactly("Servers", "Shares");

        var filled = new Placeholders(Map.of("Servers", List.of("srv?", "fs"), "Shares", List.of("c$"))).fill(rule);
        assertThat(Rules.matches(filled, Rules.event(Map.of("F", "\\SRV1\\C$\\x", "G", "%servers%", "H", "%asrv7"))))
                .isTrue();
        assertThat(Rules.matches(filled, Rules.event(Map.of("F", "\\srv12\\c$", "G", "%servers%", "H", "%afs"))))
                .isFalse();
    }

    @Test
    void theExamplesOfTheSpecificationAreRead() {
        var folder = SharedData.sigma().resolve("specification/tests/schema");
        var files = SharedData.files(folder, ".yml");
        assertThat(files).hasSize(12);
        for (var file : files) {
            var problems = new Problems(file.toString());
            try {
                var source = Source.of(folder, file);
                var nodes = Yaml.read(source.name(), source.text(), problems::refuse);
                assertThat(DocumentReader.read(nodes.getFirst(), problems))
                        .as("%s: %s", file, problems.all())
                        .isPresent();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
