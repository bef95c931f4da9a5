package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import de.komcert.cli.words.German;
import de.komcert.traces.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

class LinuxLogTests {

    private static final String OLD = """
            Mar  8 07:10:01 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4711 ssh2
            Mar  8 07:10:02 srv-1 CRON[9]: (root) CMD (true)
            """;
    private static final String NEW =
            "2026-03-08T07:10:03.5+01:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4712 ssh2\n";
    private static final String ACCESS =
            "2001:db8::7 - - [08/Mar/2026:07:10:04 +0100] \"GET /shell.php?cmd=id HTTP/1.1\" 200 5 \"-\" \"curl/8\"\n";
    private static final String JOURNAL =
            "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1772950205000000\n_HOSTNAME=srv-2\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=Failed password\n\n";

    @TempDir
    private Path folder;

    private Path rules;
    private Path logs;

    @BeforeEach
    void makeRules() throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
        rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("rules.yml"), """
                title: Fehlversuch
                id: failed
                level: low
                logsource: {product: linux, service: sshd}
                detection: {words: ['Failed password'], condition: words}
                ---
                title: Anmeldung
                id: auth
                level: low
                logsource: {product: linux, service: auth}
                detection: {sel: {pid: 812}, condition: sel}
                ---
                title: Webshell
                id: shell
                level: high
                logsource: {category: webserver}
                detection: {sel: {cs-method: GET, cs-uri-query|contains: 'shell.php?cmd=', sc-status: 200}, condition: sel}
                ---
                title: Nur Windows
                id: windows
                logsource: {product: windows, service: security}
                detection: {words: [password, shell], condition: words}
                """);
    }

    private void write(String name, byte[] content) throws IOException {
        var file = Files.write(logs.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-09T08:00:00Z")));
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packed(String... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            try (var out = new GZIPOutputStream(bytes)) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private Called scan(Object... more) {
        var words = new ArrayList<Object>(List.of("scan", "--rules", rules, "--format", "jsonl", logs));
        words.addAll(Arrays.asList(more));
        return Called.komcert(words.toArray());
    }

    @Test
    void logsTellByThemselvesWhatTheyAreAndRulesMeetThem() throws IOException {
        write("auth.log", NEW);
        write("auth.log.2.gz", packed(OLD, NEW));
        write("access.log.1", ACCESS);
        write("journal.export", JOURNAL);
        write("dpkg.log", "2026-03-08 07:10:00 startup archives unpack\n");
        write("notes.txt", "Mar 8: angerufen\n");
        new SampleLog().process("a.exe", "x").write(logs.resolve("Sysmon.evtx"));

        var called = scan();

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("""
                {"rule":"shell","title":"Webshell","level":"high","file":"access.log.1","record":1,"time":"2026-03-08T06:10:04.0000000Z","host":null}
                {"rule":"failed","title":"Fehlversuch","level":"low","file":"auth.log","record":1,"time":"2026-03-08T06:10:03.5000000Z","host":"srv-1"}
                {"rule":"auth","title":"Anmeldung","level":"low","file":"auth.log","record":1,"time":"2026-03-08T06:10:03.5000000Z","host":"srv-1"}
                {"rule":"failed","title":"Fehlversuch","level":"low","file":"auth.log.2.gz","record":1,"time":"2026-03-08T07:10:01.0000000Z","host":"srv-1"}
                {"rule":"auth","title":"Anmeldung","level":"low","file":"auth.log.2.gz","record":1,"time":"2026-03-08T07:10:01.0000000Z","host":"srv-1"}
                {"rule":"failed","title":"Fehlversuch","level":"low","file":"auth.log.2.gz","record":3,"time":"2026-03-08T06:10:03.5000000Z","host":"srv-1"}
                {"rule":"auth","title":"Anmeldung","level":"low","file":"auth.log.2.gz","record":3,"time":"2026-03-08T06:10:03.5000000Z","host":"srv-1"}
                {"rule":"failed","title":"Fehlversuch","level":"low","file":"journal.export","record":1,"time":"2026-03-08T06:10:05.0000000Z","host":"srv-2"}
                """);
        assertThat(called.err())
                .contains("Hinweis: In 1 Dateien nennen die Zeilen weder Jahr noch Zeitzone;")
                .contains("Übergangen: 2 Dateien anderer Art.");
    }

    @Test
    void zoneAndYearAreTakenAsGiven() throws IOException {
        write("auth.log", OLD);

        assertThat(scan("--zone", "Europe/Berlin", "--year", 2024).values("time"))
                .contains("2024-03-08T06:10:01.0000000Z");
        assertThat(scan("--zone", "Mittelerde").exit()).isEqualTo(64);
        assertThat(scan("--year", "24").exit()).isEqualTo(64);
    }

    @Test
    void theyAreFoundInCollectionsWithTheTimeTheArchiveKnows() throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(logs.resolve("host.zip")))) {
            for (var file : new String[] {"var/log/auth.log", "var/log/auth.log.1.gz"}) {
                var entry = new ZipEntry(file);
                entry.setLastModifiedTime(FileTime.from(Instant.parse("2021-03-09T08:00:00Z")));
                out.putNextEntry(entry);
                out.write(file.endsWith(".gz") ? packed(OLD, OLD) : OLD.getBytes(StandardCharsets.UTF_8));
            }
        }

        var called = scan();

        assertThat(called.values("file"))
                .contains("host.zip/var/log/auth.log", "host.zip/var/log/auth.log.1.gz")
                .hasSize(6);
        assertThat(called.values("time")).containsOnly("2021-03-08T07:10:01.0000000Z");
    }

    @Test
    void damagedPackedLogsAreReadUpToThere() throws IOException {
        byte[] packed = packed(NEW.repeat(3_000), NEW);
        write("auth.log.1.gz", Arrays.copyOf(packed, packed.length - 60));
        write("empty.gz", Arrays.copyOf(packed, 5));

        var called = scan();

        assertThat(called.values("rule")).hasSizeGreaterThan(5_000);
        assertThat(called.err()).contains("Unvollständig: auth.log.1.gz, 1-mal, zuerst bei Byte");
        assertThat(Called.komcert("timeline", "--input", "syslog", logs.resolve("empty.gz"))
                        .err())
                .contains("Die gepackten Daten sind beschädigt oder brechen ab");
    }

    @Test
    void aBombInAPackedLogIsReadUpToTheLimit() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(NEW.getBytes(StandardCharsets.UTF_8));
            var block = new byte[1 << 20];
            for (int i = 0; i < 1_300; i++) {
                out.write(block);
            }
        }
        write("auth.log.1.gz", bytes.toByteArray());

        var called = scan();

        assertThat(called.exit()).isZero();
        assertThat(called.values("rule")).hasSize(2);
        assertThat(called.err()).contains("mit Verlust").contains("Unvollständig: auth.log.1.gz");
    }

    private static byte[] packedByXz(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(bytes, new LZMA2Options())) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void whatXzHasPackedIsReadWhereverItLies() throws IOException {
        byte[] packed = packedByXz(OLD.getBytes(StandardCharsets.UTF_8));
        write("messages-20261001.xz", packed);
        try (var out = new ZipOutputStream(Files.newOutputStream(logs.resolve("host.zip")))) {
            var entry = new ZipEntry("var/log/warn-20261001.xz");
            entry.setLastModifiedTime(FileTime.from(Instant.parse("2021-03-09T08:00:00Z")));
            out.putNextEntry(entry);
            out.write(packed);
        }

        var called = scan();

        assertThat(called.values("rule")).containsExactly("failed", "auth", "failed", "auth");
        assertThat(called.values("file")).contains("messages-20261001.xz", "host.zip/var/log/warn-20261001.xz");
        assertThat(called.values("time")).contains("2026-03-08T07:10:01.0000000Z", "2021-03-08T07:10:01.0000000Z");
        assertThat(called.err()).doesNotContain("anderer Art", "Unvollständig");
    }

    @Test
    void whatCannotBeUnpackedIsSaidWithTheCommandThatDoes() throws IOException {
        write("messages-20261001.bz2", "BZh91AY&SY and so on");
        write("syslog.1.zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});

        var called = scan();

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("messages-20261001.bz2: Die Datei ist mit bzip2 gepackt", "»bunzip2 -k DATEI«")
                .contains("syslog.1.zst: Die Datei ist mit zstd gepackt", "»unzstd DATEI«");
        assertThat(Called.komcert("timeline", logs.resolve("syslog.1.zst")).exit())
                .isEqualTo(66);
    }

    @Test
    void theTimelineHoldsThemAllAndSaysWhatKindTheyAre() throws IOException {
        write("auth.log", NEW);
        write("access.log", ACCESS);
        write("journal", JOURNAL);

        var lines = Called.komcert("timeline", "--format", "timesketch", "--threads", 3, logs)
                .json();

        assertThat(lines)
                .extracting(line -> line.get("data_type").asString())
                .containsExactly("syslog:line", "http:access:line", "systemd:journal");
        assertThat(lines)
                .extracting(line -> line.get("message").asString())
                .containsExactly(
                        "sshd: Failed password for root from 192.0.2.7 port 4712 ssh2",
                        "2001:db8::7 GET /shell.php?cmd=id HTTP/1.1 200",
                        "sshd: Failed password");
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.get("timestamp_desc").asString()).isEqualTo("Event Logged"));
    }

    @Test
    void aFormatCanBeForcedOnWhatWasNamed() throws IOException {
        write("odd", "nonsense\n" + "more\n".repeat(6) + NEW);

        assertThat(Called.komcert("timeline", "--input", "syslog", "--format", "jsonl", logs.resolve("odd"))
                        .json())
                .hasSize(8);
        assertThat(Called.komcert("timeline", "--input", "syslog", logs).err()).contains("Gelesen: 0 Dateien");
    }

    @Test
    void everyKindOfProblemHasAGermanSentence() {
        for (var kind : new String[] {
            "LINE_CUT",
            "NOT_SYSLOG",
            "NOT_ACCESS",
            "NOT_W3C",
            "NOT_CLOUD",
            "NOT_ALL_COLUMNS",
            "ROW_NOT_CLOSED",
            "AUDIT_DATA_CUT",
            "RECORD_CUT",
            "NOT_JOURNAL",
            "BAD_LOGIN_RECORD",
            "EMPTY_LOGIN_RECORD",
            "LOGIN_RECORD_CUT",
            "BAD_TIME",
            "TIME_ASSUMED",
            "GZIP_DATA",
            "GZIP_BOMB",
            "XZ_DATA",
            "XZ_BOMB",
            "XZ_METHOD",
            "BZIP2",
            "ZSTD"
        }) {
            assertThat(German.problem(new Problem(kind, "english", 0, true))).isNotEqualTo("english");
        }
    }
}
