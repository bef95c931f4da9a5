package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Collections laid out as Velociraptor and KAPE lay theirs out, with logs of our own inside. */
class TriageCollectionTests {

    private static final String EVENT_LOGS = "uploads/auto/C%3A/Windows/System32/winevt/Logs/";
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;

    @TempDir
    private Path folder;

    private final byte[] log = new SampleLog().process("a.exe", "eins").bytes();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String comment, Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.setComment(comment);
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The archive with what it says of one file changed: how that is packed, and whether it is encrypted. */
    private static byte[] claiming(byte[] archive, String file, int method, boolean isEncrypted) {
        byte[] changed = archive.clone();
        var buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        var name = bytes(file);
        int headers = 0;
        for (int at = 0; at + 46 < changed.length; at++) {
            int isCentral = buffer.getInt(at) == CENTRAL ? 1 : 0;
            int start = at + (isCentral == 1 ? 46 : 30);
            if ((isCentral == 1 || buffer.getInt(at) == LOCAL)
                    && Arrays.equals(changed, start, start + name.length, name, 0, name.length)) {
                int flags = at + 6 + 2 * isCentral;
                buffer.putShort(flags, (short) (buffer.getShort(flags) | (isEncrypted ? 1 : 0)));
                buffer.putShort(flags + 2, (short) method);
                headers++;
            }
        }
        assertThat(headers).isEqualTo(2);
        return changed;
    }

