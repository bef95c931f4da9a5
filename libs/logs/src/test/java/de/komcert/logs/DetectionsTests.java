package de.komcert.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import de.komcert.sigma.Brevity;
import de.komcert.sigma.Event;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.LogSource;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.census.Census;
import de.komcert.traces.census.Gaps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DetectionsTests {

    private static final Pipeline PIPELINE = Pipeline.standard();
    private static final Detail FULL = new Detail(10, 50, 100);

    @TempDir
    private Path folder;

    private Rules rules;

    @BeforeEach
    void makeRules() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                title: Tunnel
                id: tunnel
                level: high
                logsource: {category: process_creation, product: linux}
                detection: {sel: {CommandLine|contains: ' -R '}, condition: sel}
                ---
                title: Fehlversuch
                id: failed
                level: low
                logsource: {product: windows, service: security}
                detection: {sel: {EventID: 4625}, condition: sel}
                ---
                title: Viele Fehlversuche
                id: many
                level: high
                correlation:
                    type: event_count
                    rules: [failed]
                    group-by: [TargetUserName]
                    timespan: 1m
                    condition: {gte: 3}
                """);
        rules = Rules.read(List.of(folder), PIPELINE);
    }

    private static String tunnel(String command) {
        return """
                {"product":"linux","category":"process_creation","CommandLine":"%s","user":["a","b"],"note":null,\
                "Computer":"srv-1","Channel":"audit","Provider_Name":"auditd","EventID":7,"@timestamp":"2026-03-09T08:00:00Z"}
                """.formatted(command);
    }

    private static String failed(String user, String time) {
        return """
                {"product":"windows","service":"security","EventID":4625,"TargetUserName":"%s","Computer":"dc-1","Channel":"Security",\
                "@timestamp":"%s"}
                """.formatted(user, time);
    }

    /** What one run has brought. */
    private record Found(
            List<Detected> detected,
            Detections.Losses losses,
            List<Census.Held> held,
            Gaps gaps,
            List<Trouble> troubles) {}

    private Found detect(int threads, Detail detail, List<Inputs.Named> files) throws IOException {
        return detect(threads, detail, files, 1 << 24);
    }

    private Found detect(int threads, Detail detail, List<Inputs.Named> files, long room) throws IOException {
        var detected = new ArrayList<Detected>();
        var troubles = new ArrayList<Trouble>();
        var detections = new Detections(rules, PIPELINE, detail, detected::add, room);
        try (var inputs = Inputs.among(files, Kind.JSON_LINES, Stop.NEVER)) {
            new Parts<Match>(PIPELINE, Clocks.UTC, Threads.of(threads))
                    .read(Part.of(inputs.files()), detections::work, new Parts.Sink<>() {
                        @Override
                        public void put(Match match) throws IOException {
                            detections.take(match);
                        }

                        @Override
                        public void wrong(Trouble trouble) {
                            troubles.add(trouble);
                        }

                        @Override
                        public void read(long entries, long bytes, boolean ends) {}
                    });
        }
        detections.end();
        var census = detections.census();
        return new Found(detected, detections.losses(), census.held(), census.gaps(), troubles);
    }

    private static Inputs.Named file(String name, String... lines) {
        return new Inputs.Named(name, Memory.text(String.join("", lines)));
    }

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
    void whatWaitsForACorrelationWeighsWhatItsEntryHolds() {
        assertThat(candidate("m.muster").weight()).isLessThan(8_192);
        assertThat(candidate("x".repeat(1_000_000)).weight()).isGreaterThan(1_000_000);
    }

    private Match.Candidate candidate(String user) {
        return new Match.Candidate(
                rules.set().detections().getLast(),
                new Reference("a.jsonl", 1, 5, "dc-1", "Security", null, "4625", false),
                Event.of(LogSource.UNKNOWN, Map.of("EventID", "4625", "TargetUserName", user)));
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
        rules = Rules.read(List.of(folder), PIPELINE);
        var told = new Detail(10, 0, 100, new Detail.Explained(5, 100, new Brevity(5, 20, 100)));

        var found = detect(1, told, List.of(file("a.jsonl", tunnel("ab".repeat(32 * 1024)), tunnel("ab"))));

        assertThat(found.detected())
                .extracting(detected -> detected.reasons().isEmpty(), detected -> detected.why() == null)
                .containsExactly(tuple(true, true), tuple(false, false));
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
        rules = Rules.read(List.of(folder), PIPELINE);
        var told = new Detail(10, 0, 100, new Detail.Explained(5, 100, new Brevity(5, 20, 100)));

        var found = detect(1, told, List.of(file("a.jsonl", tunnel("ab".repeat(50 * 1024)), tunnel("ab"))));

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
    void aCorrelationTellsItsEntriesInTheOrderOfTimeAndWhatTheyHaveInCommon() throws IOException {
        // The later file of the alphabet holds the earlier events.
        var files = List.of(
                file("a.jsonl", failed("m.muster", "2026-03-09T08:00:20Z"), failed("x", "2026-03-09T08:00:21Z")),
                file(
                        "b.jsonl",
                        failed("m.muster", "2026-03-09T08:00:00Z"),
                        failed("m.muster", "2026-03-09T08:00:10Z")));

        var found = detect(2, FULL, files);

        assertThat(found.detected()).singleElement().satisfies(detected -> {
            assertThat(detected.head().id()).isEqualTo("many");
            assertThat(detected.reasons()).containsExactly(new Evidence.Field("TargetUserName", "m.muster"));
            assertThat(detected.entries())
                    .extracting(Reference::file, Reference::record)
                    .containsExactly(tuple("b.jsonl", 1L), tuple("b.jsonl", 2L), tuple("a.jsonl", 1L));
            assertThat(detected.at()).isEqualTo(detected.entries().getLast());
            assertThat(detected.at().channel()).isEqualTo("Security");
            assertThat(detected.at().provider()).isNull();
        });
    }

    @Test
    void aClockThatShowsAYearFarAheadCostsNoCorrelation() throws IOException {
        var found = detect(
                1,
                FULL,
                List.of(
                        file("a.jsonl", failed("m.muster", "9999-12-31T23:59:59Z")),
                        file("b.jsonl", failed("m.muster", "2026-03-09T08:00:20Z")),
                        file(
                                "c.jsonl",
                                failed("m.muster", "2026-03-09T08:00:00Z"),
                                failed("m.muster", "2026-03-09T08:00:10Z"))));

        assertThat(found.detected())
                .singleElement()
                .satisfies(detected -> assertThat(detected.head().id()).isEqualTo("many"));
        assertThat(found.losses().isNone()).isTrue();
    }

    @Test
    void whatACorrelationCannotCountIsCounted() throws IOException {
        var untimed = "{\"product\":\"windows\",\"service\":\"security\",\"EventID\":4625,\"TargetUserName\":\"x\"}\n";
        var ungrouped =
                "{\"product\":\"windows\",\"service\":\"security\",\"EventID\":4625,\"@timestamp\":\"2026-03-09T08:00:00Z\"}\n";

        var found = detect(1, FULL, List.of(file("a.jsonl", untimed, untimed, ungrouped)));

        assertThat(found.detected()).isEmpty();
        assertThat(found.losses()).isEqualTo(new Detections.Losses(1, 2, 0));
    }

    @Test
    void whatComesInOrderIsCountedInLittleRoomAndWhatComesTooLateIsSaid() throws IOException {
        var day = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            day.add(failed("user" + i, "2026-03-09T%02d:%02d:%02dZ".formatted(10 + i / 3_600, i / 60 % 60, i % 60)));
        }
        for (int i = 0; i < 3; i++) {
            day.add(failed("m.muster", "2026-03-09T11:00:0%dZ".formatted(i)));
        }
        var before = file("b.jsonl", failed("m.muster", "2026-03-09T08:00:00Z"), failed("x", "2026-03-09T08:00:01Z"));
        long room = 50_000;

        var inOrder = detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new))), room);
        assertThat(inOrder.detected())
                .singleElement()
                .satisfies(detected -> assertThat(detected.head().id()).isEqualTo("many"));
        assertThat(inOrder.losses().isNone()).isTrue();

        var late = detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new)), before), room);
        assertThat(late.detected()).hasSize(1);
        assertThat(late.losses()).isEqualTo(new Detections.Losses(0, 0, 2));
        assertThat(detect(1, FULL, List.of(file("a.jsonl", day.toArray(String[]::new)), before))
                        .losses())
                .isEqualTo(new Detections.Losses(0, 0, 0));
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

    @Test
    void anEntryIsFoundAgainByItsKeyWhateverItSays() {
        var words = new ArrayList<String>(List.of("", "a", "\0", "1 2 3\0 4", "ä\ud83d"));
        words.add(null);
        var keys = new HashMap<String, Reference>();
        for (var file : List.of("a", "a\0b", "a/b c.evtx")) {
            for (var host : words) {
                for (var id : words) {
                    for (boolean isResidue : new boolean[] {false, true}) {
                        var reference = new Reference(file, Long.MAX_VALUE - 1, -5, host, id, null, host, isResidue);
                        assertThat(Reference.parse(reference.key())).isEqualTo(reference);
                        assertThat(keys.put(reference.key(), reference)).isNull();
                    }
                }
            }
        }
        assertThat(new Reference("a", 9, 7, "z", null, null, null, false).key())
                .isLessThan(new Reference("a", 10, 3, "a", null, null, null, false).key())
                .isLessThan(new Reference("b", 1, 3, "a", null, null, null, false).key());
    }

    @Test
    void aKeyIsTheSameWhateverLanguageTheMachineSpeaks() {
        var reference = new Reference("a", 1234567890, 7, "h", null, null, "4624", false);
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat("%d".formatted(7)).isNotEqualTo("7");
            assertThat(reference.key())
                    .startsWith("a\0" + "00000000001234567890")
                    .matches("[ -~\0]+");
            assertThat(Reference.parse(reference.key())).isEqualTo(reference);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
