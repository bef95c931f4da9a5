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

/** Collections laid out as Velociraptor, KAPE, CyLR, UAC and DFIR-ORC lay theirs out, with logs of our own inside. */
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

    /** A tar archive as UAC has tar write it, packed by gzip. */
    private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var header = new byte[512];
                put(header, 0, file.getKey());
                put(header, 100, "0000644\0000000000\0000000000\000");
                put(header, 124, String.format("%011o\0%011o", file.getValue().length, 1_795_849_200L));
                put(header, 148, "        0");
                put(header, 257, "ustar  ");
                int sum = 0;
                for (byte one : header) {
                    sum += one & 0xff;
                }
                put(header, 148, String.format("%06o\0", sum));
                out.write(header);
                out.write(file.getValue());
                out.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
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

    /** The files of a collection that version 0.77.2 made on Linux, in its order; the first of an uploaded file has its time. */
    @Test
    void aCollectionThatVelociraptorMadeOnLinuxIsRead() throws IOException {
        var uploads = "uploads/auto/media/usb/C%3A/";
        var files = new LinkedHashMap<String, byte[]>();
        files.put(uploads + "Users/Jörg %22T%22 100%25 & co/Sicherung.evtx", log);
        files.put(uploads + "Windows/System32/winevt/Logs/Microsoft-Windows-Sysmon%254Operational.evtx", log);
        files.put(uploads + "Windows/System32/winevt/Logs/Security.evtx", log);
        files.put(
                "uploads/auto/media/usb/var/log/auth.log",
                bytes("2026-11-28T08:00:00.123457+01:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7\n"));
        files.put("results/Custom.Logs.json.index", new byte[40]);
        files.put(
                "results/Custom.Logs.json",
                bytes(
                        "{\"OSPath\":\"/media/usb/var/log/auth.log\",\"Size\":103,\"Upload\":{\"Path\":\"auth.log\"}}\n"));
        files.putAll(offlineCollection());
        files.put("uploads.json.index", new byte[40]);
        var collection = Files.write(folder.resolve("linux.zip"), undated(zip(null, files), "results/", "log.json"));

        var called = Called.komcert("timeline", "--format", "jsonl", collection);

        assertThat(called.exit()).isZero();
        assertThat(called.values("file"))
                .containsExactlyInAnyOrder(
                        "linux.zip/uploads/auto/media/usb/C%3A/Users/Jörg %22T%22 100%25 & co/Sicherung.evtx",
                        "linux.zip/uploads/auto/media/usb/C%3A/Windows/System32/winevt/Logs/Microsoft-Windows-Sysmon%254Operational.evtx",
                        "linux.zip/uploads/auto/media/usb/C%3A/Windows/System32/winevt/Logs/Security.evtx",
                        "linux.zip/uploads/auto/media/usb/var/log/auth.log");
        assertThat(called.err()).contains("0 Auffälligkeiten").contains("Übergangen: 10 Dateien anderer Art.");
    }

    /** The archive whose files that begin so have no date, as Velociraptor writes what it makes itself. */
    private static byte[] undated(byte[] archive, String... beginnings) {
        byte[] changed = archive.clone();
        var buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < changed.length; at++) {
            int isCentral = buffer.getInt(at) == CENTRAL ? 1 : 0;
            int start = at + (isCentral == 1 ? 46 : 30);
            if (isCentral == 1 || buffer.getInt(at) == LOCAL) {
                for (var beginning : beginnings) {
                    var name = bytes(beginning);
                    if (Arrays.equals(changed, start, start + name.length, name, 0, name.length)) {
                        buffer.putInt(at + 10 + 2 * isCentral, 0);
                    }
                }
            }
        }
        return changed;
    }

    @Test
    void whatVelociraptorEncryptsWithAPasswordHasNothingBesideIt() throws IOException {
        var collection = Files.write(
                folder.resolve("collection.zip"),
                claiming(zip(null, Map.of("data.zip", zip(null, Map.of("a.evtx", log)))), "data.zip", 99, true));

        var called = Called.komcert("timeline", collection);

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("Nicht lesbar: collection.zip/data.zip: Die Sammlung darin ist verschlüsselt;")
                .contains("entpacken Sie sie mit ihrem Kennwort, zum Beispiel mit 7-Zip");
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
        var logs = Files.createDirectory(folder.resolve("logs"));
        Files.write(logs.resolve("a.evtx"), log);
        Files.write(logs.resolve("2026-11-28T081500_pc.vhdx"), image);
        Files.write(logs.resolve("pc.zip"), zip(null, Map.of("2026-11-28T081500_pc.vhdx", image)));

        var called = Called.komcert("evtx", "dump", logs);
        var named = Called.komcert("evtx", "dump", logs.resolve("2026-11-28T081500_pc.vhdx"));
        var timeline = Called.komcert("timeline", logs);

        assertThat(called.exit()).isZero();
        assertThat(called.values("record")).hasSize(1);
        assertThat(called.err())
                .containsOnlyOnce("Nicht lesbar: 2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte")
                .containsOnlyOnce("Nicht lesbar: pc.zip/2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte")
                .contains("nennen Sie den Ordner", "Übergangen: 2 Dateien anderer Art.");
        assertThat(timeline.err()).contains("2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte");
        assertThat(named.exit()).isEqualTo(66);
        assertThat(named.err()).contains("2026-11-28T081500_pc.vhdx: Das ist das Abbild einer Platte");
    }

    @Test
    void aCollectionOfCyLrIsReadAndWithAPasswordSaid() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("C/$MFT", new byte[1024]);
        files.put("C/Windows/System32/winevt/logs/Security.evtx", log);
        files.put("C/Windows/SchedLgU.Txt", bytes("\ufeff\"Task Scheduler Service\"\r\n"));
        Files.write(folder.resolve("PC-07.zip"), zip(null, files));
        var locked = zip(null, files);
        for (var name : files.keySet()) {
            locked = claiming(locked, name, 8, true);
        }
        Files.write(folder.resolve("PC-08.zip"), locked);

        var called = Called.komcert("timeline", "--format", "jsonl", folder);

        assertThat(called.exit()).isZero();
        assertThat(called.values("file")).containsExactly("PC-07.zip/C/Windows/System32/winevt/logs/Security.evtx");
        assertThat(called.err())
                .contains("PC-08.zip/C/Windows/System32/winevt/logs/Security.evtx: Die Datei ist verschlüsselt;")
                .contains("PC-08.zip: In diesem Archiv sind Dateien verschlüsselt, denen man nicht ansieht,");
    }

    @Test
    void aCollectionOfUacIsRead() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("bodyfile/bodyfile.txt", bytes("0|/etc/passwd|131|-rw-r--r--|0|0|1712|1|2|3|0\n"));
        files.put(
                "[root]/var/log/auth.log",
                bytes("2026-11-28T08:00:00.123457+01:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7\n"));
        files.put("[root]/var/log/syslog.2.gz", gzip("Nov 27 08:00:00 srv-1 cron[1]: (root) CMD (true)\n"));
        files.put(
                "[root]/var/log/apache2/access.log",
                bytes("192.0.2.7 - - [28/Nov/2026:08:00:03 +0100] \"GET /a.php HTTP/1.1\" 200 12 \"-\" \"curl\"\n"));
        files.put(
                "[root]/var/log/audit/audit.log", bytes("type=USER_LOGIN msg=audit(1795849206.123:41): pid=1 uid=0\n"));
        files.put("[root]/var/log/wtmp", new byte[384]);
        files.put("[root]/var/log/journal/0a/system.journal", Arrays.copyOf(bytes("LPKSHHRH"), 4096));
        files.put("live_response/process/ps_auxwww.txt", bytes("USER PID\nroot 1\n"));
        files.put("uac.log", bytes("20261128081500 INF Unix-like Artifacts Collector 3.2.0\n"));
        Files.write(folder.resolve("uac-srv-1-linux-20261128081500.tar.gz"), tarGz(files));

        var called = Called.komcert("timeline", "--format", "jsonl", folder);

        assertThat(called.exit()).isZero();
        var name = "uac-srv-1-linux-20261128081500.tar.gz/[root]/var/log/";
        assertThat(called.values("file"))
                .containsExactlyInAnyOrder(
                        name + "auth.log", name + "syslog.2.gz", name + "apache2/access.log", name + "audit/audit.log");
        assertThat(called.err())
                .contains("Nicht lesbar: " + name
                        + "journal/0a/system.journal: Das ist ein Journal von systemd in seiner")
                .contains("journalctl --file DATEI -o export")
                .contains("Übergangen: 5 Dateien anderer Art.");
        for (int threads : new int[] {1, 4}) {
            assertThat(Called.komcert("timeline", "--format", "jsonl", "--threads", threads, folder))
                    .isEqualTo(called);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    @Test
    void aCollectionOfDfirOrcIsSaidPackedOrEncryptedAndReadOnceItIsUnpacked() throws IOException {
        var name = "DFIR-ORC_WorkStation_PC-07_General";
        Files.write(
                folder.resolve(name + ".7z"),
                Arrays.copyOf(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}, 99));
        Files.write(folder.resolve(name + ".7z.p7b"), new byte[] {0x30, (byte) 0x82, 1, 1, 6, 9});
        var event = Files.createDirectories(folder.resolve("General/Event/Event_00000000/"));
        Files.write(
                event.resolve(
                        "1000000001A2B3_4000000005F6A_5_Security.evtx_{00000000-0000-0000-0000-000000000000}.data"),
                log);

        var called = Called.komcert("timeline", "--format", "jsonl", folder);

        assertThat(called.exit()).isZero();
        assertThat(called.values("file"))
                .containsExactly("General/Event/Event_00000000/1000000001A2B3_4000000005F6A_5_Security.evtx_"
                        + "{00000000-0000-0000-0000-000000000000}.data");
        assertThat(called.err())
                .contains(
                        "Nicht lesbar: " + name + ".7z: Das ist ein Archiv, das hier nicht geöffnet wird (7z oder RAR")
                .contains("bei einem Kennwort mit diesem")
                .contains("Nicht lesbar: " + name + ".7z.p7b: Das ist ein Archiv von DFIR-ORC, das nur öffnet, wer den")
                .contains("Übergangen: 2 Dateien anderer Art.");
        assertThat(Called.komcert("timeline", folder.resolve(name + ".7z.p7b")).exit())
                .isEqualTo(66);
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
