package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import de.komcert.cli.run.Version;
import de.komcert.logs.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every run notes what it read with what, and what came of it. */
class ManifestTests {

    @TempDir
    Path folder;

    private Path log;
    private Path rules;
    private Path runs;

    @BeforeEach
    void write() throws IOException {
        log = new SampleLog().process("a.exe", "x").write(folder.resolve("a.evtx"));
        rules = Files.writeString(folder.resolve("rule.yml"), """
                title: A process
                id: 6c0f6f3e-30cb-4d6f-9a6e-cf4b9a1f0f6d
                logsource: {category: process_creation, product: windows}
                detection: {sel: {Image|endswith: a.exe}, condition: sel}
                """);
        runs = folder.resolve("program/laeufe");
    }

    @Test
    void theManifestNamesEveryInputWithItsHash() throws IOException {
        var manifest = folder.resolve("manifest.json");

        Called.komcert("evtx", "dump", "--manifest", manifest, "--output", folder.resolve("out.jsonl"), log);

        var written = Called.read(manifest);
        assertThat(written.get("program").asString()).isEqualTo("komcert " + Version.text());
        assertThat(Called.komcert("version").out()).isEqualTo("komcert " + Version.text() + "\n");
        assertThat(written.get("written").asString()).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(written.get("command").asString()).isEqualTo("evtx dump");
        assertThat(written.get("arguments").get(0).asString()).isEqualTo("--manifest");
        assertThat(written.get("arguments").get(4).asString()).isEqualTo(log.toString());
        assertThat(written.get("records").asInt()).isEqualTo(1);
        var input = written.get("inputs").get(0);
        assertThat(input.get("file").asString()).isEqualTo("a.evtx");
        assertThat(input.get("bytes").asLong()).isEqualTo(Files.size(log));
        assertThat(input.get("sha256").asString()).isEqualTo(Sha256.of(log)).hasSize(64);
        assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).hasSize(1);
    }

    @Test
    void theManifestTellsTheResultFromAnyOther() throws IOException {
        var result = folder.resolve("out.csv");

        Called.komcert("timeline", "--output", result, log);

        var written = Called.read(folder.resolve("out.csv.manifest.json")).get("result");
        assertThat(written.get("file").asString()).isEqualTo(result.toString());
        assertThat(written.get("bytes").asLong()).isEqualTo(Files.size(result));
        assertThat(written.get("sha256").asString()).isEqualTo(Sha256.of(result));
    }

    /** Whoever prints to the screen, or into another program, has no file beside which it could stand. */
    @Test
    void aRunToStandardOutputLeavesItsManifestBesideTheProgram() throws IOException {
        var image = Files.copy(log, folder.resolve("platte.dd"));
        var calls = List.of(
                Called.keeping(runs, "", "scan", "--rules", rules, "--format", "jsonl", log),
                Called.keeping(runs, "", "timeline", log),
                Called.keeping(runs, "", "evtx", "dump", log),
                Called.keeping(runs, "", "evtx", "carve", image));

        assertThat(kept())
                .extracting(manifest -> manifest.get("command").asString())
                .containsExactlyInAnyOrder("scan", "timeline", "evtx dump", "evtx carve");
        assertThat(kept())
                .allSatisfy(manifest -> assertThat(
                                manifest.get("inputs").get(0).get("sha256").asString())
                        .isEqualTo(Sha256.of(log)));
        for (var called : calls) {
            assertThat(called.err()).contains("steht in " + runs);
            assertThat(kept())
                    .extracting(manifest -> manifest.get("result").get("sha256").asString())
                    .contains(Sha256.of(called.out()));
        }
    }

    @Test
    void nobodyElseReadsWhatWasRead() throws IOException {
        Called.keeping(runs, "", "timeline", log);

        try (var files = Files.list(runs)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasFileName("20260309T080000Z.manifest.json"))
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedAndCostsNothingElse() throws IOException {
        Files.createDirectories(runs.getParent());
        Files.writeString(runs, "a file");

        var called = Called.keeping(runs, "", "timeline", log);

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo(Called.komcert("timeline", log).out());
        assertThat(called.err()).contains("ließ sich nicht festhalten", runs.toString(), "--manifest DATEI");
    }

    @Test
    void standardInputHasItsHashWhereOneAsksForAManifest() throws IOException {
        var lines = "{\"EventID\": 1, \"Image\": \"C:\\\\ä.exe\"}\n".repeat(50_000);
        var manifest = folder.resolve("manifest.json");

        Called.withInput(lines, "scan", "--rules", rules, "--manifest", manifest, "--input", "ndjson", "-");
        Called.keeping(runs, lines, "scan", "--rules", rules, "--input", "ndjson", "-");

        var asked = Called.read(manifest).get("inputs").get(0);
        assertThat(asked.get("file").asString()).isEqualTo("-");
        assertThat(asked.get("bytes").asLong()).isEqualTo(lines.length() + 50_000);
        assertThat(asked.get("sha256").asString()).isEqualTo(Sha256.of(lines));
        var unasked = kept().getFirst().get("inputs").get(0);
        assertThat(unasked.get("bytes").asLong()).isEqualTo(lines.length() + 50_000);
        assertThat(unasked.get("sha256").isNull()).isTrue();
    }

    /** The report shows the hash as well. */
    @Test
    void theReportAndTheManifestOfStandardInputAgree() throws IOException {
        var report = folder.resolve("bericht.html");
        var lines = "{\"EventID\": 1}\n";

        Called.withInput(
                lines, "scan", "--rules", rules, "--format", "html", "--output", report, "--input", "ndjson", "-");

        assertThat(Files.readString(report)).contains(Sha256.of(lines));
        var written = Called.read(folder.resolve("bericht.html.manifest.json"));
        assertThat(written.get("inputs").get(0).get("sha256").asString()).isEqualTo(Sha256.of(lines));
    }

    private List<JsonNode> kept() throws IOException {
        try (var files = Files.list(runs)) {
            return files.sorted().map(Called::read).toList();
        }
    }
}
