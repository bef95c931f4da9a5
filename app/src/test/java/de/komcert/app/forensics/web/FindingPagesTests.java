package de.komcert.app.forensics.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The findings in a browser without script. */
@IdentityServer
class FindingPagesTests {

    private static final List<String> HOSTILE = List.of(
            "<script>boese()</script>",
            "\"><img src=x onerror=boese()>",
            "${7*7} #{7*7} @if(true)boese@endif",
            "=HYPERLINK(\"http://192.0.2.1\")",
            "\u202Eexe.gpj",
            "b".repeat(1_000));

    @Autowired
    ApplicationContext context;

    @Autowired
    Members members;

    @Autowired
    Closing closing;

    LogCase log;
    Browser browser;
    UUID sudo;
    String list;

    @BeforeEach
    void open() {
        log = LogCase.open(context);
        browser = members.signIn(log.member());
        sudo = log.finding(LogCase.SUDO_TITLE);
        list = "/vorfaelle/" + log.incident().id() + "/auswertung/funde";
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void theListLeadsToEachFindingAndFromOneToTheNext() {
        var page = browser.get(list).page();
        var rows = page.select("[data-row]");
        assertThat(rows).hasSize((int) log.findings());
        assertThat(rows.eachText()).contains(LogCase.GUESSED_TITLE, LogCase.SUDO_TITLE);
        assertThat(page.select("aside").text()).contains(LogCase.GUESSED_TITLE);
        var first = browser.get(rows.first().attr("href"));
        assertThat(first.status()).isEqualTo(200);
        var seen = 1;
        for (var next = first.page().selectFirst("a[rel=next]"); next != null; seen++) {
            var answer = browser.get(next.attr("href"));
            assertThat(answer.page().select("h2.k-title").text())
                    .isEqualTo(rows.get(seen).text());
            next = answer.page().selectFirst("a[rel=next]");
        }
        assertThat(seen).isEqualTo(rows.size());
    }

    @Test
    void aFindingSaysWhatToDoAndWhatMadeItMatch() {
        var page = browser.get(list + "/" + log.finding(LogCase.GUESSED_TITLE)).page();
        assertThat(page.select("#tun ~ ol li").eachText())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("Das Konto sperren");
        assertThat(page.select(".f-reason")).isNotEmpty();
        assertThat(page.select("time").text()).contains("20.11.2026 10:01:00");
        assertThat(page.text()).contains("attack.t1110.001", "hoch", "srv-web01", "auth.log");
    }

    @Test
    void noNameIsOnPagesAndInFilesBeforeItIsOpenedAndNeverInFiles() {
        var pages = List.of(list, list + "/" + sudo, list + ".csv", list + ".jsonl");
        assertThat(pages)
                .allSatisfy(page -> assertThat(browser.get(page).body())
                        .as(page)
                        .contains("Person 1")
                        .doesNotContainIgnoringCase("kessler")
                        .doesNotContain("\uE000"));
        var opening = list + "/" + sudo + "/personen/1";
        assertThat(browser.submit(list + "/" + sudo, opening, Map.of()).status())
                .isEqualTo(409);
        browser.submit(list + "/" + sudo, opening, Map.of("grund", "Konto sperren"));
        assertThat(browser.get(list + "/" + sudo).body()).contains("m.kessler").doesNotContain(opening);
        assertThat(browser.get(list + ".csv").body()
                        + browser.get(list + ".jsonl").body())
                .contains("Person 1")
                .doesNotContainIgnoringCase("kessler");
    }

    @Test
    void filesCarryTheMarkingAndOnlyWhatIsFiltered() {
        var csv = browser.get(list + ".csv?suche=sudo");
        var name = log.incident().codeName().value();
        assertThat(csv.header("Content-Disposition").orElse("")).contains(name + "-funde-TLP-AMBER");
        assertThat(csv.body())
                .contains("TLP:AMBER")
                .contains(LogCase.SUDO_TITLE)
                .doesNotContain(LogCase.GUESSED_TITLE);
        var lines = browser.get(list + ".jsonl").body().lines().toList();
        assertThat(lines).hasSize((int) log.findings() + 1);
        assertThat(lines.getFirst()).contains("\"tlp\":\"TLP:AMBER", "\"incident\":\"" + name);
    }

    @Test
    void whateverALogHoldsStaysText() {
        for (var value : HOSTILE) {
            for (var column : List.of("host", "channel", "file", "event_id", "title")) {
                log.like(sudo, column, value);
            }
        }
        var page = browser.get(list).page();
        assertThat(page.select("main script, main img")).isEmpty();
        assertThat(page.select("[onerror]")).isEmpty();
        assertThat(page.text())
                .contains("<script>boese()</script>", "${7*7}", "U+202E")
                .doesNotContain("\u202E");
        for (var row : page.select("[data-row]")) {
            var one = browser.get(row.attr("href"));
            assertThat(one.status()).isEqualTo(200);
            assertThat(one.page().select("main script, main img, [onerror]")).isEmpty();
        }
        for (var host : HOSTILE) {
            var filtered = browser.get(list + "?" + Browser.encoded(Map.of("rechner", host)));
            assertThat(filtered.page().select("[data-row]")).as(host).hasSize(host.length() > 500 ? 0 : 1);
        }
        assertThat(browser.get(list + ".csv").body().lines())
                .noneMatch(line -> line.matches("(.*;)?\"?=HYPERLINK.*"))
                .anyMatch(line -> line.contains("'=HYPERLINK"));
    }

    @Test
    void whatIsTypedStaysTextToo() {
        for (var value : HOSTILE.subList(0, 5)) {
            post(list + "/" + sudo + "/kommentare", Map.of("kommentar", value));
            post(list + "/" + sudo + "/merkmale", Map.of("name", value));
        }
        var page = browser.get(list + "/" + sudo).page();
        assertThat(page.select("main script, main img, [onerror]")).isEmpty();
        assertThat(page.text()).contains("<script>boese()</script>", "${7*7} #{7*7}");
        var found = browser.get(list + "?" + Browser.encoded(Map.of("merkmal", HOSTILE.get(1))));
        assertThat(found.page().select("[data-row]")).hasSize(1);
    }

    @Test
    void severalFindingsAreTaggedByTickingThem() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Angriff");
        fields.put("tun", "GIVE");
        fields.put("fund", sudo + "," + log.finding(LogCase.GUESSED_TITLE));
        assertThat(post(list + "/merkmale", fields).location()).isEqualTo(list);
        assertThat(browser.get(list + "?merkmal=Angriff").page().select("[data-row]"))
                .hasSize(2);
        fields.put("tun", "TAKE");
        post(list + "/merkmale", fields);
        assertThat(browser.get(list + "?merkmal=Angriff").page().select("[data-row]"))
                .isEmpty();
        var refused = post(list + "/merkmale", Map.of("name", "Angriff"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.page().select("[role=alert]").text()).contains("kein Fund ausgewählt");
        assertThat(refused.page().select("#f-name").val()).isEqualTo("Angriff");
    }

    @Test
    void aFindingBecomesAnEntryAnIndicatorAndATask() {
        var one = list + "/" + sudo;
        post(one + "/tagebuch", Map.of("eintrag", "sudo ohne Recht versucht"));
        post(one + "/hinweise", Map.of("art", "HOST", "wert", "srv-web01"));
        post(one + "/aufgaben", Map.of("titel", "Sitzung beenden"));
        var outcomes = browser.get(one).page().select("#daraus ~ ul a");
        assertThat(outcomes.eachText())
                .containsExactlyInAnyOrder("sudo ohne Recht versucht", "srv-web01", "Sitzung beenden");
        for (var outcome : outcomes) {
            var path = outcome.attr("href");
            var there = browser.get(path.replaceFirst("#.*", "")).page();
            assertThat(there.getElementById(path.replaceFirst(".*#", "")))
                    .as(path)
                    .isNotNull();
            assertThat(there.text()).as(path).contains(outcome.text());
        }
    }

    @Test
    void anIndicatorBeginsWithTheFieldThatWasChosen() {
        var page = browser.get(list + "/" + log.finding(LogCase.GUESSED_TITLE)).page();
        var link = page.select("a[href*=feld]").first().attr("href");
        var chosen = browser.get(link.replaceFirst("#.*", "")).page();
        assertThat(chosen.select("#hinweis[open]")).hasSize(1);
        assertThat(chosen.select("#i-wert").val()).isNotEmpty();
    }

    @Test
    void aWrongClockShowsBothTimes() {
        var clock = new LinkedHashMap<String, String>();
        clock.put("wo", LogCase.HOST);
        clock.put("richtung", "AHEAD");
        clock.put("stunden", "3");
        clock.put("minuten", "2");
        clock.put("grund", "mit der Funkuhr verglichen");
        var clocks = "/vorfaelle/" + log.incident().id() + "/auswertung/uhren";
        post(clocks, clock);
        var page = browser.get(list + "/" + log.finding(LogCase.GUESSED_TITLE)).page();
        assertThat(page.select("dd").text())
                .contains("20.11.2026 06:59:00", "laut Protokoll 20.11.2026 10:01:00", "Uhr ging 3 Std. 2 Min. vor");
        assertThat(page.select("dt:contains(Gezählt) + dd").text())
                .as("what was counted is not put right, and says so")
                .contains("laut Protokoll 20.11.2026 ");
        clock.put("stunden", "viele");
        assertThat(post(clocks, clock).page().select("[role=alert]").text()).contains("ganze Zahlen");
        post(clocks + "/entfernen", Map.of("wo", LogCase.HOST));
        assertThat(browser.get(list).page().text()).doesNotContain("Uhr ging 3 Std.");
    }

    @Test
    void aFormThatIsRefusedComesBackOnTheListAsItWasFiltered() {
        var filtered = list + "?suche=sudo";
        var ticked = Map.of("fund", sudo.toString(), "name", " ");

        var refused = browser.submit(filtered, list + "/merkmale?suche=sudo", ticked);

        assertThat(refused.status()).isEqualTo(409);
        var page = refused.page();
        assertThat(page.select("#auswahl [role=alert][autofocus]").text())
                .as("however long the list is, the browser goes there")
                .contains("wie das Merkmal heißt");
        assertThat(page.select("[name=fund][checked]").eachAttr("value"))
                .as("what was ticked is ticked still")
                .containsExactly(sudo.toString());
        assertThat(page.select("#f-suche").val()).isEqualTo("sudo");
        assertThat(page.select("[data-row]").text())
                .contains(LogCase.SUDO_TITLE)
                .doesNotContain(LogCase.GUESSED_TITLE);
        assertThat(page.body().attr("data-at")).isEqualTo(filtered);

        var opening = list + "/" + sudo + "/personen/1?suche=sudo";
        var asked = browser.submit(list + "/" + sudo + "?suche=sudo", opening, Map.of("grund", " "));
        assertThat(asked.page()
                        .select("details[open] form[action=" + opening + "] [role=alert]")
                        .text())
                .startsWith("Nennen Sie den Grund");
    }

    @Test
    void whatWasFoundIsWhatToLookAtNext() {
        var page =
                browser.get("/vorfaelle/" + log.incident().id() + "/auswertung").page();

        assertThat(page.select("main section").eachAttr("aria-labelledby"))
                .containsExactly("auswertungen", "personen", "auswerten", "anordnung");
        assertThat(page.select("main article a.k-button:not(.k-button--second)").eachText())
                .containsExactly("Funde ansehen");
        assertThat(page.select("[aria-labelledby=auswerten] button").hasClass("k-button--second"))
                .isTrue();
    }

    /** What SigmaHQ's rules write who know of none. */
    @Test
    void aRuleThatKnowsOfNoFalsePositivesSaysSo() {
        knowsOf("Unknown");
        assertThat(browser.get(list + "/" + sudo).page().select("#warum ~ dl").text())
                .contains("Die Regel nennt keine bekannten Fehlalarme.")
                .doesNotContain("Unknown");

        knowsOf("Unknown\nNeue Kolleginnen");
        assertThat(browser.get(list + "/" + sudo)
                        .page()
                        .select("#warum ~ dl li")
                        .eachText())
                .containsExactly("Neue Kolleginnen");
    }

    private void knowsOf(String falsePositives) {
        log.owner().sql("""
                        update forensics.rule_result set false_positives = ?
                        where analysis_id in (select id from forensics.analysis where incident_id = ?)""").params(falsePositives, log.incident().id().value()).update();
    }

    @Test
    void aFindingSaysHowToAskWhyAnotherRuleDidNotMatch() {
        assertThat(browser.get(list + "/" + sudo)
                        .page()
                        .select("[aria-labelledby=warum] p")
                        .last()
                        .text())
                .containsPattern("komcert explain --rule REGEL \"auth\\.log:\\d+\"$");
    }

    @Test
    void aFilterThatCannotBeReadIsAnsweredInWords() {
        assertThat(browser.get(list + "?von=gestern").status()).isEqualTo(409);
        assertThat(browser.get(list + "?stufe=egal").status()).isEqualTo(400);
        assertThat(browser.get(list + "?nach=irgendwo").page().select("[data-row]"))
                .hasSize((int) log.findings());
        assertThat(browser.get(list + "?suche=nichts+davon").page().text()).contains("Kein Fund passt");
    }

    @Test
    void whoIsNoMemberFindsTheSameAsWhereNothingIs() {
        try (var outsider = members.signIn(members.create(Role.ANALYST))) {
            var nowhere = "/vorfaelle/" + UUID.randomUUID() + "/auswertung/funde";
            for (var page : List.of("", "/" + sudo, ".csv", ".jsonl")) {
                var there = outsider.get(list + page);
                assertThat(there.status()).as(page).isEqualTo(404);
                assertThat(there.body())
                        .as(page)
                        .hasSameSizeAs(outsider.get(nowhere + page).body());
            }
        }
    }

    @Test
    void aClosedIncidentIsReadAndNotChanged() {
        Acting.run(log.analyst(), () -> closing.close(log.incident().id(), Incident.Outcome.FALSE_ALARM, "Fehlalarm"));
        for (var page : List.of(list, list + "/" + sudo)) {
            assertThat(browser.get(page).page().select("main form[method=post][action^=" + list + "]"))
                    .as(page)
                    .filteredOn(form -> !form.select("button").isEmpty())
                    .isEmpty();
        }
        assertThat(post(list + "/" + sudo + "/kommentare", Map.of("kommentar", "zu spät"))
                        .status())
                .isEqualTo(409);
    }

    private Browser.Answer post(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", browser.get("/konto").page().select("[name=_csrf]").attr("value"));
        return browser.post(path, all);
    }
}
