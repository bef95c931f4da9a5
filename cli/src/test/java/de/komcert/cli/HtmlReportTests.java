package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import de.komcert.logs.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTests {

    private static final String HOSTILE = "<script>alert(1)</script>\"' &amp; \u202e{}";

    @TempDir
    private Path folder;

    private Path rules;
    private Path logs;

    @BeforeEach
    void makeFolders() throws IOException {
        rules = Files.createDirectories(folder.resolve("rules"));
        logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(rules.resolve("rules.yml"), """
            title: Verdächtiger Befehl <b>
            id: befehl
            level: high
            description: Findet einen Befehl.
            tags: [attack.initial-access, attack.t1190, car.2013]
            falsepositives: [Wartung <i>, Übung]
            komcert: {naechste_schritte: ['Rechner <u>vom Netz</u> nehmen.', Konto sperren.]}
            logsource: {product: windows, category: process_creation}
            detection:
                sel: {Image|endswith: .exe, CommandLine|contains: script}
                filter: {Image: never}
                condition: sel and not filter
            ---
            title: Nie dabei
            level: low
            logsource: {product: azure, service: auditlogs}
            detection: {sel: {a: b}, condition: sel}
            ---
            title: Wartet
            level: low
            logsource: {product: windows}
            detection: {sel: {Computer|expand: '%Servers%'}, condition: sel}
            """);
    }

    private String report(Object... more) {
        var words = new ArrayList<Object>(List.of("scan", "--rules", rules, "--format", "html", logs));
        words.addAll(List.of(more));
        var called = Called.komcert(words.toArray());
        assertThat(called.exit()).isZero();
        return called.out();
    }

    @Test
    void whatToDoNextStandsInTheOrderOfTheRule() {
        new SampleLog().process("a.exe", "script").write(logs.resolve("Sysmon.evtx"));

        assertThat(report())
                .containsSubsequence(
                        "<h4>Nächste Schritte</h4>",
                        "<li>Rechner &lt;u&gt;vom Netz&lt;/u&gt; nehmen.</li>",
                        "<li>Konto sperren.</li>");
    }

    @Test
    void theFirstScreenSaysWhatWasReadFoundAndCannotBeSeen() {
        new SampleLog().process("a.exe", "script").process("b.exe", "x").write(logs.resolve("Sysmon.evtx"));

        var page = report();

        assertThat(page)
                .contains("Gelesen: 1 Datei mit 2 Datensätzen aus der Zeit von 30.12.2024 02:40:01 bis 30.12.2024"
                        + " 02:40:02 (UTC). Verglichen mit 2 Regeln.")
                .contains("<li class=\"high\"><strong>1</strong> hoch</li>", "<strong>0</strong> kritisch")
                .contains("1 Regel konnte hier nichts finden, weil Protokolle, Ereignisse oder Angaben fehlen")
                .contains("1 Regel wartet auf Listen der Einrichtung");
        assertThat(page.indexOf("Was hier nicht zu sehen ist")).isLessThan(page.indexOf("<h2>Treffer"));
    }

    @Test
    void aRuleStandsOnceWithItsFactsAndTheFieldsThatMatched() {
        new SampleLog().process("a.exe", "script").process("c.exe", "script 2").write(logs.resolve("Sysmon.evtx"));

        assertThat(report())
                .containsOnlyOnce("<article ")
                .contains("Verdächtiger Befehl &lt;b&gt;", "<p>Findet einen Befehl.</p>")
                .contains("<dt>Wie oft</dt><dd>2-mal</dd>")
                .contains("<dt>Rechner</dt><dd>pc-07.rathaus.example (2)</dd>")
                .contains("<dt>ATT&amp;CK</dt><dd>Erster Zugang, T1190</dd>")
                .contains("<dd>Wartung &lt;i&gt;\nÜbung</dd>")
                .contains("<dt>Image</dt><dd>a.exe</dd>", "<dt>CommandLine</dt><dd>script 2</dd>")
                .contains("Sysmon.evtx, Datensatz 2")
                .contains(
                        "<td>azure, auditlogs</td><td class=\"number\" data-label=\"Regeln\">1</td><td class=\"number\" data-label=\"können\">0</td>")
                .contains("<li>Wartet: Servers</li>")
                .contains("<td>" + SampleLog.SYSMON + "</td><td class=\"number\" data-label=\"Datensätze\">2</td>");
    }

    @Test
    void whichRulesCanFindSomethingAndWhyOthersCannotIsTold() {
        new SampleLog()
                .event("Security", 4688, Map.of("NewProcessName", "a.exe", "CommandLine", ""))
                .write(logs.resolve("Security.evtx"));

        var page = report();

        assertThat(page)
                .contains("<p>0 von 3 Regeln können in diesen Protokollen etwas finden")
                .contains("<h4>Das Ereignis ist da, aber immer ohne CommandLine (1)</h4><p>Verdächtiger Befehl"
                        + " &lt;b&gt;</p>")
                .contains("<h4>Kein Protokoll von azure, auditlogs (1)</h4><p>Nie dabei</p>")
                .contains("<h4>Wartet auf Listen: Servers (1)</h4><p>Wartet</p>")
                .contains("<li><strong>Gruppenrichtlinie »Befehlszeile in Prozesserstellungsereignissen"
                        + " einschließen«</strong>: 1 Regel mehr, davon 1 hoch oder kritisch. Zu finden unter"
                        + " Computerkonfiguration &gt; Richtlinien &gt; Administrative Vorlagen &gt; System &gt;"
                        + " Prozesserstellung überwachen.</li>");
    }

    @Test
    void aClearedLogAndMissingRecordsStandUnderTheGaps() {
        new SampleLog()
                .event("System", 1, Map.of())
                .skip(3)
                .event("System", 104, Map.of("SubjectUserName", "anna", "SubjectDomainName", "RATHAUS"))
                .by("Microsoft-Windows-Eventlog")
                .event("System", 104, Map.of("SubjectUserName", "<anna>", "SubjectDomainName", "RATHAUS"))
                .write(logs.resolve("System.evtx"));

        assertThat(report())
                .contains("<li>Es gibt 2 Lücken: <a href=\"#luecken\">Lücken</a>.</li>")
                .contains("<td>3 Datensätze fehlen, Nummer 2 bis 4: Sie wurden entfernt, gingen verloren oder sind"
                        + " beschädigt (System)</td>")
                .contains("<td>Protokoll »System« gelöscht von RATHAUS\\&lt;anna&gt;</td>")
                .contains(
                        "<td class=\"path\" data-label=\"Beleg\">System.evtx, Datensatz 1; System.evtx, Datensatz 5</td>");
    }

    @Test
    void whereNothingIsMissingThatIsSaidAsWell() {
        new SampleLog().process("a.exe", "script").write(logs.resolve("Sysmon.evtx"));

        assertThat(report()).contains("<h2>Lücken</h2>", "Kein Protokoll wurde gelöscht, keine Nummer fehlt");
    }

    @Test
    void whateverALogSaysIsText() {
        new SampleLog().process("a.exe", HOSTILE).write(logs.resolve("<img src=x>.evtx"));

        assertThat(report())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; &amp;amp; \ufffd{}")
                .contains("&lt;img src=x&gt;.evtx")
                .doesNotContain("<script", "<img", "\u202e", "javascript:", "http://", "https://", " style=");
    }

    @Test
    void theStyleIsAllowedByItsHashAndNothingElseIs() {
        var page = report();

        var style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        assertThat(page)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(Sha256.bytes(style.group(1)))
                        + "&#39;;");
    }

    @Test
    void manyHitsAreCountedAndSomeShownWithASentenceWhereTheRestIs() {
        var log = new SampleLog();
        for (int i = 0; i < 60; i++) {
            log.process(i + ".exe", "script");
        }
        log.write(logs.resolve("Sysmon.evtx"));

        var page = report();

        assertThat(page)
                .contains("<dd>60-mal</dd>")
                .contains("Gezeigt sind 20 von 60 Treffern. Alle gibt »komcert scan« mit --format csv oder jsonl");
        assertThat(page.split("class=\"record\"", -1)).hasSize(21);
    }

    @Test
    void problemsAndChecksumsStandThere() throws IOException {
        var log = new SampleLog().process("a.exe", "x").write(logs.resolve("a.evtx"));
        Files.write(logs.resolve("cut.evtx"), Arrays.copyOf(Files.readAllBytes(log), 30_000));

        assertThat(report())
                .contains("An 1 Stelle ging Inhalt verloren", "<td class=\"path\">cut.evtx</td>")
                .contains(
                        "<td class=\"path\">a.evtx</td><td class=\"number\" data-label=\"Bytes\">69.632</td><td class=\"sum\">"
                                + Sha256.of(log));
    }

    @Test
    void whatIsLeftOutByItsLevelIsSaid() {
        new SampleLog().process("a.exe", "script").write(logs.resolve("Sysmon.evtx"));

        assertThat(report("--level", "critical"))
                .contains("Treffer unter der Stufe »kritisch« sind weggelassen.")
                .doesNotContain("<article ");
    }

    @Test
    void nothingFoundIsSaidAsWell() {
        new SampleLog().event("System", 1, Map.of()).write(logs.resolve("System.evtx"));

        assertThat(report()).contains("Keine Regel hat gepasst.").contains("2 Regeln konnten hier nichts finden");
    }

    @Test
    void attackSamplesGiveTheSamePageForAnyNumberOfThreadsAndItStaysSmall() {
        var samples = SharedData.folder("evtx/attack-samples");
        var sigma = SharedData.folder("sigma").resolve("rules/windows/process_creation");

        var one = Called.komcert("scan", "--rules", sigma, "--format", "html", "--threads", 1, samples);
        var three = Called.komcert("scan", "--rules", sigma, "--format", "html", "--threads", 3, samples);

        assertThat(three).isEqualTo(one);
        assertThat(one.out()).hasSizeBetween(50_000, 5_000_000);
    }
}
