package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import de.komcert.logs.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionTests {

    private static final int MANY_CHUNKS = 150;

    @TempDir
    private Path folder;

    private static byte[] zip(int method, Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.setMethod(method);
            for (var file : new TreeMap<>(files).entrySet()) {
                var entry = new ZipEntry(file.getKey());
                var crc = new CRC32();
                crc.update(file.getValue());
                entry.setCrc(crc.getValue());
                entry.setSize(file.getValue().length);
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void logsInCollectionsGiveTheSameAsInFoldersForAnyNumberOfThreads() throws IOException {
        var logs = Map.of(
                "C%3A/Logs/Large.evtx",
                new SampleLog()
                        .process("a.exe", "eins")
                        .process("b.exe", "zwei")
                        .repeated(MANY_CHUNKS),
                "C%3A/Logs/Small.evtx",
                new SampleLog().process("c.exe", "drei").bytes());
        for (var log : logs.entrySet()) {
            var plain = folder.resolve("plain/collection.zip").resolve(log.getKey());
            Files.createDirectories(plain.getParent());
            Files.write(plain, log.getValue());
        }
        var expected = Called.komcert("evtx", "dump", folder.resolve("plain"));
        assertThat(expected.values("record")).hasSize(2 * MANY_CHUNKS + 1);
        assertThat(expected.values("file")).contains("collection.zip/C%3A/Logs/Large.evtx");

        for (int method : new int[] {ZipOutputStream.STORED, ZipOutputStream.DEFLATED}) {
            var collection = Files.write(folder.resolve("collection.zip"), zip(method, logs));
            for (int threads : new int[] {1, 2, 7, 40}) {
                assertThat(Called.komcert("evtx", "dump", "--threads", threads, collection))
                        .as("method %d, %d threads", method, threads)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anArchiveInsideACollectionIsReadAndTheManifestHoldsAllHashes() throws IOException {
        byte[] log = new SampleLog().process("a.exe", "x").bytes();
        var inner = zip(ZipOutputStream.DEFLATED, Map.of("Security.evtx", log, "notes.txt", new byte[3]));
        Files.createDirectories(folder.resolve("in"));
        var collection = Files.write(
                folder.resolve("in/host.zip"), zip(ZipOutputStream.DEFLATED, Map.of("uploads/data.zip", inner)));
        var manifest = folder.resolve("manifest.json");

        var called = Called.komcert("evtx", "dump", "--manifest", manifest, folder.resolve("in"));

        assertThat(called.exit()).isZero();
        assertThat(called.values("file")).containsExactly("host.zip/uploads/data.zip/Security.evtx");
        assertThat(called.err()).contains("Übergangen: 1 Dateien anderer Art.");
        var written = Called.read(manifest);
        assertThat(written.get("collections").get(0).get("sha256").asString()).isEqualTo(Sha256.of(collection));
        assertThat(written.get("inputs").get(0).get("sha256").asString())
                .isEqualTo(Sha256.of(Files.write(folder.resolve("log"), log)));
    }

    @Test
    void whatIsWrongWithACollectionIsSaidOnceAndCountedAndTheRestIsRead() throws IOException {
        byte[] log = new SampleLog().process("a.exe", "x").bytes();
        byte[] collection = zip(ZipOutputStream.STORED, Map.of("a.evtx", log, "b.evtx", log));
        var cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(collection, collection.length - 30_000));

        var called = Called.komcert("evtx", "dump", cut);

        assertThat(called.exit()).isZero();
        assertThat(called.values("record")).hasSize(2);
        assertThat(called.values("problem"))
                .contains("The directory of the archive is missing; its files are searched for", "The data break off");
        assertThat(called.err())
                .containsOnlyOnce("Hinweis: cut.zip: Das Verzeichnis des Archivs fehlt oder ist beschädigt")
                .containsOnlyOnce("Nicht lesbar: cut.zip/b.evtx: Die gepackten Daten sind beschädigt");
    }

    @Test
    void whatIsOnlyCalledACollectionIsReportedAndADocumentInAFolderIsNone() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/no.zip"), "Das ist kein Archiv.");
        byte[] document = zip(ZipOutputStream.STORED, Map.of("a.evtx", new byte[10]));
        Files.write(folder.resolve("in/letter.docx"), document);

        var called = Called.komcert("evtx", "dump", folder.resolve("in"));

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Nicht lesbar: no.zip: In diesem Archiv ist keine Datei zu finden.")
                .contains("Gelesen: 0 Dateien")
                .contains("Übergangen: 1 Dateien anderer Art.");
    }

    @Test
    void jsonLinesAreFoundInCollectionsAsWell() throws IOException {
        var rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("r.yml"), """
                title: Anmeldung
                id: login
                logsource: {product: linux, service: sshd}
                detection: {words: [Accepted], condition: words}
                """);
        var events = "{\"product\":\"linux\",\"service\":\"sshd\",\"m\":\"Accepted\"}\n";
        var collection = Files.write(
                folder.resolve("c.zip"), zip(ZipOutputStream.DEFLATED, Map.of("e.ndjson", events.getBytes())));

        assertThat(Called.komcert("scan", "--rules", rules, "--format", "jsonl", "--input", "ndjson", collection)
                        .values("file"))
                .containsExactly("c.zip/e.ndjson");
    }
}
