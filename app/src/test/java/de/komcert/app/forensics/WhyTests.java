package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.order.ResultDeletion;
import de.komcert.app.identity.web.Browser;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a rule matched, on the page of its finding and beside it for programs. */
class WhyTests extends AnalysisCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());

    private static final List<String> HOSTILE = List.of(
            "<script>boese()</script>",
            "\"><img src=x onerror=boese()>",
            "${7*7} @if(true)boese@endif",
            "\u202Eexe.gpj");

    @Autowired
    ResultDeletion deletion;

    @Autowired
    JsonMapper json;

    private Browser browser;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(RULES);
        var hundred = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            hundred.append("        F%02d|contains: ['x', 'y']\n".formatted(i));
        }
        Files.writeString(RULES.resolve("rules.yml"), """
                title: Werkzeug liest Kennwörter
                id: tool
                status: experimental
                level: high
                logsource: {product: windows, category: process_creation}
                falsepositives: [Der Dienstleister prüft die Kennwörter.]
                komcert: {naechste_schritte: [Den Rechner vom Netz nehmen.]}
                detection:
                    selection:
                        Image|endswith: ['\\tool.exe', '\\other.exe']
                        CommandLine|contains|all: ['--dump', 'Users']
                    person:
                        User|contains: 'kess'
                    filter_update:
                        CommandLine|contains: [install, update]
                    condition: selection and person and not 1 of filter_*
                ---
                title: Ein Werkzeug oft
                id: often
                level: critical
                correlation:
                    type: event_count
                    rules: [tool]
                    group-by: [User]
                    timespan: 10m
                    condition: {gte: 3}
                    generate: true
                ---
                title: Hundert Bedingungen
                id: hundred
                level: low
                logsource: {product: windows, category: file_event}
                detection:
                    selection:
                """ + hundred + "    condition: selection\n");
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    @BeforeEach
    void signIn() {
        browser = members.signIn(member);
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    private String tool(int minute, String more) {
        return json.writeValueAsString(Map.of(
                        "product",
                        "windows",
                        "category",
                        "process_creation",
                        "Image",
                        "C:\\Windows\\tool.exe",
                        "CommandLine",
                        "tool --dump C:\\Users\\m.kessler\\a " + more,
                        "User",
                        "VENN\\m.kessler",
                        "Computer",
                        "pc-7",
                        "@timestamp",
                        "2026-11-20T09:%02d:00Z".formatted(minute)))
                + "\n";
    }

    private Analysis analysed(String log) throws InterruptedException {
        var analysis = ended(request("aufrufe.jsonl", log));
        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        return analysis;
    }

    private UUID finding(Analysis analysis, String rule) {
        return owner.sql("select id from forensics.finding where analysis_id = ? and rule = ? order by number limit 1")
                .params(analysis.id(), rule)
                .query(UUID.class)
                .single();
    }

    private String page(UUID finding) {
        return "/vorfaelle/" + incident.id() + "/auswertung/funde/" + finding;
    }

    private Document open(UUID finding) {
        return browser.get(page(finding)).page();
    }

    private static String section(Document page) {
        return page.select("section[aria-labelledby=warum]").text();
    }

    @Test
    void theFindingSaysInPlainWordsWhyItsRuleMatched() throws Exception {
        var analysis = analysed(tool(0, ""));
        var page = open(finding(analysis, "tool"));

        assertThat(section(page))
                .startsWith("Warum hat die Regel angeschlagen?")
                .contains(
                        "Die Regel sieht auf Ereignisse von windows, process_creation. Dieses ist so eines, und alles trifft zu,"
                                + " was ihre Bedingung verlangt:",
                        "Image endet mit \\tool.exe im Ereignis: C:\\Windows\\tool.exe 1 anderer hätte auch genügt",
                        "CommandLine (alle nötig)",
                        "enthält --dump",
                        "Ausnahme, die hier nicht greift filter_update",
                        "Bedingung der Regel: selection and person and not 1 of filter_*",
                        "Versuch (experimental): noch nicht an vielen echten Protokollen erprobt.",
                        "1 Treffer dieser Regel",
                        "Der Dienstleister prüft die Kennwörter.",
                        "Den Rechner vom Netz nehmen.",
                        "(Regelsatz " + analysis.rules().hash().substring(0, 12) + ")");
        assertThat(page.select(".w-except:contains(filter_update) .w-part--not"))
                .isNotEmpty();
        assertThat(page.select("#tun")).hasSize(1);
        assertThat(browser.get(page(finding(analysis, "tool")) + "?sprache=en")
                        .page()
                        .select("section[aria-labelledby=warum]")
                        .text())
                .startsWith("Why did the rule match?")
                .contains("Image ends with \\tool.exe in the event: C:\\Windows\\tool.exe", "an attempt (experimental)")
                .doesNotContain("Ereignis");
    }

    @Test
    void programsReadTheSame() throws Exception {
        var finding = finding(analysed(tool(0, "")), "tool");
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var path = "/vorfaelle/" + incident.id() + "/funde/" + finding;

        var full = program.get(path).json();

        assertThat(full.at("/ruleConditions/0").asString()).isEqualTo("selection and person and not 1 of filter_*");
        assertThat(full.get("ruleStatus").asString()).isEqualTo("experimental");
        assertThat(full.get("ruleHits").asInt()).isEqualTo(1);
        var image = full.at("/why/condition/parts/0/parts/0");
        assertThat(image.get("name").asString()).isEqualTo("Image|endswith");
        assertThat(image.at("/said/0/value").asString()).isEqualTo("C:\\Windows\\tool.exe");
        assertThat(image.at("/parts/0/asked/how").asString()).isEqualTo("ENDS");
        assertThat(image.at("/parts/0/asked/what").asString()).isEqualTo("\\tool.exe");
        assertThat(image.get("omitted").asInt()).isEqualTo(1);
        assertThat(new Programs(members).of(Role.ANALYST).get(path).status()).isEqualTo(404);
    }

    @Test
    void noNameAndNoPieceOfOneIsReadAnywhereUntilItIsOpened() throws Exception {
        var analysis = analysed(tool(0, "") + tool(1, "") + tool(2, ""));
        var finding = finding(analysis, "tool");
        var list = "/vorfaelle/" + incident.id() + "/auswertung/funde";
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var api = "/vorfaelle/" + incident.id() + "/funde/" + finding;

        assertThat(section(open(finding)))
                .contains("im Ereignis: VENN\\Person 1", "User enthält ein Stück eines verdeckten Namens");
        assertThat(List.of(
                        browser.get(page(finding)).body(),
                        browser.get(page(finding(analysis, "often"))).body(),
                        browser.get(list + ".csv").body(),
                        browser.get(list + ".jsonl").body(),
                        program.get(api).text(),
                        owner.sql("select string_agg(f::text, ' ') from forensics.finding f where analysis_id = ?")
                                .param(analysis.id())
                                .query(String.class)
                                .single()))
                .allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("kess"));
        browser.submit(page(finding), page(finding) + "/personen/1", Map.of("grund", "Konto sperren"));
        assertThat(section(open(finding))).contains("im Ereignis: VENN\\m.kessler");
        assertThat(program.get(api).json().get("why").toString()).contains("m.kessler");
        assertThat(browser.get(list + ".jsonl").body()).doesNotContainIgnoringCase("kess");
    }

    @Test
    void aCorrelationSaysWhatItCounted() throws Exception {
        var analysis = analysed(tool(0, "") + tool(4, "") + tool(8, ""));

        assertThat(section(open(finding(analysis, "often"))))
                .contains(
                        "Sie zählt die Treffer von: Werkzeug liest Kennwörter",
                        "Was sie gemeinsam haben User: VENN\\Person 1",
                        "Innerhalb von 10 Min.",
                        "Grenze mindestens 3",
                        "Gezählt 3 Einträge, 20.11.2026 10:00:00 bis 20.11.2026 10:08:00",
                        "Die Regel nennt keine bekannten Fehlalarme.",
                        "Die Regel sagt nicht, was zu tun ist.");
    }

    @Test
    void ofAHundredPartsTheFirstAreInSightFurtherOnesFoldedAndTheRestCounted() throws Exception {
        var event = new StringBuilder(
                "{\"product\":\"windows\",\"category\":\"file_event\",\"@timestamp\":\"2026-11-20T09:00:00Z\"");
        for (int i = 0; i < 100; i++) {
            event.append(",\"F%02d\":\"x%s\"".formatted(i, "y".repeat(2_000)));
        }
        var finding = finding(analysed(event + "}\n"), "hundred");
        var parts = open(finding).select(".w-tree .w-body:has(> details.w-more)");

        assertThat(parts.select("> .w-parts > .w-part")).hasSize(6);
        assertThat(parts.select("> details:not([open]) > .w-parts > .w-part")).hasSize(14);
        assertThat(parts.select("> details > summary").text()).isEqualTo("14 weitere Teile zeigen");
        assertThat(parts.select("> .w-omitted").text()).isEqualTo("und 80 weitere Teile, die ebenfalls zutreffen");
        assertThat(owner.sql("select length(why::text) from forensics.finding where id = ?")
                        .param(finding)
                        .query(Integer.class)
                        .single())
                .isLessThan(30_000);
    }

    @Test
    void whateverAnEventSaysStaysText() throws Exception {
        var log = new StringBuilder();
        for (int i = 0; i < HOSTILE.size(); i++) {
            log.append(tool(i * 15, HOSTILE.get(i)));
        }
        var analysis = analysed(log.toString());
        var findings = owner.sql("select id from forensics.finding where analysis_id = ? order by number")
                .param(analysis.id())
                .query(UUID.class)
                .list();
        assertThat(findings).hasSize(HOSTILE.size());
        for (var finding : findings) {
            var answer = browser.get(page(finding));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page().select("main script, main img, [onerror]")).isEmpty();
            assertThat(section(answer.page())).doesNotContain("\u202E");
        }
        assertThat(section(open(findings.getFirst()))).contains("Person 1\\a <script>boese()</script>");
        assertThat(section(open(findings.get(2)))).contains("${7*7} @if(true)boese@endif");
        assertThat(section(open(findings.get(3)))).contains("\u27E8U+202E\u27E9exe.gpj");
    }

    @Test
    void whoIsNoMemberIsToldNothing() throws Exception {
        var finding = finding(analysed(tool(0, "")), "tool");
        try (var outsider = members.signIn(members.create(Role.ANALYST))) {
            var there = outsider.get(page(finding));
            assertThat(there.status()).isEqualTo(404);
            assertThat(there.body())
                    .doesNotContain("tool.exe")
                    .hasSameSizeAs(outsider.get(page(UUID.randomUUID())).body());
        }
    }

    @Test
    void itGoesWithTheResultsOnTheDayThatWasOrdered() throws Exception {
        var analysis = analysed(tool(0, ""));
        assertThat(explained(analysis)).isEqualTo(1);
        owner.sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(analysis.order())
                .update();

        deletion.run();

        assertThat(explained(analysis)).isZero();
        assertThat(owner.sql("select count(*) from forensics.rule_result where analysis_id = ?")
                        .param(analysis.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int explained(Analysis analysis) {
        return owner.sql("select count(why) from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void aFindingFromBeforeSaysThatItIsNotKnown() throws Exception {
        var finding = finding(analysed(tool(0, "")), "tool");
        owner.sql("update forensics.finding set why = null where id = ?")
                .param(finding)
                .update();
        owner.sql("update forensics.rule_result set status = '', log_source = '', conditions = ''")
                .update();

        assertThat(section(open(finding)))
                .contains("Warum die Regel hier anschlug, ist nicht festgehalten", "Die Regel sagt es nicht.")
                .doesNotContain("Regelsatz");
    }
}
