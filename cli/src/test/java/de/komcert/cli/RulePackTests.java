package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Our own rules: they load, they say what an analyst needs, and they find what they should and nothing beside it. */
class RulePackTests {

    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern GERMAN = Pattern.compile(
            "\\b(der|die|das|den|dem|ein|eine|einer|im|am|von|sich|wird|und|nach)\\b", Pattern.CASE_INSENSITIVE);
    /** For titles and steps, which are short: further small words, and what those without any of them say. */
    private static final Pattern GERMAN_WORDS = Pattern.compile(
            GERMAN.pattern()
                    + "|\\b(des|eines|einen|vom|zum|zur|ins|mit|auf|aus|in|an|als|per|ob|nicht|oder|bei|sie|auch"
                    + "|ohne|durch|vor|viele|dann|werden|erraten|abgelehnt|heimlich)\\b|[äöüß]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(the|of|and|to|with|by|from|for|is|are|not|failed|detected|suspicious|password|login|check)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}(?![\\d.])");
    private static final Pattern ALLOWED_ADDRESS = Pattern.compile("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113"
            + "|10\\.|100\\.64\\.|127\\.0\\.0\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.).*");
    private static final String TABLE = "<!-- Tabelle: wird von RulePackTests geprüft -->\n";

    private final RulePack pack;

    RulePackTests() throws IOException {
        pack = RulePack.read();
    }

    @Test
    void everyRuleLoadsWithoutAWord() {
        assertThat(pack.rules().problems()).isEmpty();
        assertThat(pack.detector().waiting()).isEmpty();
        assertThat(pack.rules().rules())
                .hasSize(pack.files().stream()
                        .mapToInt(file -> file.documents().size())
                        .sum());
        assertThat(pack.files()).hasSizeGreaterThan(40);
    }

    @Test
    void oneRuleOfEachFileReports() {
        for (var file : pack.files()) {
            var reporting = pack.rules().rules().stream()
                    .filter(rule -> rule.head().file().equals(file.name() + ".yml"))
                    .filter(pack.rules()::reportsAlone)
                    .map(rule -> rule.head().title());
            assertThat(reporting).as(file.name()).containsExactly(text(file.rule(), "title"));
        }
    }

