package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import de.komcert.cli.words.German;
import de.komcert.evtx.Finding;
import de.komcert.traces.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DumpTests {

    @TempDir
    private Path folder;

    @Test
    void besideAResultInAFileStandsItsManifest() throws IOException {
        var log = folder.resolve("a.evtx");
        new SampleLog().process("a.exe", "x").write(log);
        var out = folder.resolve("out.jsonl");

        Called.komcert("evtx", "dump", "--output", out, log);
        Called.komcert("evtx", "dump", log);

        assertThat(Called.read(folder.resolve("out.jsonl.manifest.json")).get("inputs"))
                .hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.evtx", "out.jsonl", "out.jsonl.manifest.json");
        }
    }

    @Test
    void aRecordIsOneLineWithWhatScriptsRelyOn() {
        new SampleLog()
                .event("Security", 4625, Map.of("TargetUserName", "m.müller", "Threat Name", "\u001b[31m\"\\"))
                .write(folder.resolve("a/Security.evtx"));

        var called = Called.komcert("evtx", "dump", "--format", "jsonl", folder);

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("""
                        {"file":"a/Security.evtx","record":1,"time":"2024-12-30T02:40:01.0000000Z","channel":"Security",\
                        "provider":"KomCERT-Test","eventId":4625,"data":{"TargetUserName":"m.müller",\
                        "Threat Name":"\\u001B[31m\\"\\\\"}}
                        """);
        assertThat(called.err())
                .startsWith(
                        "Gelesen: 1 Dateien, 1 Datensätze, 69.632 Bytes; 0 Auffälligkeiten an den Dateien, davon 0 mit"
                                + " Verlust.\n");
    }

    @Test
    void realLogsHaveAsManyRecordsAsAnotherReaderFinds() {
        var called = Called.komcert("evtx", "dump", SharedData.folder("evtx/format-samples"));

        var expected = Map.of(
                "sample-with-irregular-bool-values.evtx", 3028,
                "2-vss_7-System.evtx", 1160,
                "E_Windows_system32_winevt_logs_Microsoft-Windows-CAPI2%4Operational.evtx", 340,
                "Application_no_crc32.evtx", 17,
                "post-Security.evtx", 126);
        expected.forEach((file, records) -> assertThat(called.json())
                .as(file)
                .filteredOn(line -> line.has("record"))
                .filteredOn(line -> line.get("file").asString().equals(file))
                .hasSize(records));
        assertThat(called.exit()).isZero();
    }

    @Test
    void attackSamplesHaveAllTheirRecordsAndTheSameBytesForAnyNumberOfThreads() {
        var samples = SharedData.folder("evtx/attack-samples");

        var one = Called.komcert("evtx", "dump", "--threads", 1, samples);

        assertThat(one.err()).contains("277 Dateien, 8.255 Datensätze");
        assertThat(one.values("record")).hasSize(8_255);
        for (int threads : new int[] {2, 7}) {
            assertThat(Called.komcert("evtx", "dump", "--threads", threads, samples))
                    .as("%d threads", threads)
                    .isEqualTo(one);
        }
    }

    @Test
    void theOrderOfArgumentsMakesNoDifferenceAlsoWhereTwoFilesHaveOneName() {
        new SampleLog().process("a.exe", "erste").write(folder.resolve("x/log.evtx"));
        new SampleLog().process("b.exe", "zweite").write(folder.resolve("y/log.evtx"));
        new SampleLog().process("c.exe", "dritte").write(folder.resolve("y/a.evtx"));

        var forward = Called.komcert("evtx", "dump", folder.resolve("x"), folder.resolve("y"));

        assertThat(forward.values("file")).containsExactly("a.evtx", "log.evtx", "log.evtx");
        assertThat(Called.komcert("evtx", "dump", folder.resolve("y"), folder.resolve("x")))
                .isEqualTo(forward);
    }

    @Test
    void whatIsBrokenIsReportedWithItsOffsetAndTheRestIsRead() throws IOException {
        byte[] log = new SampleLog().process("a.exe", "x").process("b.exe", "y").bytes();
        Files.write(folder.resolve("cut.evtx"), Arrays.copyOf(log, log.length - 30_000));
        Files.write(folder.resolve("empty.evtx"), new byte[0]);
        Files.writeString(folder.resolve("text.evtx"), "Das ist kein Protokoll.");
        Files.write(folder.resolve("whole.evtx"), log);

        var called = Called.komcert("evtx", "dump", folder);

        assertThat(called.exit()).isZero();
        assertThat(called.json())
                .filteredOn(line -> line.has("record"))
                .extracting(line -> line.get("file").asString())
                .containsExactly("cut.evtx", "cut.evtx", "whole.evtx", "whole.evtx");
        assertThat(called.json())
                .filteredOn(line -> line.has("problem"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.propertyNames()).containsExactly("file", "problem", "offset"))
                .extracting(line -> line.get("file").asString())
                .contains("cut.evtx", "empty.evtx", "text.evtx")
                .doesNotContain("whole.evtx");
        assertThat(called.err()).contains("Unvollständig: cut.evtx").contains("4 Dateien, 4 Datensätze");
    }

    @Test
    void whatIsNotThereIsReportedTheRestIsReadAndTheScriptIsTold() {
        new SampleLog().process("a.exe", "x").write(folder.resolve("a.evtx"));

        var called = Called.komcert("evtx", "dump", folder.resolve("missing.evtx"), folder.resolve("a.evtx"));

        assertThat(called.exit()).isEqualTo(66);
        assertThat(called.values("record")).hasSize(1);
        assertThat(called.values("problem")).containsExactly("There is no such file or folder");
        assertThat(called.err())
                .contains("Nicht lesbar: " + folder.resolve("missing.evtx") + ": Das gibt es nicht.\n")
                .contains("1 Auffälligkeiten an den Dateien, davon 1 mit Verlust.");
    }

    @Test
    void aLogIsKnownByItsContentAndLinksAreNotFollowed() throws IOException {
        new SampleLog().process("a.exe", "x").write(folder.resolve("logs/Security.evtx.bak"));
        Files.writeString(folder.resolve("logs/notes.txt"), "ElfFile sind die ersten Zeichen.");
        Files.createSymbolicLink(folder.resolve("logs/around"), folder.resolve("logs"));

        var called = Called.komcert("evtx", "dump", folder.resolve("logs"));

        assertThat(called.values("file")).containsExactly("Security.evtx.bak");
        assertThat(called.err()).contains("Übergangen: 2 Dateien anderer Art.");
    }

    @Test
    void everyKindOfProblemHasAGermanSentence() {
        for (var kind : Finding.Kind.values()) {
            var problem = new Problem(kind.name(), "english", 0, true);
            assertThat(German.problem(problem)).as("%s", kind).isNotEqualTo("english");
        }
        for (var kind : de.komcert.archive.Finding.Kind.values()) {
            var problem = new Problem(kind.name(), "english", 0, true);
            assertThat(German.problem(problem)).as("%s", kind).isNotEqualTo("english");
        }
        assertThat(List.of("NOT_JSON", "NOT_AN_OBJECT", "TOO_DEEP", "LINE_TOO_LONG", "DEFECT"))
                .allSatisfy(kind -> assertThat(German.problem(new Problem(kind, "english", 0, true)))
                        .isNotEqualTo("english"));
    }
}
