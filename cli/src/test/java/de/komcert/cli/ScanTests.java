package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScanTests {

    /** Where the head of an event log states it; what is said of a strange one holds a number. */
    private static final int MAJOR_VERSION = 38;

    @TempDir
    private Path folder;

    private Path rules;
    private Path logs;

    @BeforeEach
    void makeFolders() throws IOException {
        rules = Files.createDirectories(folder.resolve("rules"));
        logs = Files.createDirectories(folder.resolve("logs"));
    }

    private void rule(String file, String title, String level, String source, String detection) throws IOException {
        Files.writeString(
                rules.resolve(file), """
                    title: "%s"
                    id: %s
                    level: %s
                    logsource: {%s}
                    detection: {%s}
                    """.formatted(title, file.replace(".yml", ""), level, source, detection));
    }

    private void encodedCommands() throws IOException {
        rule(
                "encoded.yml",
                "Verschlüsselter Befehl",
                "high",
                "product: windows, category: process_creation",
                "sel: {Image|endswith: \\powershell.exe, CommandLine|contains: ' -enc '}, condition: sel");
    }

    private void twoProcesses() {
        new SampleLog()
                .process("C:\\Windows\\notepad.exe", "notepad")
                .process("C:\\Windows\\POWERSHELL.EXE", "powershell -enc SQBFAFgA")
                .write(logs.resolve("a/Sysmon.evtx"));
    }

    @Test
    void aDetectionIsOneLineWithWhatScriptsRelyOn() throws IOException {
        encodedCommands();
        twoProcesses();

        var called = Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs);

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("""
            {"rule":"encoded","title":"Verschlüsselter Befehl","level":"high","file":"a/Sysmon.evtx",\
            "record":2,"time":"2024-12-30T02:40:02.0000000Z","host":"pc-07.rathaus.example"}
            """);
        assertThat(called.err()).isEqualTo("""
            Regeln: 1 aus 1 Dateien geladen, 0 nicht geladen, 0 warten auf Listen.
            Gelesen: 1 Dateien, 2 Datensätze, 69.632 Bytes; 0 Auffälligkeiten an den Dateien, davon 0 mit Verlust.
            Was womit gelesen wurde, ließ sich nicht festhalten (kein Ordner dafür ist genannt); nennen Sie dafür --manifest DATEI.
            Treffer: 1, hoch 1.
            Was diese Protokolle zeigen können: 1 von 1 Regeln können etwas finden.
            """);
    }

    @Test
    void anEventLogOfAnUnknownChannelIsStillOneOfWindows() throws IOException {
        rule("zeek.yml", "Andere Quelle", "low", "product: zeek, service: rdp", "sel: {a: b}, condition: not sel");
        rule("any.yml", "Windows", "low", "product: windows", "sel: {EventID: 131}, condition: sel");
        new SampleLog()
                .event("Hersteller/Betrieb", 131, Map.of("ClientIP", "192.0.2.7:51234"))
                .write(logs.resolve("a.evtx"));

        assertThat(Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs)
                        .out())
                .contains("\"rule\":\"any\"")
                .doesNotContain("zeek");
    }

    @Test
    void peopleGetATableInGermanUnderTheNameOfTheFile() throws IOException {
        encodedCommands();
        twoProcesses();

        assertThat(Called.komcert("scan", "--rules", rules, logs).out()).isEqualTo("""
            a/Sysmon.evtx
              2024-12-30T02:40:02.0000000Z  hoch      pc-07.rathaus.example              2  Verschlüsselter Befehl
            """);
    }

    @Test
    void spreadsheetsGetLinesInWhichNothingIsAFormula() throws IOException {
        rule("formula.yml", "=HYPERLINK(1), \\\"2\\\"", "low", "product: windows", "sel: {EventID: 1}, condition: sel");
        new SampleLog().process("a.exe", "x").write(logs.resolve("-a.evtx"));

        assertThat(Called.komcert("scan", "--rules", rules, "--format", "csv", logs)
                        .out())
                .isEqualTo("time,level,title,rule,host,file,record\r\n"
                        + "2024-12-30T02:40:01.0000000Z,low,\"'=HYPERLINK(1), \"\"2\"\"\",formula,"
                        + "pc-07.rathaus.example,'-a.evtx,1\r\n");
    }

    @Test
    void timesketchGetsMessageTimeAndWhatTheTimeMeans() throws IOException {
        encodedCommands();
        twoProcesses();

        var line = Called.komcert("scan", "--rules", rules, "--format", "timesketch", logs)
                .json()
                .getFirst();

        assertThat(line.get("message").asString()).isEqualTo("Verschlüsselter Befehl");
        assertThat(line.get("datetime").asString()).isEqualTo("2024-12-30T02:40:02.0000000Z");
        assertThat(line.get("timestamp").asLong()).isEqualTo(1_735_526_402_000_000L);
        assertThat(line.get("timestamp_desc").asString()).isEqualTo("Event Logged");
    }

    @Test
    void whatALogOrARuleSaysMovesNoCursor() throws IOException {
        rule("evil.yml", "\\e[2J\\u202eTitel", "low", "product: windows", "sel: {EventID: 1}, condition: sel");
        new SampleLog().process("a.exe", "x").write(logs.resolve("a\u001b[31m.evtx"));

        var called = Called.komcert("scan", "--rules", rules, logs);

        assertThat(called.out())
                .contains("\ufffd[2J\ufffdTitel", "a\ufffd[31m.evtx")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void rulesThatDoNotLoadAreNamedWithLineAndReasonAndCounted() throws IOException {
        encodedCommands();
        twoProcesses();
        Files.writeString(rules.resolve("broken.yml"), """
            title: Kaputt
            logsource: {product: windows}
            detection:
                sel: {Image|nosuch: x}
                condition: sel
            """);
        rule("waiting.yml", "Wartet", "low", "product: windows", "sel: {Computer|expand: '%Servers%'}, condition: sel");

        var called = Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs);

        assertThat(called.exit()).isZero();
        assertThat(called.values("rule")).containsExactly("encoded");
        assertThat(called.err())
                .contains("Regel nicht geladen: broken.yml:4: Kaputt: ")
                .contains("nosuch")
                .contains("Regel wartet auf Listen: waiting.yml:1: Wartet: Servers\n")
                .contains("Regeln: 2 aus 3 Dateien geladen, 1 nicht geladen, 1 warten auf Listen.\n");
    }

    @Test
    void withoutAnyRuleNothingIsScanned() throws IOException {
        Files.writeString(rules.resolve("broken.yml"), "title: [");

        var called = Called.komcert("scan", "--rules", rules, logs);

        assertThat(called.exit()).isEqualTo(65);
        assertThat(called.err()).contains("Regel nicht geladen: broken.yml:1").contains("keine Regel, die sich laden");
        assertThat(Called.komcert("scan", "--rules", folder.resolve("none"), logs)
                        .exit())
                .isEqualTo(66);
    }

    @Test
    void alarmAndLevelDecideByTheLevelOfTheHit() throws IOException {
        encodedCommands();
        twoProcesses();

        assertThat(Called.komcert("scan", "--rules", rules, "--alarm", "high", logs)
                        .exit())
                .isEqualTo(10);
        assertThat(Called.komcert("scan", "--rules", rules, "--alarm", "critical", logs)
                        .exit())
                .isZero();
        assertThat(Called.komcert("scan", "--rules", rules, "--level", "critical", logs)
                        .out())
                .isEmpty();
    }

    @Test
    void blanksInNamesOfFieldsDoNotCount() throws IOException {
        rule(
                "blank.yml",
                "Bedrohung",
                "high",
                "product: windows, service: windefend",
                "sel: {ThreatName: Probe}, condition: sel");
        new SampleLog()
                .event("Microsoft-Windows-Windows Defender/Operational", 1116, Map.of("Threat Name", "Probe"))
                .write(logs.resolve("Defender.evtx"));

        assertThat(Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs)
                        .values("rule"))
                .containsExactly("blank");
    }

    @Test
    void theChannelOfTheHeadDecidesWhereAnEventBelongsAlsoIfItsDataNameAnother() throws IOException {
        rule(
                "cleared.yml",
                "Geleert",
                "high",
                "product: windows, service: system",
                "sel: {EventID: 104, Channel: Security}, condition: sel");
        rule(
                "other.yml",
                "Falsche Quelle",
                "high",
                "product: windows, service: application",
                "sel: {EventID: 104}, condition: sel");
        new SampleLog().event("System", 104, Map.of("Channel", "Security")).write(logs.resolve("System.evtx"));

        assertThat(Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs)
                        .values("rule"))
                .containsExactly("cleared");
    }

    @Test
    void aCorrelationReportsWhereItsLastEventStandsAndItsRulesStaySilent() throws IOException {
        Files.writeString(rules.resolve("failed.yml"), """
            title: Fehlgeschlagene Anmeldung
            id: failed
            name: failed
            logsource: {product: windows, service: security}
            detection: {sel: {EventID: 4625}, condition: sel}
            ---
            title: Viele Fehlversuche
            id: many
            level: high
            correlation:
                type: event_count
                rules: [failed]
                group-by: [TargetUserName]
                timespan: 1m
                condition: {gte: 3}
            """);
        var user = Map.of("TargetUserName", "m.muster");
        // The later file of the alphabet holds the earlier events.
        new SampleLog()
                .event("Security", 4625, user)
                .event("Security", 4625, user)
                .write(logs.resolve("b.evtx"));
        new SampleLog()
                .event("Security", 4624, user)
                .event("Security", 4624, user)
                .event("Security", 4625, user)
                .write(logs.resolve("a.evtx"));

        var hits = Called.komcert("scan", "--rules", rules, "--format", "jsonl", logs)
                .json();

        assertThat(hits).hasSize(1);
        assertThat(hits.getFirst().get("rule").asString()).isEqualTo("many");
        assertThat(hits.getFirst().get("file").asString()).isEqualTo("a.evtx");
        assertThat(hits.getFirst().get("record").asInt()).isEqualTo(3);
    }

    @Test
    void theManifestTellsTheSetOfRulesApart() throws IOException {
        encodedCommands();
        twoProcesses();
        var manifest = folder.resolve("manifest.json");
        Called.komcert("scan", "--rules", rules, "--manifest", manifest, logs);
        var before = Called.read(manifest);
        Files.writeString(rules.resolve("encoded.yml"), "# ein Wort mehr\n", StandardOpenOption.APPEND);
        Called.komcert("scan", "--rules", rules, "--manifest", manifest, logs);

        assertThat(before.get("hits").asInt()).isEqualTo(1);
        assertThat(before.get("rules").get("sha256").asString())
                .hasSize(64)
                .isNotEqualTo(Called.read(manifest).get("rules").get("sha256").asString());
    }

    /** Only the manifest holds a clock, and neither the zone nor the language of the machine has a say in a result. */
    @ParameterizedTest
    @CsvSource({
        "scan, table",
        "scan, html",
        "scan, jsonl",
        "scan, csv",
        "scan, timesketch",
        "timeline, csv",
        "timeline, jsonl",
        "timeline, timesketch",
        "evtx dump, jsonl",
        "evtx carve, jsonl"
    })
    void aYearLaterAndFarAwayTheSameInputGivesTheSameBytes(String command, String format) throws IOException {
        encodedCommands();
        twoProcesses();
        var odd = new SampleLog().process("a.exe", "x").bytes();
        odd[MAJOR_VERSION] = 77;
        Files.write(logs.resolve("odd.evtx"), odd);
        var syslog = Files.writeString(
                logs.resolve("auth.log"), "Dec 31 23:29:00 srv-1 sshd[812]: Failed password for root from 192.0.2.7\n");
        Files.setLastModifiedTime(syslog, FileTime.from(Instant.parse("2025-12-31T23:30:00Z")));
        var words = new ArrayList<Object>(List.of(command.split(" ")));
        words.addAll(List.of("--format", format));
        if (!command.startsWith("evtx")) {
            words.addAll(List.of("--rules", rules));
        }
        words.add(command.equals("evtx carve") ? logs.resolve("odd.evtx") : logs);
        var zone = TimeZone.getDefault();
        var language = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/Anchorage"));
            Locale.setDefault(Locale.GERMANY);
            var here = Called.komcert(words.toArray());
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            for (var other : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(other));
                var there = Called.at(Clock.offset(Called.CLOCK, Duration.ofDays(365)), words.toArray());
                assertThat(there).as(other).isEqualTo(here);
            }
            assertThat(here.exit()).isZero();
            assertThat(here.out()).containsPattern("2024-12-30|30\\.12\\.2024");
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(language);
        }
    }

    /** Each folder of the samples is an argument of its own, so that the command line says their order. */
    @Test
    void attackSamplesGiveTheSameBytesForAnyNumberOfThreadsAndOrder() throws IOException {
        manyProcesses();
        var samples = new ArrayList<Path>();
        try (var folders = Files.list(SharedData.folder("evtx/attack-samples"))) {
            folders.filter(Files::isDirectory).sorted().forEach(samples::add);
        }
        assertThat(samples).hasSizeGreaterThan(5);
        long seed = Long.getLong("komcert.seed", 20_261_130L);
        var random = new Random(seed);

        var one = scanWithAllRules(1, samples);
        for (int threads = 2; threads <= 4; threads++) {
            Collections.shuffle(samples, random);
            assertThat(scanWithAllRules(threads, samples))
                    .as("%d threads, seed %d, %s", threads, seed, samples)
                    .isEqualTo(one);
        }

        assertThat(one.values("rule")).hasSizeGreaterThan(1_500).contains("many");
    }

    private void manyProcesses() throws IOException {
        Files.writeString(rules.resolve("many.yml"), """
            title: Neuer Prozess
            id: process
            logsource: {product: windows, category: process_creation}
            detection: {sel: {Image: '*'}, condition: sel}
            ---
            title: Viele Prozesse
            id: many
            level: low
            correlation:
                type: event_count
                rules: [process]
                group-by: [Computer]
                timespan: 1m
                condition: {gte: 3}
            """);
    }

    private Called scanWithAllRules(int threads, List<Path> samples) {
        var words = new ArrayList<Object>(List.of("scan", "--format", "jsonl", "--threads", threads, "--rules", rules));
        for (var set : List.of("", "-compliance", "-emerging-threats", "-placeholder", "-threat-hunting")) {
            words.addAll(List.of("--rules", SharedData.folder("sigma/rules" + set)));
        }
        words.addAll(samples);
        return Called.komcert(words.toArray());
    }
}
