package de.komcert.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Records that are left over from an earlier use of their space are held against rules where that is asked for. */
class ResidueTests {

    private static final int CHUNK = 4096;
    private static final int FIRST_RECORD = CHUNK + 512;
    private static final int END_OF_RECORDS = CHUNK + 48;
    private static final int FLAGS = CHUNK + 0x78;
    private static final int WITHOUT_CHECKSUM = 4;
    private static final int NUMBER = 8;

    @TempDir
    private Path folder;

    private Examination examination;

    @BeforeEach
    void makeRulesAndALogWithARecordBehindItsEnd() throws IOException {
        examination = Examination.in(folder);
        examination.rule("rules.yml", Examination.commands("spur", "Zweimal", 2));
        var log = new SampleLog()
                .process("a.exe", "spur 1")
                .process("b.exe", "nichts")
                .process("c.exe", "spur 3")
                .bytes();
        var bytes = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
        int second = FIRST_RECORD + bytes.getInt(FIRST_RECORD + 4);
        int third = second + bytes.getInt(second + 4);
        bytes.putInt(END_OF_RECORDS, third - CHUNK)
                .putInt(FLAGS, WITHOUT_CHECKSUM)
                .putLong(third + NUMBER, 900);
        Files.write(examination.logs().resolve("Sysmon.evtx"), log);
    }

    @Test
    void byDefaultOnlyRecordsOfTheLogCount() {
        for (var format : List.of("table", "jsonl", "csv", "timesketch")) {
            var called = examination.run("scan", "--format", format);

            assertThat(called.out()).contains("Befehl").doesNotContain("900", "residue", "Zweimal", "Resten");
            assertThat(called.err()).contains("2 Datensätze", "Treffer: 1, hoch 1.");
        }
    }

    @Test
    void linesForScriptsSayWhatIsResidueAndNothingOfOthers() {
        var called = examination.run("scan", "--residue", "--format", "jsonl");

        assertThat(called.out()).isEqualTo("""
            {"rule":"befehl","title":"Befehl","level":"high","file":"Sysmon.evtx","record":1,\
            "time":"2024-12-30T02:40:01.0000000Z","host":"pc-07.rathaus.example"}
            {"rule":"befehl","title":"Befehl","level":"high","file":"Sysmon.evtx","record":900,\
            "time":"2024-12-30T02:40:03.0000000Z","host":"pc-07.rathaus.example","origin":"residue"}
            {"rule":"zweimal","title":"Zweimal","level":"critical","file":"Sysmon.evtx","record":900,\
            "time":"2024-12-30T02:40:03.0000000Z","host":"pc-07.rathaus.example","origin":"residue"}
            """);
        assertThat(called.err())
                .contains("3 Datensätze", "Treffer: 3, kritisch 1, hoch 2; 2 davon aus Resten.")
                .doesNotContain("Lücken");
    }

    @Test
    void tablesSpreadsheetsTimelinesAndTheReportSayItToo() {
        assertThat(examination.run("scan", "--residue").out().lines().filter(line -> line.contains("Befehl")))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" 1  Befehl"),
                        line -> assertThat(line).endsWith(" 900  Befehl (aus Resten)"));
        assertThat(examination.run("scan", "--residue", "--format", "csv").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(",file,record,origin"),
                        line -> assertThat(line).endsWith(",Sysmon.evtx,1,"),
                        line -> assertThat(line).endsWith(",Sysmon.evtx,900,residue"),
                        line -> assertThat(line)
                                .startsWith("2024-12-30T02:40:03.0000000Z,critical")
                                .endsWith(",residue"));
        assertThat(examination
                        .run("scan", "--residue", "--format", "timesketch")
                        .json())
                .extracting(line -> line.path("origin").asString("log") + " " + line.get("tag"))
                .containsExactly("log []", "residue [\"residue\"]", "residue [\"residue\"]");
        assertThat(examination.run("scan", "--residue", "--format", "html").out())
                .contains("Gelesen wurden auch Reste")
                .contains("Sysmon.evtx, Datensatz 1</span>")
                .contains("Sysmon.evtx, Datensatz 900, aus Resten</span>");
    }

    @Test
    void aTimelineHoldsThemAndSaysSo() {
        assertThat(examination.run("timeline").out()).doesNotContain("spur 3", "origin");

        assertThat(examination.run("timeline", "--residue").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(",data,origin"),
                        line -> assertThat(line).contains("spur 1").endsWith(","),
                        line -> assertThat(line).contains("nichts").endsWith(","),
                        line -> assertThat(line).contains("spur 3").endsWith(",residue"));
        assertThat(examination.run("timeline", "--residue", "--format", "jsonl").json())
                .extracting(line -> line.path("origin").asString("log"))
                .containsExactly("log", "log", "residue");
        assertThat(examination
                        .run("timeline", "--residue", "--format", "timesketch")
                        .json())
                .extracting(line -> line.path("origin").asString("log") + " " + line.get("tag"))
                .containsExactly("log [\"high\"]", "log []", "residue [\"high\",\"residue\"]");
    }

    @Test
    void keywordsFindThemToo() throws IOException {
        examination.rule("keyword.yml", """
                title: Wort
                id: wort
                level: low
                logsource: {product: windows}
                detection: {words: [spur], condition: words}
                """);

        assertThat(examination.run("scan", "--residue", "--format", "jsonl").out())
                .contains("\"rule\":\"wort\"", "\"record\":900");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "html"})
    void threadsAndARunThatGoesOnMakeNoDifference(String format) throws IOException {
        var once = Files.readAllBytes(examination.logs().resolve("Sysmon.evtx"));
        var many = ByteBuffer.allocate(CHUNK + 70 * (once.length - CHUNK)).put(once, 0, CHUNK);
        while (many.hasRemaining()) {
            many.put(once, CHUNK, once.length - CHUNK);
        }
        Files.write(examination.logs().resolve("large.evtx"), many.array());
        var manifest = folder.resolve("manifest.json");

        var one = examination.run("scan", "--residue", "--format", format, "--threads", 1, "--manifest", manifest);
        for (int threads = 2; threads <= 4; threads++) {
            var more = examination.run(
                    "scan",
                    "--residue",
                    "--format",
                    format,
                    "--threads",
                    threads,
                    "--resume",
                    folder.resolve("r" + threads));
            assertThat(more.out()).isEqualTo(one.out());
        }
        assertThat(one.err()).contains("davon aus Resten");
        assertThat(Called.read(manifest).get("residue").asBoolean()).isTrue();
    }

    @Test
    void whatDoesNotReadResidueDoesNotKnowTheOption() {
        assertThat(Stream.of(
                        examination.run("explain", "--residue"),
                        Called.komcert("evtx", "dump", "--residue", examination.logs())))
                .allSatisfy(called -> assertThat(called.exit()).isEqualTo(64));
    }
}
