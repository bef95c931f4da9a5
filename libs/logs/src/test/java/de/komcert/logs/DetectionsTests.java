package de.komcert.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import de.komcert.sigma.Brevity;
import de.komcert.sigma.Evidence;
import de.komcert.traces.census.Census;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a detection tells of its rule and its entry. */
class DetectionsTests extends DetectionsCase {

    @Test
    void aDetectionTellsTheRuleTheEntryWhyAndWhatElseTheEntrySays() throws IOException {
        var found = detect(1, FULL, List.of(file("a.jsonl", "{}\n", tunnel("ssh -R 22 " + "x".repeat(200)))));

        assertThat(found.detected()).singleElement().satisfies(detected -> {
            assertThat(detected.head().id()).isEqualTo("tunnel");
            assertThat(detected.at())
                    .isEqualTo(new Reference(
                            "a.jsonl", 2, 134_175_168_000_000_000L, "srv-1", "audit", "auditd", "7", false));
            var command = "ssh -R 22 " + "x".repeat(90) + " …";
            assertThat(detected.reasons()).containsExactly(new Evidence.Field("CommandLine", command));
            assertThat(detected.fields())
                    .contains(new Evidence.Field("CommandLine", command), new Evidence.Field("user", "a; b"))
                    .extracting(Evidence.Field::name)
                    .contains("product", "Computer")
                    .doesNotContain("note");
            assertThat(detected.entries()).isEmpty();
        });
        assertThat(found.held())
                .extracting(Census.Held::host, Census.Held::channel, Census.Held::count)
                .containsExactly(tuple("", "", 1L), tuple("srv-1", "audit", 1L));
        assertThat(found.losses().isNone()).isTrue();
        assertThat(found.troubles()).isEmpty();
    }

    @Test
    void onlyWhatWasAskedForIsTold() throws IOException {
        var files = List.of(file("a.jsonl", tunnel("ssh -R 22")));

        var nothing = detect(1, Detail.NONE, files);
        assertThat(nothing.detected()).singleElement().satisfies(detected -> {
            assertThat(detected.reasons()).isEmpty();
            assertThat(detected.fields()).isEmpty();
            assertThat(detected.host()).isEqualTo("srv-1");
        });

        var some = detect(1, new Detail(0, 2, 3), files);
        assertThat(some.detected().getFirst().fields())
                .containsExactly(new Evidence.Field("product", "lin …"), new Evidence.Field("category", "pro …"));
    }

    @Test
    void theFirstMatchesOfEachRuleComeWithTheirExplanation() throws IOException {
        Files.writeString(folder.resolve("more.yml"), """
                title: Tunnel oder Wartung
                id: other
                level: low
                logsource: {category: process_creation, product: linux}
                detection: {sel: {CommandLine|contains: 'ssh'}, condition: sel}
                """);
        rules = Rules.read(List.of(folder), PIPELINE);
        var files = List.of(file("a.jsonl", tunnel("ssh -R 1"), tunnel("ssh -R 2"), tunnel("ssh -R 3")));
        var brevity = new Brevity(5, 20, 100);

        var two = detect(1, new Detail(0, 0, 100, new Detail.Explained(2, 100, brevity)), files);
        assertThat(two.detected())
                .filteredOn(detected -> detected.head().id().equals("tunnel"))
                .extracting(detected -> detected.why() == null ? "" : String.join("", values(detected)))
                .containsExactly("ssh -R 1", "ssh -R 2", "");

        var inAll = detect(1, new Detail(0, 0, 100, new Detail.Explained(2, 3, brevity)), files);
        assertThat(inAll.detected())
                .hasSize(6)
                .filteredOn(detected -> detected.why() != null)
                .hasSize(3);
        assertThat(detect(1, FULL, files).detected()).allMatch(detected -> detected.why() == null);
        var explained = two.detected().getFirst();
        assertThat(explained.weight()).isGreaterThan(explained.unexplained().weight());
    }

