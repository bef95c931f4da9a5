package de.komcert.app.forensics.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.order.ResultDeletion;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.web.Times;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Recording an Auswertungsanordnung, in a browser without script and over the API. */
@IdentityServer
class OrderFormTests {

    private static final Map<String, String> RIGHT = Map.of(
            "zweck", "Klären, wie der Angreifer hineinkam",
            "systeme", "DC01 und der Fernzugang",
            "von", "2026-11-01T00:00",
            "bis", "2026-11-23T08:00",
            "wer", "Landrätin Voss",
            "weg", "Telefon",
            "wann", "",
            "loeschtag", "2099-01-01");

    @Autowired
    ApplicationContext context;

    @Autowired
    AnalysisOrders orders;

    @Autowired
    ResultDeletion deletion;

    @Autowired
    Journal journal;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    LogCase log;
    String page;
    String recording;

    @BeforeEach
    void open() {
        log = LogCase.open(context);
        page = "/vorfaelle/" + log.incident().id() + "/auswertung";
        recording = page + "/anordnungen";
    }

    private int kept() {
        return Acting.as(
                log.analyst(),
                () -> orders.of(log.incident().id()).size()
                        + journal.entries(log.incident().compartment()).size());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "zweck | '' | Es fehlt etwas: Tragen Sie ein, wozu ausgewertet wird, welche Systeme, und wer es angeordnet hat.",
                "systeme | '' | Es fehlt etwas: Tragen Sie ein, wozu ausgewertet wird, welche Systeme, und wer es angeordnet hat.",
                "wer | ' ' | Es fehlt etwas: Tragen Sie ein, wozu ausgewertet wird, welche Systeme, und wer es angeordnet hat.",
                "bis | 2026-10-31T23:59 | Der Zeitraum endet, bevor er beginnt. Tauschen Sie die beiden Zeiten.",
                "bis | 2026-11-01T00:00 | Der Zeitraum endet, bevor er beginnt. Tauschen Sie die beiden Zeiten.",
                "loeschtag | TODAY | Der Löschtag liegt nicht in der Zukunft. Nennen Sie einen Tag nach heute.",
                "loeschtag | 2020-01-01 | Der Löschtag liegt nicht in der Zukunft. Nennen Sie einen Tag nach heute.",
                "loeschtag | bald | 'Das ist kein Tag. Wählen Sie einen im Kalender, oder schreiben Sie ihn wie 2027-03-31.'",
            })
    void whatCannotStandIsRefusedWithASentenceAndWhatWasTypedStays(String field, String typed, String sentence) {
        var today = LocalDate.ofInstant(clock.instant(), Times.ZONE).toString();
        var wrong = new HashMap<>(RIGHT);
        wrong.put(field, typed.replace("TODAY", today));
        var before = kept();
        try (var browser = members.signIn(log.member())) {

            var refused = browser.submit(page, recording, wrong);

            assertThat(refused.status()).isEqualTo(409);
            var form = refused.page().select("details[open] form[action=" + recording + "]");
            assertThat(form.text()).contains(sentence);
            wrong.forEach((name, value) -> assertThat(
                            form.select("[name=" + name + "]").val())
                    .as(name)
                    .isEqualTo(value));
            assertThat(kept()).isEqualTo(before);
            assertThat(browser.get(page + "?sprache=en").page().select("details[open] form[action=" + recording + "]"))
                    .as("it is refused once")
                    .isEmpty();
        }
    }

    @Test
    void whatIsRightIsRecorded() {
        try (var browser = members.signIn(log.member())) {
            assertThat(browser.submit(page, recording, RIGHT).location()).isEqualTo(page);

            assertThat(browser.get(page)
                            .page()
                            .select("article:contains(Anordnung 2) dd")
                            .eachText())
                    .contains(
                            RIGHT.get("zweck"),
                            RIGHT.get("systeme"),
                            "01.11.2026, 00:00 Uhr bis 23.11.2026, 08:00 Uhr");
        }
    }

    @Test
    void whenTheLastOrderIsOverThePageSaysThatANewOneIsNeeded() {
        var ending = recording + "/" + log.order() + "/beenden";
        try (var browser = members.signIn(log.member())) {
            browser.submit(page, ending, Map.of("grund", "Geklärt"));

            var orders = browser.get(page).page().select("[aria-labelledby=anordnung]");
            assertThat(orders.text())
                    .contains("Keine Anordnung gilt mehr.", "Beendet", ": Geklärt")
                    .doesNotContain("Noch nichts angeordnet");
        }
    }

    @Test
    void whenTheResultsAreGoneEachPageOfThemSaysWhy() {
        log.owner()
                .sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(log.order())
                .update();
        deletion.run();
        try (var browser = members.signIn(log.member())) {
            var analysis = browser.get(page).page().select("article:contains(Auswertung 1)");

            assertThat(analysis.text()).contains("Die Ergebnisse sind gelöscht, da ihr Löschtag vorbei ist.");
            assertThat(analysis.select(".k-button")).isEmpty();
            for (var results : List.of("/funde", "/zeitstrahl", "/sicht")) {
                assertThat(browser.get(page + results).page().text())
                        .as(results)
                        .contains("bis zum Löschtag der Anordnung")
                        .doesNotContain("Noch keine", "noch keinen");
            }
        }
    }

    @Test
    void theDayOfDeletionIsNotMovedIntoThePast() {
        var moving = recording + "/" + log.order() + "/loeschtag";
        try (var browser = members.signIn(log.member())) {

            var refused = browser.submit(page, moving, Map.of("loeschtag", "2020-01-01", "grund", "Zu lange"));

            assertThat(refused.status()).isEqualTo(409);
            var form = refused.page().select("details[open] form[action=" + moving + "]");
            assertThat(form.text()).contains("Der Löschtag liegt nicht in der Zukunft.");
            assertThat(form.select("[name=grund]").val()).isEqualTo("Zu lange");
        }
    }

    @Test
    void programsAreRefusedTheSame() {
        var program = new Programs(members).of(log.member(), Role.ANALYST.permissions());
        var sent = new HashMap<String, Object>(Map.of(
                "purpose",
                "Klären",
                "systems",
                "DC01",
                "from",
                "2026-11-01T00:00:00Z",
                "to",
                "2026-11-23T07:00:00Z",
                "orderedBy",
                "Landrätin Voss",
                "deleteOn",
                "2099-01-01"));
        var route = "/vorfaelle/" + log.incident().id() + "/anordnungen";
        var before = kept();
        for (var wrong : List.of(
                Map.entry("to", "2026-10-31T00:00:00Z"),
                Map.entry("deleteOn", "2020-01-01"),
                Map.entry("purpose", " "))) {
            var body = new HashMap<>(sent);
            body.put(wrong.getKey(), wrong.getValue());

            var answer = program.post(route, body);

            assertThat(answer.status())
                    .as(answer.text())
                    .isEqualTo(wrong.getKey().equals("purpose") ? 422 : 409);
        }
        assertThat(kept()).isEqualTo(before);
        assertThat(program.post(route, sent).status()).isEqualTo(201);
    }
}
