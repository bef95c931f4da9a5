package de.komcert.app.forensics.web;

import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the logs can show, in a browser without script. */
@IdentityServer
class SightPagesTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Members members;

    LogCase log;
    Browser browser;
    String base;

    @BeforeEach
    void open() {
        log = LogCase.open(context);
        browser = members.signIn(log.member());
        base = "/vorfaelle/" + log.incident().id() + "/auswertung";
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    private void add(String table, String columns, String values) {
        log.owner()
                .sql("insert into forensics." + table + " (analysis_id, compartment_id, number, " + columns
                        + ") select a.id, a.compartment_id, 1, " + values
                        + " from forensics.analysis a where a.incident_id = ?")
                .param(log.incident().id().value())
                .update();
    }

    @Test
    void theAnalysisLeadsToWhatItsLogsCanShow() {
        var link = browser.get(base).page().selectFirst("a[href*=/auswertung/sicht]");
        var page = browser.get(link.attr("href")).page();

        assertThat(page.text())
                .contains("Was die Regeln darin finden können", "Was am meisten dazu brächte", "Keine gefunden");
        assertThat(page.select("details").text()).contains("Kein Protokoll von windows");
        assertThat(browser.get(base + "/sicht").page().select("h2").text())
                .isEqualTo(page.select("h2").text());
    }

    @Test
    void aGapSaysWhatWhereAndWhenAndWhateverALogSaysIsText() {
        add("gap", "kind, host, channel, from_ticks, to_ticks, records, shift, evidence, said", """
                'CLEARED', '<b>dc-1</b>', 'Security', 134175168000000000, 134175168000000000, 1, 0,
                '[{"file": "<i>a.evtx", "record": 7}]', '{"log": "Security", "user": "<u>x"}'""");

        var page = browser.get(base + "/sicht").page();

        assertThat(page.select("tbody tr").eachText())
                .anySatisfy(row ->
                        assertThat(row).contains("<b>dc-1</b>", "Protokoll „Security“ gelöscht", "<i>a.evtx", "<u>x"));
        assertThat(page.select("tbody b, tbody i, tbody u")).isEmpty();
    }

    @Test
    void aGapOfAHostWhoseClockWasWrongShowsBothTimes() {
        add("gap", "kind, host, channel, from_ticks, to_ticks, records, shift, evidence, said", """
                'MISSING_RECORDS', 'dc-1', 'Security', 134175168000000000, 134175168600000000, 3, 0, '[]',
                '{"first": "4", "last": "6"}'""");
        assertThat(browser.get(base + "/sicht")
                        .page()
                        .select("td[data-label=\"Von, bis\"]")
                        .text())
                .isEqualTo("09.03.2026 09:00:00 09.03.2026 09:01:00");
        log.owner()
                .sql("""
                        insert into forensics.host_clock (compartment_id, incident_id, host, ahead_millis, why, set_by, set_at)
                        values (?, ?, 'dc-1', 3600000, 'verglichen', ?, now())""")
                .params(
                        log.incident().compartment().value(),
                        log.incident().id().value(),
                        log.analyst().id())
                .update();

        assertThat(browser.get(base + "/sicht")
                        .page()
                        .select("td[data-label=\"Von, bis\"]")
                        .text())
                .isEqualTo("09.03.2026 08:00:00 09.03.2026 08:01:00"
                        + " laut Protokoll 09.03.2026 09:00:00 – 09.03.2026 09:01:00");
    }

    @Test
    void hostsThatTheOrderDoesNotNameAreAHint() {
        assertThat(browser.get(base + "/sicht").page().text()).doesNotContain("die Anordnung nicht nennt");
        log.owner().sql("""
                        update forensics.sight set unnamed = 70, unnamed_hosts = 'dc-1' || chr(10) || '<b>dc-2</b>'
                        where compartment_id = ?""").param(log.incident().compartment().value()).update();

        var note = browser.get(base + "/sicht").page().select(".k-note:contains(die Anordnung nicht nennt)");

        assertThat(note.text())
                .contains(
                        "70 Rechner, die die Anordnung nicht nennt, stehen in den Protokollen:",
                        "dc-1, <b>dc-2</b>",
                        "Gezeigt sind 2 von 70.");
        assertThat(browser.get(base + "/sicht?sprache=en").page().text())
                .contains("The logs speak of 70 hosts that the order does not name: dc-1");
    }

    @Test
    void aProposedCorrectionIsTakenOverWithOneClick() {
        add("clock_proposal", "host, to_ticks, ahead_millis", "'" + LogCase.HOST + "', 134175168000000000, 3723000");

        browser.submit(base + "/sicht", base + "/uhren", Map.of());

        assertThat(log.owner()
                        .sql("select ahead_millis from forensics.host_clock where incident_id = ? and host = ?")
                        .params(log.incident().id().value(), LogCase.HOST)
                        .query(Long.class)
                        .single())
                .isEqualTo(3_723_000);
        var page = browser.get(base + "/sicht").page();
        assertThat(page.select("form[action$=/uhren]")).isEmpty();
        assertThat(page.text()).contains("berichtigt");
    }

    @Test
    void beforeTheFirstAnalysisThePageSaysWhatItWillShow() {
        log.owner()
                .sql("update forensics.analysis set state = 'CANCELLED' where incident_id = ?")
                .param(log.incident().id().value())
                .update();

        assertThat(browser.get(base + "/sicht").page().text()).contains("Von keiner Auswertung sind Ergebnisse da.");
    }

    @Test
    void nobodyElseFindsIt() {
        try (var other = members.signIn(members.create(Role.ANALYST))) {
            assertThat(other.get(base + "/sicht").status()).isEqualTo(404);
        }
    }
}