    /** Two Einrichtungen, each with the administrators of one in its list, and a file that nobody has. */
    private List<Inputs.Named> logsOfTwo() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                title: Kein Verwalter
                name: stranger
                id: stranger
                level: high
                logsource: {product: windows, service: security}
                detection:
                    sel: {EventID: 4625}
                    admin: {TargetUserName|expand: '%Administrators%'}
                    condition: sel and not admin
                ---
                title: An mehreren Stellen
                id: both
                level: high
                correlation:
                    type: value_count
                    rules: [stranger]
                    generate: true
                    group-by: [Channel]
                    timespan: 1h
                    condition: {field: einrichtung, gte: 2}
                ---
                title: Fehlversuch
                id: failed
                level: low
                logsource: {product: windows, service: security}
                detection: {sel: {EventID: 4625}, condition: sel}
                """);
        var north = new Lists(new TreeMap<>(Map.of("Administrators", Set.of("adm.nord"))));
        var south = new Lists(new TreeMap<>(Map.of("Administrators", Set.of("adm.sued"))));
        var both = new Lists(new TreeMap<>(Map.of("Administrators", Set.of("adm.nord", "adm.sued"))));
        rules = Rules.read(List.of(folder), PIPELINE).with(both, new TreeMap<>(Map.of("Nord", north, "Süd", south)));
        var lines = failed("adm.nord", "2026-03-09T08:00:00Z") + failed("adm.sued", "2026-03-09T08:00:10Z");
        return List.of(
                new Inputs.Named("a.jsonl", Memory.text(lines), "Nord"),
                new Inputs.Named("b.jsonl", Memory.text(lines), "Süd"),
                new Inputs.Named("c.jsonl", Memory.text(lines), ""),
                new Inputs.Named("d.jsonl", Memory.text(lines), "Nord"));
    }

    @Test
    void theLogOfAnEinrichtungIsJudgedByItsOwnLists() throws IOException {
        var files = logsOfTwo();
        var detail = new Detail(10, 0, 100, new Detail.Explained(9, 20, new Brevity(5, 20, 100)));

        var found = detect(1, detail, files);

        assertThat(found.detected())
                .filteredOn(detected -> detected.head().id().equals("stranger"))
                .extracting(
                        detected -> detected.at().file(),
                        detected -> detected.at().record())
                .as("the administrator of the other, and none where the lists of both count")
                .containsExactly(tuple("a.jsonl", 2L), tuple("b.jsonl", 1L), tuple("d.jsonl", 2L));
        assertThat(found.detected())
                .filteredOn(detected -> detected.head().id().equals("stranger"))
                .allSatisfy(detected -> assertThat(detected.why().matches()).isTrue());
        assertThat(found.detected())
                .filteredOn(detected -> detected.head().id().equals("both"))
                .as("correlations go over all")
                .hasSize(1);
        assertThat(found.detected())
                .filteredOn(detected -> detected.head().id().equals("failed"))
                .as("what needs no list")
                .hasSize(8);
        assertThat(detect(3, FULL, files).detected())
                .isEqualTo(detect(1, FULL, files.reversed()).detected());
    }

    private static List<String> values(Detected detected) {
        return detected.why().values().toList();
    }

    @Test
    void aShortenedValueDoesNotEndInHalfACharacter() throws IOException {
        var found = detect(1, new Detail(1, 0, 8), List.of(file("a.jsonl", tunnel("ssh -R 😀😀"))));

        assertThat(found.detected().getFirst().reasons())
                .containsExactly(new Evidence.Field("CommandLine", "ssh -R  …"));
    }

    @Test
    void ofWhatAnEntrySaysOfItselfOnlyTheBeginningIsKept() throws IOException {
        var line = tunnel("ssh -R 1")
                .replace("srv-1", "h".repeat(100_000))
                .replace("\"audit\"", "\"" + "c".repeat(299) + "😀\"")
                .replace("auditd", "p".repeat(300))
                .replace(":7,", ":\"" + "7".repeat(301) + "\",");

        var detected = detect(1, Detail.NONE, List.of(file("a.jsonl", line)))
                .detected()
                .getFirst();

        assertThat(detected.at().host()).isEqualTo("h".repeat(300));
        assertThat(detected.at().channel()).isEqualTo("c".repeat(299));
        assertThat(detected.at().provider()).isEqualTo("p".repeat(300));
        assertThat(detected.at().eventId()).isEqualTo("7".repeat(300));
        var usual = detect(1, Detail.NONE, List.of(file("a.jsonl", tunnel("ssh -R 1"))))
                .detected()
                .getFirst();
        assertThat(detected.weight() - usual.weight()).isBetween(1_150, 1_200);
    }

    @Test
    void whatARuleIsSparedForItsCostIsNotSpentOnTellingWhy() throws IOException {
        var expressions = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            expressions.append("      - '(a|b)+[0-9]{3}q").append(i).append("'\n");
        }
        Files.writeString(
                folder.resolve("dear.yml"),
                "title: Teuer\nid: dear\nlevel: low\nlogsource: {product: linux}\n"
                        + "detection:\n  sel:\n    CommandLine|re:\n" + expressions
                        + "  other: {Channel: audit}\n  condition: sel or other\n");
        assertThatWhyIsNotTold("ab".repeat(32 * 1024));
    }

    @Test
    void whyIsNotToldWhereToSeekEachTextOfTheRuleByItselfWouldCostTooMuch() throws IOException {
        var texts = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            texts.append("      - 'x").append(i).append("y'\n");
        }
        Files.writeString(
                folder.resolve("many.yml"),
                "title: Viele\nid: many\nlevel: low\nlogsource: {product: linux}\n"
                        + "detection:\n  sel:\n    CommandLine|contains:\n" + texts
                        + "  other: {Channel: audit}\n  condition: other and not sel\n");
        assertThatWhyIsNotTold("ab".repeat(50 * 1024));
    }

    /** Of that command; of a short one it is told. */
    private void assertThatWhyIsNotTold(String command) throws IOException {
        rules = Rules.read(List.of(folder), PIPELINE);
        var told = new Detail(10, 0, 100, new Detail.Explained(5, 100, new Brevity(5, 20, 100)));

        var found = detect(1, told, List.of(file("a.jsonl", tunnel(command), tunnel("ab"))));

        assertThat(found.detected())
                .extracting(detected -> detected.reasons().isEmpty(), detected -> detected.why() == null)
                .containsExactly(tuple(true, true), tuple(false, false));
    }

    @Test
    void theNameOfAFieldIsToldAsFarAsSomebodyReadsIt() throws IOException {
        var line = tunnel("ssh -R 1").replace("\"user\"", "\"" + "n".repeat(5_000) + "\"");

        assertThat(detect(1, FULL, List.of(file("a.jsonl", line)))
                        .detected()
                        .getFirst()
                        .fields())
                .contains(new Evidence.Field("n".repeat(200) + " …", "a; b"));
    }

    @Test
    void theSameFilesGiveTheSameDetectionsForAnyNumberOfThreads() throws IOException {
        var files = new ArrayList<Inputs.Named>();
        for (int i = 0; i < 30; i++) {
            files.add(file(
                    "%02d.jsonl".formatted(i),
                    tunnel("ssh -R " + i),
                    "no object\n",
                    failed("user" + i % 3, "2026-03-09T08:00:%02dZ".formatted(59 - i)),
                    tunnel("nothing")));
        }
        var expected = detect(1, FULL, files);
        assertThat(expected.detected()).hasSizeGreaterThan(30);
        assertThat(expected.troubles()).hasSize(30);
        assertThat(expected.held())
                .extracting(Census.Held::channel, Census.Held::count)
                .containsExactly(tuple("Security", 30L), tuple("audit", 60L));

        for (int threads : new int[] {2, 5, 16}) {
            assertThat(detect(threads, FULL, files.reversed()))
                    .as("%d threads", threads)
                    .isEqualTo(expected);
        }
    }
}
