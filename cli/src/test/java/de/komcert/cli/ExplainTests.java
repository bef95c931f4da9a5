package de.komcert.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainTests {

    @TempDir
    private Path folder;

    private Path rules;
    private Path log;

    @BeforeEach
    void makeRulesAndLogs() throws IOException {
        rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("shell.yml"), """
                title: Wer bin ich
                id: whoami
                level: high
                logsource: {product: windows, category: process_creation}
                detection:
                    selection:
                        Image|endswith: ['\\cmd.exe', '\\pwsh.exe']
                        CommandLine|contains|windash: ' -whoami'
                    filter:
                        User: system
                    condition: selection and not filter
                """);
        log = new SampleLog()
                .process("C:\\CMD.exe", "cmd /whoami")
                .process("C:\\cmd.exe", "cmd -x")
                .event(SampleLog.SYSMON, 3, Map.of("Image", "C:\\cmd.exe"))
                .write(folder.resolve("logs/a.evtx"));
    }

    private Called explain(Object... words) {
        return Called.komcert(Stream.concat(Stream.of("explain", "--rules", rules), Stream.of(words))
                .toArray());
    }

    /** What is said of an event that lacks, has or says something else than the rule asks for. */
    private String said(String event, String detection) throws IOException {
        Files.writeString(rules.resolve("shell.yml"), """
                title: Eine
                logsource: {product: linux}
                detection: {s: {%s}, condition: s}
                """.formatted(detection));
        var called = Called.withInput(
                "{\"product\":\"linux\"," + event + "}", "explain", "--rules", rules, "--input", "ndjson", "-:1");
        assertThat(called.exit()).isZero();
        return called.out();
    }

    @Test
    void aMatchNamesTheValuesThatMadeIt() {
        var called = explain(log + ":1");

        assertThat(called.exit()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).isEqualTo("""
                Regel:    Wer bin ich (whoami, shell.yml:1)
                Ereignis: a.evtx, Nummer 1, 30.12.2024 02:40:01 (UTC), pc-07.rathaus.example, Microsoft-Windows-Sysmon/Operational, EventID 1
                Ergebnis: Die Regel passt.
                + Herkunft: windows, process_creation
                + alles davon:
                  + selection, alles davon:
                    + Image|endswith (Zeile 7, einer genügt)
                        im Ereignis: »C:\\CMD.exe«
                      + endet mit »\\cmd.exe«
                      … 1 weitere; --full zeigt sie
                    + CommandLine|contains|windash (Zeile 8)
                        im Ereignis: »cmd /whoami«
                      + enthält » -whoami«, mit welchem Strich auch immer
                  + nicht:
                    - filter
                      - User (Zeile 10)
                          fehlt im Ereignis
                        - gleicht »system«

                """);
    }

    @Test
    void whatDidNotDecideIsOneLineUnlessEverythingIsAskedFor() {
        var called = explain(log + ":2");

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("Die Regel passt nicht.")
                .contains(
                        "    + Image|endswith (Zeile 7, einer genügt)\n    - CommandLine|contains|windash (Zeile 8)\n")
                .contains("        im Ereignis: »cmd -x«\n")
                .endsWith("  + nicht\n\n");
        assertThat(explain("--full", log + ":2").out())
                .contains("+ endet mit »\\cmd.exe«", "- endet mit »\\pwsh.exe«", "- gleicht »system«")
                .doesNotContain("weitere");
    }

    @Test
    void anEventFromElsewhereSaysWhatDoesNotFitAndWhereToLook() {
        var called = explain(log + ":3");

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("- Herkunft: Die Regel sieht auf windows, process_creation; dieses Ereignis ist windows,"
                        + " sysmon, network_connection.\n")
                .contains("    Es passt nicht: category\n")
                .contains("    Gesucht werden Ereignisse aus Microsoft-Windows-Sysmon/Operational mit EventID 1\n")
                .contains("    Gesucht werden Ereignisse aus Security mit EventID 4688\n")
                .doesNotContain("selection");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            "b":"x"          ~ a: x                           ~ fehlt im Ereignis
            "a":null         ~ a: x                           ~ im Ereignis: ohne Wert (null)
            "a":""           ~ a: x                           ~ im Ereignis: »« (leerer Text)
            "a":"y"          ~ a: x                           ~ im Ereignis: »y«
            "a":["y","z"]    ~ a: x                           ~ im Ereignis: »y«, »z«
            "A":"x"          ~ a: x                           ~ Es hat ein Feld A; in Feldnamen zählen große und kleine Buchstaben.
            "a":"y"          ~ a|startswith|cased: x          ~ - beginnt mit »x«, genau so groß und klein geschrieben
            "a":"y"          ~ a: 'x*z'                       ~ - hat die Form »x*z«
            "b":"y"          ~ a: '*'                         ~ - hat irgendeinen Wert
            "a":"y"          ~ a|re|i: '^x'                   ~ - passt auf den regulären Ausdruck »^x« (i)
            "a":"10.0.0.1"   ~ a|cidr: 192.0.2.0/24           ~ - liegt im Netz 192.0.2.0/24
            "a":"7"          ~ a|gte: 8                       ~ - mindestens 8
            "a":"y"          ~ a: null                        ~ - fehlt oder hat keinen Wert
            "b":"y"          ~ a|exists: true                 ~ - ist vorhanden
            "a":"y","b":"z"  ~ a|fieldref|startswith: b       ~ - beginnt mit dem Wert von b (»z«)
            "a":"y"          ~ a|hour|lt: 6                   ~ - in der Stunde kleiner als 6
            "a":"y"          ~ a|base64offset|contains: xyz   ~ - »xyz«, mindestens eines davon:
            """)
    void eachReasonIsSaidForItself(String event, String detection, String sentence) throws IOException {
        assertThat(said(event, detection)).contains("Die Regel passt nicht.").contains(sentence + "\n");
    }

    @Test
    void keywordsSayWhereTheyStand() throws IOException {
        Files.writeString(rules.resolve("shell.yml"), """
                title: Eine
                logsource: {product: linux}
                detection: {s: [Accepted, Failed], condition: s}
                """);

        var called = Called.withInput(
                "{\"product\":\"linux\",\"m\":\"Failed password\"}",
                "explain",
                "--rules",
                rules,
                "--input",
                "ndjson",
                "-");

        assertThat(called.out()).contains("+ irgendein Wert enthält »Failed«\n      m: »Failed password«\n");
        assertThat(called.err()).contains("-: 1-mal passt die Regel, 0-mal nicht");
    }

    @Test
    void scriptsGetEverythingWithWhatDecided() {
        var called = explain("--format", "jsonl", log + ":2");

        assertThat(called.json()).hasSize(1);
        var line = called.json().getFirst();
        assertThat(line.get("rule").asString()).isEqualTo("whoami");
        assertThat(line.get("file").asString()).isEqualTo("a.evtx");
        assertThat(line.get("record").asInt()).isEqualTo(2);
        assertThat(line.get("matches").asBoolean()).isFalse();
        assertThat(line.get("logsource").get("fits").asBoolean()).isTrue();
        var checks = checks(line.get("seen").get(0)).toList();
        assertThat(checks)
                .extracting(check -> check.get("asks").get("value").asString())
                .containsExactly("\\cmd.exe", "\\pwsh.exe", " -whoami", "system");
        assertThat(checks)
                .extracting(check -> check.get("asks").get("how").asString())
                .containsExactly("endswith", "endswith", "contains", "equals");
        assertThat(checks)
                .extracting(check -> check.get("holds").asBoolean())
                .containsExactly(true, false, false, false);
        assertThat(checks)
                .extracting(check -> check.get("decides").asBoolean())
                .containsExactly(false, false, true, false);
        assertThat(checks)
                .extracting(check -> check.get("state").asString())
                .containsExactly("value", "value", "value", "missing");
        assertThat(checks.get(2).get("asks").get("options").get(0).asString()).isEqualTo("windash");
        assertThat(checks.get(2).get("found").get(0).get("value").asString()).isEqualTo("cmd -x");
    }

    private static Stream<JsonNode> checks(JsonNode step) {
        return step.get("kind").asString().equals("check")
                ? Stream.of(step)
                : step.get("parts").valueStream().flatMap(ExplainTests::checks);
    }

    @Test
    void aFileWithoutNumberIsExplainedAsFarAsTheRuleLooksThere() {
        var called = explain("--format", "jsonl", log);

        assertThat(called.exit()).isZero();
        assertThat(called.values("record")).containsExactly("1", "2");
        assertThat(called.err())
                .contains("1-mal passt die Regel, 1-mal nicht, 1-mal stammt das Ereignis anderswoher; erklärt: 2.");
    }

    @Test
    void whereNoEventIsTheRulesTheFirstSaysWhy() {
        var other = new SampleLog().event("System", 7, Map.of("a", "b")).write(folder.resolve("b.evtx"));

        var called = explain(other);

        assertThat(called.out()).contains("- Herkunft: ", "Es passt nicht: category");
    }

    @Test
    void anEventInACollectionIsNamedAsScanNamesIt() throws IOException {
        var zip = folder.resolve("kape.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(out, "C/one.evtx");
            put(out, "C/two.evtx");
        }

        var scanned = Called.komcert("scan", "--rules", rules, "--format", "jsonl", zip);
        var name = scanned.values("file").getLast();
        var called = explain("--format", "jsonl", folder.resolve(name) + ":1");

        assertThat(name).isEqualTo("kape.zip/C/two.evtx");
        assertThat(called.values("file")).containsExactly(name);
        assertThat(called.values("matches")).containsExactly("true");
    }

    private void put(ZipOutputStream out, String name) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        copy(out);
        out.closeEntry();
    }

    private void copy(OutputStream out) throws IOException {
        Files.copy(log, out);
    }

    @Test
    void aCorrelationIsExplainedByWhatItCounts() throws IOException {
        Files.writeString(rules.resolve("many.yml"), """
                title: Mehrmals
                id: many
                correlation: {type: event_count, rules: [whoami], group-by: [Computer, User], timespan: 5m, condition: {gte: 3}}
                """);

        var called = explain("--rule", "many", log + ":1");

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("Regel:    Wer bin ich (whoami, shell.yml:1)\n")
                .contains("Gezählt:  von der Verknüpfung »Mehrmals«: event_count gte 3 in 5 Min.; sie braucht mehrere"
                        + " Ereignisse, und an diesem einen ist zu sehen, ob es mitzählt.\n")
                .contains("gruppiert nach Computer: »pc-07.rathaus.example«\n")
                .contains("gruppiert nach User: fehlt im Ereignis, es zählt also nicht mit\n")
                .contains("Die Regel passt.");
    }

    @Test
    void aListThatIsMissingIsTheReason() throws IOException {
        Files.writeString(rules.resolve("shell.yml"), """
                title: Auf einem Server
                logsource: {product: windows, category: process_creation}
                detection: {s: {Computer|expand: '%Servers%'}, condition: s}
                """);
        var list = Files.writeString(folder.resolve("servers.txt"), "pc-07.*\n");

        assertThat(explain(log + ":1").out())
                .contains("- Die Regel wartet auf Listen; geben Sie sie mit --list an: Servers");
        assertThat(explain("--list", "Servers=" + list, log + ":1").out())
                .contains("+ »%Servers%«, beginnt mit »pc-07.«");
    }

    @Test
    void aRuleIsFoundByIdOrTitleOrAPartOfItAndRefusedWhereSeveralAreMeant() throws IOException {
        Files.writeString(rules.resolve("others.yml"), """
                title: Wer war das
                id: other
                logsource: {product: windows, category: process_creation}
                detection: {s: {Image: x}, condition: s}
                ---
                title: Kaputt
                id: broken
                logsource: {product: windows}
                detection: {s: {Image|nonsense: x}, condition: s}
                """);

        assertThat(explain("--format", "jsonl", "--rule", "WHOAMI", log + ":1").values("rule"))
                .containsExactly("whoami");
        assertThat(explain("--format", "jsonl", "--rule", "war das", log + ":1").values("rule"))
                .containsExactly("other");
        assertThat(explain("--format", "jsonl", "--rule", "other", "--rule", "wer bin ich", log + ":1")
                        .values("rule"))
                .containsExactly("other", "whoami");

        var several = explain("--rule", "wer", log + ":1");
        assertThat(several.exit()).isEqualTo(64);
        assertThat(several.err())
                .contains("»wer« steht im Titel von 2 Regeln", "whoami  Wer bin ich", "other  Wer war das");
        var unsaid = explain(log + ":1");
        assertThat(unsaid.exit()).isEqualTo(64);
        assertThat(unsaid.err()).contains("Es sind 2 Regeln; nennen Sie mit --rule die ID oder den Titel");
        var none = explain("--rule", "Kaputt", log + ":1");
        assertThat(none.exit()).isEqualTo(66);
        assertThat(none.err())
                .contains("Keine geladene Regel hat die ID oder den Titel »Kaputt«.")
                .contains("Regel nicht geladen: others.yml:", "there is no modifier »nonsense«");
    }

    @Test
    void whatIsNotThereEndsWith66AndTheOthersAreExplained() {
        var called = explain("--format", "jsonl", log + ":9", folder.resolve("none.evtx") + ":1", log + ":1");

        assertThat(called.exit()).isEqualTo(66);
        assertThat(called.values("record")).containsExactly("1");
        assertThat(called.err())
                .contains("gibt es kein Ereignis mit der Nummer 9; gelesen wurden 3.")
                .contains("none.evtx: Das gibt es nicht.");
    }

    /** One of the attacks that a rule of SigmaHQ states it finds, and the same rule on an event it must not find. */
    @Test
    void realAttacksAreExplainedAsTheyAreFound() throws IOException {
        var sigma = SharedData.folder("sigma");
        var samples = SharedData.folder("evtx/attack-samples");
        var found = Called.komcert(
                        "scan", "--rules", sigma.resolve("rules"), "--format", "jsonl", "--level", "high", samples)
                .json();
        assertThat(found).hasSizeGreaterThan(100);

        for (var hit : List.of(found.getFirst(), found.get(found.size() / 2), found.getLast())) {
            var called = explainHit(sigma, samples, hit);
            assertThat(called.exit()).as("%s", hit).isZero();
            assertThat(called.values("matches")).as("%s", hit).containsExactly("true");
        }
    }

    private static Called explainHit(Path sigma, Path samples, JsonNode hit) {
        return Called.komcert(
                "explain",
                "--rules",
                sigma.resolve("rules"),
                "--rule",
                hit.get("rule").asString(),
                "--format",
                "jsonl",
                samples.resolve(hit.get("file").asString()) + ":"
                        + hit.get("record").asLong());
    }
}