    /** What the offline collector writes beside what it has uploaded: results in lines, and all about itself. */
    private static Map<String, byte[]> offlineCollection() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("client_info.json", bytes("{\"Hostname\": \"OTHER\", \"HostID\": \"C.1\"}"));
        files.put(
                "collection_context.json",
                bytes("{\n \"session_id\": \"F.1\",\n \"create_time\": 1669082757032004800,\n \"state\": 2\n}"));
        files.put("requests.json", bytes("{\n \"items\": []\n}"));
        files.put("log.json", bytes("{\"_ts\":1669082757,\"level\":\"INFO\",\"message\":\"Collecting file\"}\n"));
        files.put("log.json.index", new byte[16]);
        files.put(
                "results/Windows.EventLogs.Evtx.json",
                bytes("{\"EventTime\":\"2026-11-28T08:00:00Z\",\"Computer\":\"pc-07\",\"EventID\":1}\n"));
        files.put(
                "uploads.json",
                bytes("{\"Timestamp\":\"2026-11-28T08:00:00Z\",\"vfs_path\":\"C:\\\\Windows\",\"file_size\":1}\n"));
        return files;
    }

    @Test
    void aCollectionOfVelociraptorIsReadByNamesAsTheyStandThere() throws IOException {
        var files = offlineCollection();
        files.put(EVENT_LOGS + "Security.evtx", log);
        files.put(EVENT_LOGS + "Microsoft-Windows-Sysmon%254Operational.evtx", log);
        files.put("uploads/ntfs/%5C%5C.%5CC%3A/Windows/System32/winevt/Logs/System.evtx", log);
        files.put(
                "uploads/ntfs/%5C%5C.%5CC%3A/Windows/System32/winevt/Logs/System.evtx.idx",
                bytes(
                        "{\"ranges\":[{\"file_length\":69632,\"length\":69632},{\"original_offset\":69632,\"length\":1048576}]}"));
        files.put("uploads/auto/C%3A/Users/Jörg %22Test%22/Sicherung.evtx", log);
        var collection = Files.write(folder.resolve("Collection-PC-07-2026-11-28T08_00_00Z.zip"), zip(null, files));
        var name = collection.getFileName() + "/";

        var dump = Called.komcert("evtx", "dump", collection);

        assertThat(dump.exit()).isZero();
        assertThat(dump.values("file"))
                .containsExactly(
                        name + "uploads/auto/C%3A/Users/Jörg %22Test%22/Sicherung.evtx",
                        name + EVENT_LOGS + "Microsoft-Windows-Sysmon%254Operational.evtx",
                        name + EVENT_LOGS + "Security.evtx",
                        name + "uploads/ntfs/%5C%5C.%5CC%3A/Windows/System32/winevt/Logs/System.evtx");
        assertThat(dump.values("problem")).isEmpty();
        assertThat(dump.err()).contains("Gelesen: 4 Dateien", "Übergangen: 8 Dateien anderer Art.");

        var rules = rules();
        var scan = Called.komcert("scan", "--rules", rules, "--format", "jsonl", collection);
        assertThat(scan.values("host"))
                .as("said by the records, not by what lies beside them")
                .hasSize(4)
                .containsOnly("pc-07.rathaus.example");
        for (var hit : scan.json()) {
            var event = folder + "/" + hit.get("file").asString() + ":"
                    + hit.get("record").asString();
            assertThat(Called.komcert("explain", "--rules", rules, event).exit())
                    .as(event)
                    .isZero();
        }
    }

    @Test
    void anEncryptedCollectionOfVelociraptorSaysWhoCanOpenIt() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("metadata.json", bytes("[\n {\n  \"EncryptedPass\": \"eA==\",\n  \"Scheme\": \"X509\"\n }\n]"));
        files.put("data.zip", zip(null, Map.of(EVENT_LOGS + "Security.evtx", log)));
        var collection =
                Files.write(folder.resolve("collection.zip"), claiming(zip(null, files), "data.zip", 99, true));

        var called = Called.komcert("evtx", "dump", collection);

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Nicht lesbar: collection.zip/data.zip: Die Sammlung darin ist verschlüsselt;")
                .contains("velociraptor --config server.config.yaml decrypt")
                .contains("Gelesen: 0 Dateien");
    }

    @Test
    void aCollectionOfKapeIsReadAlsoInsideAnotherArchive() throws IOException {
        var run = "2026-11-28T08_15_00_1234567";
        var files = new LinkedHashMap<String, byte[]>();
        files.put(
                run + "_CopyLog.csv",
                bytes(
                        "\ufeffCopiedTimestamp,SourceFile,DestinationFile,FileSize,SourceFileSha1,DeferredCopy\r\n"
                                + "2026-11-28 08:15:09.9776063,C:\\Windows\\System32\\winevt\\logs\\Security.evtx,D:\\out,69632,AB,True\r\n"));
        files.put(run + "_SkipLog.csv.csv", bytes("\ufeffSourceFile,SourceFileSha1,Reason\r\n"));
        files.put(
                run + "_ConsoleLog.txt",
                bytes("[2026-11-28 09:15:00.6012345 | INF] System info: Machine name: PC\r\n"));
        files.put("C/", new byte[0]);
        files.put("C/Windows/System32/winevt/logs/Security.evtx", log);
        files.put("C/Windows/System32/winevt/logs/Microsoft-Windows-Sysmon%4Operational.evtx", log);
        files.put(
                "C/inetpub/logs/LogFiles/W3SVC1/u_ex261128.log",
                bytes("#Software: Microsoft Internet Information Services 10.0\r\n"
                        + "#Fields: date time s-ip cs-method cs-uri-stem c-ip sc-status\r\n"
                        + "2026-11-28 08:00:00 10.1.2.3 GET /owa 203.0.113.7 200\r\n"));
        files.put("C/Windows/prefetch/CMD.EXE-0BD30981.pf", new byte[100]);
        var collection = zip("Created by KAPE version 1.3.0.2 on 2026-11-28T08:15:00.1234567Z", files);
        Files.write(folder.resolve("in.zip"), zip(null, Map.of("Fall 7/PC_collection.zip", collection)));

        var called = Called.komcert("timeline", "--format", "jsonl", folder.resolve("in.zip"));

        assertThat(called.exit()).isZero();
        assertThat(called.values("file"))
                .containsExactlyInAnyOrder(
                        "in.zip/Fall 7/PC_collection.zip/C/Windows/System32/winevt/logs/Security.evtx",
                        "in.zip/Fall 7/PC_collection.zip/C/Windows/System32/winevt/logs/Microsoft-Windows-Sysmon%4Operational.evtx",
                        "in.zip/Fall 7/PC_collection.zip/C/inetpub/logs/LogFiles/W3SVC1/u_ex261128.log");
        assertThat(called.err()).contains("Übergangen: 4 Dateien anderer Art.").doesNotContain("Nicht lesbar");
    }

    @Test
    void anImageOfADiskIsSaidWhereverItLiesAndWhatToDoWithIt() throws IOException {
        var image = Arrays.copyOf(bytes("vhdxfile"), 4096);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            var tar = new byte[1024];
            System.arraycopy(bytes("ustar"), 0, tar, 257, 5);
            out.write(tar);
        }
        var logs = Files.createDirectory(folder.resolve("logs"));
        Files.write(logs.resolve("a.evtx"), log);
        Files.write(logs.resolve("2026-11-28T081500_pc.vhdx"), image);
        Files.write(logs.resolve("pc.zip"), zip(null, Map.of("2026-11-28T081500_pc.vhdx", image)));
        Files.write(logs.resolve("uac-srv-1-linux.tar.gz"), packed.toByteArray());

        var called = Called.komcert("evtx", "dump", logs);
        var named = Called.komcert("evtx", "dump", logs.resolve("2026-11-28T081500_pc.vhdx"));
        var timeline = Called.komcert("timeline", logs);

        assertThat(called.exit()).isZero();
        assertThat(called.values("record")).hasSize(1);
        assertThat(called.err())
                .containsOnlyOnce("Nicht lesbar: 2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte")
                .containsOnlyOnce("Nicht lesbar: pc.zip/2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte")
                .containsOnlyOnce(
                        "Nicht lesbar: uac-srv-1-linux.tar.gz: Das ist ein Archiv, das hier nicht geöffnet wird")
                .contains("nennen Sie den Ordner", "Übergangen: 3 Dateien anderer Art.");
        assertThat(timeline.err()).contains("uac-srv-1-linux.tar.gz: Das ist ein Archiv");
        assertThat(named.exit()).isEqualTo(66);
        assertThat(named.err()).contains("2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte");
    }

    @Test
    void whatTheExplorerPackedInItsOwnWayIsSaid() throws IOException {
        var archive = zip(null, Map.of("Security.evtx", log));
        var collection = Files.write(folder.resolve("a.zip"), claiming(archive, "Security.evtx", 9, false));

        var called = Called.komcert("evtx", "dump", collection);

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Nicht lesbar: a.zip/Security.evtx: Die Datei ist auf eine Art gepackt")
                .contains("größer als 2 GB", "entpacken Sie das Archiv");
    }

    private Path rules() throws IOException {
        var rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("r.yml"), """
                title: Prozess
                id: process
                logsource: {product: windows, category: process_creation}
                detection: {selection: {Image: a.exe}, condition: selection}
                """);
        return rules;
    }
}
