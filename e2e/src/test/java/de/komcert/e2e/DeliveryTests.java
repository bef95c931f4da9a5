package de.komcert.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is handed out: the archive for a server and the folder for a stick, each used as its receiver does. */
class DeliveryTests {

    @TempDir
    private Path folder;

    @Test
    void theFolderForAStickRunsWithoutJavaFromAnyReadOnlyPlace() throws Exception {
        var stick = Delivered.stick(folder.resolve("Stick für Grün und Blau"));
        var before = Delivered.files(stick);
        for (var file : before) {
            var rights = Files.getPosixFilePermissions(file);
            rights.removeAll(PosixFilePermissions.fromString("-w--w--w-"));
            Files.setPosixFilePermissions(file, rights);
        }
        var program = stick.resolve("komcert").toString();
        Files.writeString(Files.createDirectories(folder.resolve("Prüfung")).resolve("leer ß.evtx"), "");

        var version = Delivered.run(folder, Delivered.withoutJava(folder), List.of(program, "version"));
        var dump = Delivered.run(
                folder,
                Map.of("PATH", folder.resolve("tools").toString()),
                List.of(program, "evtx", "dump", "Prüfung"));

        Files.writeString(
                folder.resolve("auth.log"),
                IntStream.range(10, 20)
                                .mapToObj(
                                        second -> "2026-11-28T03:11:" + second
                                                + "+00:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7 port 4711 ssh2\n")
                                .collect(Collectors.joining())
                        + "2026-11-28T03:12:01+00:00 srv-1 sshd[813]: Accepted password for root from 192.0.2.7 port 4712 ssh2\n");
        var scan = Delivered.run(
                folder, Map.of("PATH", folder.resolve("tools").toString()), List.of(program, "scan", "auth.log"));

        everyWayToReadAndWriteWorks(program);

        assertThat(version.text()).startsWith("komcert ");
        assertThat(scan.exit()).as(scan.text()).isZero();
        assertThat(scan.text()).as("found by the rules that came along").contains("SSH-Kennwort erraten");
        assertThat(dump.exit()).isZero();
        assertThat(dump.text()).contains("\"file\":\"leer ß.evtx\"", "Gelesen: 1 Dateien");
        var runs = stick.resolve("laeufe");
        assertThat(Delivered.files(stick))
                .filteredOn(file -> !file.startsWith(runs))
                .isEqualTo(before);
        assertThat(Delivered.files(runs))
                .as("the folder, and of each of the two runs to the screen what it read")
                .hasSize(1 + 2);
        assertThat(before.stream().map(file -> file.getFileName().toString()))
                .contains("LICENSE", "NOTICE", "LIESMICH.txt", "komcert.cmd");
        assertThat(before).noneMatch(Files::isSymbolicLink);
        var windows = Files.readString(stick.resolve("komcert.cmd"), StandardCharsets.US_ASCII);
        assertThat(windows.split("\r\n", -1)).hasSize((int) windows.lines().count() + 1);
    }

    /** A module that the trimmed Java lacks is missed only where it is needed. */
    private void everyWayToReadAndWriteWorks(String program) throws IOException, InterruptedException {
        var log = Files.readAllBytes(folder.resolve("auth.log"));
        try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("auth.log.gz")))) {
            packed.write(log);
        }
        try (var collection = new ZipOutputStream(Files.newOutputStream(folder.resolve("sammlung.zip")))) {
            collection.putNextEntry(new ZipEntry("var/log/auth.log"));
            collection.write(log);
        }
        Files.write(folder.resolve("platte.dd"), bareRecord());
        var hit = "SSH-Kennwort erraten";

        assertThat(result(program, "scan", "--format", "html", "auth.log")).contains("<html", hit);
        assertThat(result(program, "scan", "--format", "jsonl", "sammlung.zip")).contains(hit, "var/log/auth.log");
        assertThat(result(program, "scan", "--format", "jsonl", "auth.log.gz")).contains(hit, "auth.log.gz");
        assertThat(result(program, "scan", "--format", "jsonl", "--resume", "stand", "auth.log"))
                .contains(hit)
                .isEqualTo(result(program, "scan", "--format", "jsonl", "auth.log"));
        assertThat(result(program, "timeline", "auth.log").lines()).hasSize(1 + 11);
        assertThat(result(program, "evtx", "carve", "platte.dd")).contains("\"record\":7,", "\"origin\":\"carved\"");
    }

    /** What a command writes into a file, beside which a manifest stands. */
    private String result(String program, String... words) throws IOException, InterruptedException {
        var output = folder.resolve("ergebnis");
        var manifest = folder.resolve("ergebnis.manifest.json");
        Files.deleteIfExists(manifest);
        var all = new ArrayList<>(List.of(program));
        all.addAll(List.of(words));
        all.addAll(List.of("--output", output.toString()));
        var ended = Delivered.run(folder, Map.of("PATH", folder.resolve("tools").toString()), all);
        assertThat(ended.exit()).as("%s: %s", all, ended.text()).isZero();
        assertThat(manifest).content().contains("\"program\":\"komcert ", "\"sha256\":\"");
        return Files.readString(output);
    }

    /** A record of an event log without content, as it lies in unallocated space. */
    private static byte[] bareRecord() {
        int size = 64;
        return ByteBuffer.allocate(4096)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1000, 0x2a2a)
                .putInt(1004, size)
                .putLong(1008, 7)
                .putLong(1016, 133_800_000_000_000_000L)
                .putInt(1024, 0x0001_010f)
                .putInt(1000 + size - 4, size)
                .array();
    }

    @Test
    void theArchiveNeedsNothingButJava() throws Exception {
        var archive = Delivered.archive();
        assertThat(Delivered.run(folder, System.getenv(), List.of("tar", "-xzf", archive.toString()))
                        .exit())
                .isZero();
        var name = archive.getFileName().toString().replace(".tar.gz", "");
        var program = folder.resolve(name).resolve("komcert").toString();

        var version = Delivered.run(folder, System.getenv(), List.of(program, "version"));
        var refused = Delivered.run(folder, System.getenv(), List.of(program, "check"));

        assertThat(version.text()).isEqualTo("komcert " + name.replaceFirst("komcert-", "") + "\n");
        assertThat(refused.exit()).isEqualTo(64);
        assertThat(Delivered.files(folder.resolve(name)).stream()
                        .map(file -> file.getFileName().toString()))
                .contains("komcert-app.jar", "komcert-cli.jar", "README.md", "LICENSE", "NOTICE");
        try (var demo = RunningDemo.startByEnvironment(Path.of(program), folder.resolve("daten"))) {
            assertThat(demo.accounts().accounts()).hasSizeGreaterThan(4);
        }
    }
}
