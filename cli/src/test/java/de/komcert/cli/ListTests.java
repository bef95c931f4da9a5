package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import de.komcert.logs.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ListTests {

    @TempDir
    private Path folder;

    private Examination examination;

    @BeforeEach
    void makeRulesAndLogs() throws IOException {
        examination = Examination.in(folder);
        examination.rule("waiting.yml", """
                title: Befehl auf einem Server
                id: server
                level: high
                logsource: {product: windows, category: process_creation}
                detection: {sel: {Image|expand: '%Tools%', CommandLine|expand|contains: '%Words%'}, condition: sel}
                """);
        new SampleLog()
                .process("C:\\Tools\\MÜLL.exe", "eins zwei")
                .write(examination.logs().resolve("a.evtx"));
    }

    private Path list(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ".txt"), text);
    }

    private Called scan(Object... lists) {
        var words = new ArrayList<Object>(List.of("--format", "jsonl"));
        for (var list : lists) {
            words.addAll(List.of("--list", list));
        }
        return examination.run("scan", words.toArray());
    }

    @Test
    void rulesThatWaitForListsAreNamedWithTheListsTheyLack() throws IOException {
        var called = scan("Tools=" + list("x"));

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEmpty();
        assertThat(called.err())
                .contains("Regel wartet auf Listen: waiting.yml:1: Befehl auf einem Server: Words\n")
                .contains("Fehlende Listen: Words (1). Geben Sie sie an, zum Beispiel: --list Words=liste.txt.\n")
                .contains("1 warten auf Listen.");
    }

    @Test
    void whatStandsInTheListsFillsTheRules() throws IOException {
        var tools = list("\ufeff# Werkzeuge\r\n\r\n*\\\\müll.exe\r\n");

        var called = scan("%Tools%=" + tools, "Words=" + list("drei"), "Words=" + list("zwei"), "Other=" + list("x"));

        assertThat(called.values("rule")).containsExactly("server");
        assertThat(called.err())
                .contains("Hinweis: Keine Regel verwendet die Liste Other.\n")
                .contains("0 warten auf Listen.");
    }

    @Test
    void aFilledRuleCountsInCorrelationsAndStaysSilentByItself() throws IOException {
        examination.rule("waiting.yml", """
                title: Einzeln
                name: single
                id: single
                logsource: {product: windows, category: process_creation}
                detection: {sel: {Image|expand: '%Tools%'}, condition: sel}
                ---
                title: Mehrmals
                id: many
                correlation: {type: event_count, rules: [single], group-by: [Computer], timespan: 1m, condition: {gte: 2}}
                """);
        new SampleLog()
                .process("a.exe", "x")
                .process("a.exe", "y")
                .write(examination.logs().resolve("a.evtx"));

        assertThat(scan("Tools=" + list("a.exe")).values("rule")).containsExactly("many");
    }

    @Test
    void theManifestTellsTheListsApart() throws IOException {
        var manifest = folder.resolve("manifest.json");

        examination.run("scan", "--list", "Tools=" + list("b\na\n"), "--manifest", manifest);

        var written = Called.read(manifest).get("rules").get("lists").get(0);
        assertThat(written.get("name").asString()).isEqualTo("Tools");
        assertThat(written.get("values").asInt()).isEqualTo(2);
        assertThat(written.get("sha256").asString()).isEqualTo(Sha256.of("a\nb\n"));
    }

    @Test
    void listsThatCannotBeUsedAreRefusedAllAtOnce() throws IOException {
        var called = scan("Tools=" + folder.resolve("none"), "Words=" + list("# leer\n"), "Words");

        assertThat(called.exit()).isEqualTo(66);
        assertThat(called.err()).contains("none lässt sich nicht lesen", "steht kein Wert", "»Words« ist beides nicht");
    }

    @Test
    void listsThatGiveTooManyValuesAreRefused() throws IOException {
        examination.rule("waiting.yml", """
                title: Zu viel
                logsource: {product: windows, category: process_creation}
                detection: {sel: {CommandLine|expand: '%Words%%Words%'}, condition: sel}
                """);
        var many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append("wort").append(i).append('\n');
        }

        var called = scan("Words=" + list(many.toString()));

        assertThat(called.exit()).isEqualTo(64);
        assertThat(called.err()).contains("mehr als 100.000 Werte");
    }
}