    @Test
    void eventsStandBesideARule() throws IOException {
        var rules = RulePack.below(pack.folder(), ".yml").stream()
                .map(path -> path.toString().replaceFirst("\\.yml$", ""));
        var events = RulePack.below(pack.folder(), EventFile.ENDING).stream()
                .map(path -> path.toString().replaceFirst("\\.events$", ""))
                .toList();
        assertThat(rules).containsExactlyElementsOf(events);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleSaysWhatAnAnalystNeeds() {
        return pack.files().stream()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> {
                    for (var document : file.documents()) {
                        assertThat(text(document, "id")).matches(RANDOM_ID);
                        assertThat(text(document, "title"))
                                .hasSizeBetween(10, 90)
                                .containsPattern(GERMAN_WORDS)
                                .doesNotContainPattern(ENGLISH);
                        assertThat(text(document, "status")).isEqualTo("experimental");
                        assertThat(text(document, "author")).isEqualTo("KomCERT");
                        assertThat(text(document, "license")).isEqualTo("EUPL-1.2");
                        assertThat(text(document, "date")).matches("\\d{4}-\\d{2}-\\d{2}");
                        assertThat(text(document, "description")).containsPattern(GERMAN);
                    }
                    var rule = file.rule();
                    assertThat(text(rule, "level")).isIn("low", "medium", "high", "critical");
                    assertThat(texts(rule.get("falsepositives"))).isNotEmpty().allMatch(GERMAN.asPredicate());
                    assertThat(texts(((Map<?, ?>) rule.get("komcert")).get("naechste_schritte")))
                            .hasSizeBetween(2, 5)
                            .allMatch(step -> step.endsWith("."))
                            .allMatch(GERMAN_WORDS.asPredicate())
                            .noneMatch(ENGLISH.asPredicate());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsWhatItMustOnceAndNothingElse() {
        return pack.files().stream()
                .flatMap(file -> file.events().must().stream()
                        .map(one -> DynamicTest.dynamicTest(file.name() + ": " + one.what(), () -> {
                            var expected = times(one.also());
                            expected.merge(file.name(), 1, Integer::sum);
                            assertThat(pack.reports(file.events().lines(one))).isEqualTo(expected);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsSilentAtNearMisses() {
        return pack.files().stream()
                .flatMap(file -> file.events().mustNot().stream()
                        .map(one -> DynamicTest.dynamicTest(file.name() + ": " + one.what(), () -> {
                            assertThat(one.also()).doesNotContain(file.name());
                            assertThat(pack.reports(file.events().lines(one))).isEqualTo(times(one.also()));
                        })));
    }

    /** Other rules that report, each as often as it is named. */
    private static Map<String, Integer> times(List<String> names) {
        var times = new TreeMap<String, Integer>();
        for (var name : names) {
            var parts = name.split(" × ");
            times.merge(parts[parts.length - 1], parts.length == 1 ? 1 : Integer.parseInt(parts[0]), Integer::sum);
        }
        return times;
    }

    @Test
    void everyRuleHasBothKindsOfCasesAndAMissIsNear() {
        for (var file : pack.files()) {
            assertThat(file.events().must()).as(file.name()).isNotEmpty();
            assertThat(file.events().mustNot()).as(file.name()).isNotEmpty();
            for (var one : file.events().mustNot()) {
                for (var step : one.steps()) {
                    assertThat(step.change())
                            .as("%s: %s", file.name(), one.what())
                            .hasSizeLessThanOrEqualTo(2);
                }
                if (one.steps().size() == 1 && one.steps().getFirst().times() == 1) {
                    assertThat(one.steps().getFirst().change())
                            .as("%s: %s differs", file.name(), one.what())
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void eventsNameNobodyReal() throws IOException {
        for (var path : RulePack.below(pack.folder(), EventFile.ENDING)) {
            var text = Files.readString(path);
            var others = new ArrayList<String>();
            ADDRESS.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .filter(address -> !ALLOWED_ADDRESS.matcher(address).matches())
                    .forEach(others::add);
            Pattern.compile("\\b[a-z0-9-]+\\.(de|com|org|net|eu|info|io)\\b")
                    .matcher(text)
                    .results()
                    .map(match -> match.group())
                    .forEach(others::add);
            assertThat(others).as(path.getFileName().toString()).isEmpty();
        }
    }

    @Test
    void theReadmeListsEveryRule() throws IOException {
        var readme = pack.folder().resolve("README.md");
        var text = Files.readString(readme);
        int from = text.indexOf(TABLE) + TABLE.length();
        int to = text.indexOf("\n##", from);
        assertThat(text).contains(TABLE);
        if ("write".equals(System.getProperty("komcert.golden"))) {
            Files.writeString(readme, text.substring(0, from) + pack.table() + text.substring(to));
            text = Files.readString(readme);
            to = text.indexOf("\n##", from);
        }
        assertThat(text.substring(from, to)).isEqualTo(pack.table());
    }

    @Test
    void theFieldToolReportsTheSame() {
        var file = pack.files().stream()
                .filter(one -> one.name().equals("linux/guessed-password"))
                .findFirst()
                .orElseThrow();
        var called = Called.withInput(
                file.events().lines(file.events().must().getFirst()),
                "scan",
                "--rules",
                pack.folder(),
                "--format=jsonl",
                "--input=ndjson",
                "-");
        assertThat(called.exit()).isZero();
        assertThat(called.values("rule")).containsExactly(text(file.rule(), "id"));
        assertThat(called.err()).doesNotContain("nicht geladen:").doesNotContain("Hinweis");
    }

    /** Public logs of attacks and of everyday life: what they hold of ours is one mailbox that was forwarded, in two copies. */
    @Test
    void publicLogsHoldNoFalseHits() {
        var called = Called.komcert(
                "scan", "--rules", pack.folder(), "--format=jsonl", "--quiet", SharedData.folder("evtx"));
        assertThat(called.values("file"))
                .containsExactlyInAnyOrder(
                        "format-samples/MSExchange_Management_wec.evtx", "format-samples/issue_201.evtx");
        assertThat(called.values("title")).containsOnly("Weiterleitung eines ganzen Postfachs nach außen (Exchange)");
    }

    private static String text(Map<String, Object> document, String key) {
        return String.valueOf(document.get(key));
    }

    private static List<String> texts(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(Object::toString).toList();
    }
}
