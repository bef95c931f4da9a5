package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A rule that is too costly for some records costs no other rule anything, and everybody is told. */
class UndecidedTests {

    private static final String SENTENCE =
            "»Teuer« (teuer.yml:1) war für 80 Datensätze zu aufwendig, zuerst für 2 in a.evtx.";

    @TempDir
    private Path folder;

    private Examination examination;

    @BeforeEach
    void makeRulesAndLogs() throws IOException {
        examination = Examination.in(folder);
        examination.rule(
                "teuer.yml",
                """
                title: Teuer
                id: teuer
                level: high
                logsource: {product: windows, category: process_creation}
                detection:
                    condition: s
                    s:
                        CommandLine|re:
                """
                        + IntStream.range(0, 1_000)
                                .mapToObj(i -> "            - '(a|b)+[0-9]{3}q" + i + "'\n")
                                .collect(Collectors.joining()));
        examination.rule("billig.yml", """
                title: Billig
                id: billig
                level: low
                logsource: {product: windows, category: process_creation}
                detection: {s: {CommandLine|re: 'b+a$'}, condition: s}
                """);
        var large = new SampleLog().process("klein.exe", "aba").process("gross.exe", "ba".repeat(15_000));
        Files.write(examination.logs().resolve("a.evtx"), large.repeated(70));
        Files.write(examination.logs().resolve("b.evtx"), large.repeated(10));
    }

    @Test
    void standardErrorTheManifestAndTheReportNameTheRuleAndCount() throws IOException {
        var manifest = folder.resolve("manifest.json");

        var called = examination.run("scan", "--format", "html", "--manifest", manifest);

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Treffer: 160, niedrig 160.")
                .contains("Unentschieden: " + SENTENCE)
                .contains("0 Auffälligkeiten an den Dateien");
        assertThat(called.out())
                .contains("1 Regel war für manche Datensätze zu aufwendig")
                .contains("id=\"unentschieden\"")
                .contains("<li>" + SENTENCE + "</li>");
        assertThat(Called.read(manifest).get("undecided").toString())
                .isEqualTo("[{\"rule\":\"teuer\",\"records\":80,\"file\":\"a.evtx\",\"record\":2}]");
    }

    @Test
    void whereEveryRuleIsDecidedNothingIsSaidOfIt() throws IOException {
        Files.delete(examination.rules().resolve("teuer.yml"));
        var manifest = folder.resolve("manifest.json");

        var called = examination.run("scan", "--format", "html", "--manifest", manifest);

        assertThat(called.err() + called.out()).doesNotContain("nentschieden");
        assertThat(Called.read(manifest).get("undecided")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "jsonl"})
    void anyNumberOfThreadsAndARunThatGoesOnGiveTheSameBytes(String format) {
        var one = examination.run("scan", "--format", format, "--threads", "1");
        for (int threads = 2; threads <= 4; threads++) {
            var more = examination.run(
                    "scan", "--format", format, "--threads", threads, "--resume", folder.resolve("run" + threads));
            assertThat(more.out()).isEqualTo(one.out());
            assertThat(more.err()).isEqualTo(one.err());
        }
    }

    @Test
    void aTimelineSaysItToo() {
        var called = examination.run("timeline");

        assertThat(called.err()).contains("Treffer: 160", "Unentschieden: " + SENTENCE);
    }

    @Test
    void anExplanationLeavesItUndecidedToo() {
        var words = new Object[] {
            "explain",
            "--rules",
            examination.rules(),
            "--rule",
            "teuer",
            examination.logs().resolve("a.evtx") + ":2"
        };

        var called = Called.komcert(words);

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("Ergebnis: Unentschieden, wie bei »scan«: die Suche dieser Regel wäre hier zu aufwendig.\n")
                .contains("? CommandLine|re (Zeile 8, einer genügt)\n", "nicht geprüft, weil es zu aufwendig wäre\n")
                .contains("? passt auf den regulären Ausdruck »(a|b)+[0-9]{3}q0«\n")
                .doesNotContain("Die Regel passt", "fehlt im Ereignis");
        var line = Called.komcert(Stream.concat(Stream.of(words), Stream.of("--format", "jsonl"))
                        .toArray())
                .json()
                .getFirst();
        assertThat(line.get("undecided").asBoolean()).isTrue();
        assertThat(line.get("matches").asBoolean()).isFalse();
        assertThat(line.get("seen").get(0).get("holds").isNull()).isTrue();
        assertThat(line.findValue("state").asString()).isEqualTo("unasked");
    }

    @Test
    void whereNoEventIsNamedTheyAreCounted() {
        assertThat(Called.komcert(
                                "explain",
                                "--rules",
                                examination.rules(),
                                "--rule",
                                "teuer",
                                examination.logs().resolve("b.evtx"))
                        .err())
                .contains("0-mal passt die Regel, 10-mal nicht, 10-mal bleibt es unentschieden,");
    }
}
