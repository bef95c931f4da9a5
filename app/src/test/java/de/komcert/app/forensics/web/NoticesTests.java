package de.komcert.app.forensics.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.order.Notice;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whether and when the data-protection officer and the staff council were told of an order. */
@IdentityServer
class NoticesTests {

    private static final String OFFICER = "Frau Yildiz, per Telefon";
    private static final String NEEDLESS = "Dienstvereinbarung nimmt Vorfälle aus";

    @Autowired
    ApplicationContext context;

    @Autowired
    AnalysisOrders orders;

    @Autowired
    Journal journal;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    LogCase log;

    @BeforeEach
    void open() {
        log = LogCase.open(context);
    }

    private void tell(Notice.Body body, @Nullable Instant at, String who) {
        Acting.run(log.analyst(), () -> orders.told(log.incident().id(), log.order(), body, at, who));
    }

    private void refused(Notice.Body body, @Nullable Instant at, String who, String key) {
        assertThatThrownBy(() -> tell(body, at, who))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private List<Notice> notices() {
        return Acting.as(
                log.analyst(),
                () -> orders.find(log.incident().id(), log.order()).notices());
    }

    private List<JournalEntry> entries() {
        return Acting.as(log.analyst(), () -> journal.entries(log.incident().compartment()));
    }

    @Test
    void whoWasToldAndWhenStandsInTheOrderAndInTheJournal() {
        var told = clock.instant().minus(Duration.ofHours(3));

        tell(Notice.Body.DATA_PROTECTION, told, OFFICER);
        tell(Notice.Body.STAFF_COUNCIL, null, NEEDLESS);

        assertThat(notices())
                .satisfiesExactly(
                        officer -> {
                            assertThat(officer.body()).isEqualTo(Notice.Body.DATA_PROTECTION);
                            assertThat(officer.informedAt()).isEqualTo(told);
                            assertThat(officer.who()).isEqualTo(OFFICER);
                            assertThat(officer.recordedBy())
                                    .isEqualTo(log.member().id());
                            assertThat(officer.recordedAt()).isEqualTo(clock.instant());
                        },
                        council -> {
                            assertThat(council.body()).isEqualTo(Notice.Body.STAFF_COUNCIL);
                            assertThat(council.informedAt()).isNull();
                            assertThat(council.who()).isEqualTo(NEEDLESS);
                        });
        assertThat(entries())
                .anySatisfy(entry -> {
                    assertThat(entry.text())
                            .isEqualTo("Zur Auswertungsanordnung 1 informiert: Datenschutzbeauftragte: " + OFFICER);
                    assertThat(entry.happenedAt()).isEqualTo(told);
                })
                .anySatisfy(entry -> {
                    assertThat(entry.text())
                            .isEqualTo(
                                    "Zur Auswertungsanordnung 1 nicht zu informieren: Personalrat, weil: " + NEEDLESS);
                    assertThat(entry.happenedAt()).isEqualTo(clock.instant());
                });
    }

    @Test
    void whatCannotBeTrueIsRefusedAndNothingIsKept() {
        var before = entries().size();

        refused(Notice.Body.DATA_PROTECTION, clock.instant().plus(Duration.ofMinutes(3)), OFFICER, "journal.future");
        refused(Notice.Body.DATA_PROTECTION, clock.instant(), " \t", "order.noticeWithoutWho");
        refused(Notice.Body.STAFF_COUNCIL, null, "", "order.noticeWithoutWho");

        assertThat(notices()).isEmpty();
        assertThat(entries()).hasSize(before);
    }

    @Test
    void whatIsOnRecordStays() {
        var told = clock.instant().minus(Duration.ofHours(3));
        tell(Notice.Body.DATA_PROTECTION, told, OFFICER);
        var before = entries().size();

        refused(Notice.Body.DATA_PROTECTION, clock.instant(), "jemand anders", "order.alreadyTold");
        refused(Notice.Body.DATA_PROTECTION, null, NEEDLESS, "order.alreadyTold");

        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.informedAt()).isEqualTo(told);
            assertThat(notice.who()).isEqualTo(OFFICER);
        });
        assertThat(entries()).hasSize(before);
    }

    @Test
    void nobodyElseCanRecordIt() {
        var other = LogCase.open(context);

        assertThatThrownBy(() -> Acting.run(
                        other.analyst(),
                        () -> orders.told(log.incident().id(), log.order(), Notice.Body.STAFF_COUNCIL, null, NEEDLESS)))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> Acting.run(
                        other.analyst(),
                        () -> orders.told(
                                other.incident().id(), log.order(), Notice.Body.STAFF_COUNCIL, null, NEEDLESS)))
                .as("own incident, foreign order")
                .isInstanceOf(NotHere.class);
        assertThat(notices()).isEmpty();
    }

    @Test
    void thePageAsksUntilBothAreOnRecordAndKeepsWhatWasTyped() {
        var page = "/vorfaelle/" + log.incident().id() + "/auswertung";
        var telling = page + "/anordnungen/" + log.order() + "/informiert";
        try (var browser = members.signIn(log.member())) {
            assertThat(browser.get(page).page().select(".k-note--warn strong").eachText())
                    .containsExactly(
                            "Noch nicht eingetragen: Datenschutzbeauftragte informiert",
                            "Noch nicht eingetragen: Personalrat informiert");

            var refused = browser.submit(
                    page, telling, Map.of("stelle", "STAFF_COUNCIL", "informiert", "false", "wen", "  "));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.page().text()).contains("oder warum das nicht nötig ist");
            assertThat(refused.page().select("details[open] input[name=stelle]").eachAttr("value"))
                    .containsExactly("STAFF_COUNCIL");
            assertThat(refused.page()
                            .select("details[open] input[name=informiert][checked]")
                            .eachAttr("value"))
                    .as("what was chosen is chosen still")
                    .containsExactly("false");

            browser.submit(page, telling, Map.of("stelle", "STAFF_COUNCIL", "informiert", "false", "wen", NEEDLESS));
            browser.submit(
                    page,
                    telling,
                    Map.of("stelle", "DATA_PROTECTION", "informiert", "true", "wen", OFFICER, "wann", ""));

            var after = browser.get(page).page();
            assertThat(after.select("form[action=" + telling + "]")).isEmpty();
            assertThat(after.select(".k-facts dd").eachText())
                    .anyMatch(line -> line.startsWith("informiert am ") && line.endsWith(": " + OFFICER))
                    .contains("nicht nötig: " + NEEDLESS);
        }
    }

    @Test
    void whatBeginsBeforeTheyAreToldIsConfirmedAndTheJournalSaysSo() {
        var page = "/vorfaelle/" + log.incident().id() + "/auswertung";
        var starting = page + "/auswertungen";
        tell(Notice.Body.STAFF_COUNCIL, null, NEEDLESS);
        try (var browser = members.signIn(log.member())) {
            var form = browser.get(page).page().select("form[action=" + starting + "]");
            assertThat(form.select("label:has([name=vorher])").text())
                    .isEqualTo(
                            "Die Auswertung beginnt, bevor informiert ist: Datenschutzbeauftragte. Das wird nachgeholt.");
            var file = form.select("[name=datei]").val();
            var before = entries().size();

            var refused = browser.submit(page, starting, Map.of("datei", file, "vorher", "false"));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.page().select("[role=alert]").text())
                    .contains("noch nicht eingetragen", "bestätigen Sie, dass die Auswertung vorher beginnt");
            assertThat(refused.page().select("[name=datei][checked]").eachAttr("value"))
                    .as("what was chosen is chosen still")
                    .containsExactly(file);
            assertThat(entries()).hasSize(before);

            assertThat(browser.submit(page, starting, Map.of("datei", file, "vorher", "true"))
                            .location())
                    .isEqualTo(page);
            assertThat(entries())
                    .extracting(JournalEntry::text)
                    .contains("Auswertung 2 nach Anordnung 1 angefordert: auth.log. Sie beginnt, bevor informiert ist:"
                            + " Datenschutzbeauftragte; das wird nachgeholt.");

            tell(Notice.Body.DATA_PROTECTION, clock.instant(), OFFICER);
            assertThat(browser.get(page).page().select("[name=vorher]")).isEmpty();
            assertThat(browser.submit(page, starting, Map.of("datei", file)).location())
                    .isEqualTo(page);
            assertThat(entries())
                    .extracting(JournalEntry::text)
                    .contains("Auswertung 3 nach Anordnung 1 angefordert: auth.log");
        }
    }

    @Test
    void programsConfirmItInTheSameWay() {
        var program = new Programs(members).of(log.member(), Role.ANALYST.permissions());
        var incident = "/vorfaelle/" + log.incident().id();
        var file = program.get(incident + "/auswertungen")
                .json()
                .at("/0/files/0/id")
                .asString();

        var refused = program.post(incident + "/auswertungen", Map.of("order", log.order(), "files", List.of(file)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("noch nicht eingetragen");
        assertThat(program.post(
                                incident + "/auswertungen",
                                Map.of("order", log.order(), "files", List.of(file), "beforeTold", false))
                        .status())
                .isEqualTo(409);

        var begun = program.post(
                incident + "/auswertungen", Map.of("order", log.order(), "files", List.of(file), "beforeTold", true));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(entries())
                .extracting(JournalEntry::text)
                .contains("Auswertung 2 nach Anordnung 1 angefordert: auth.log. Sie beginnt, bevor informiert ist:"
                        + " Datenschutzbeauftragte, Personalrat; das wird nachgeholt.");
    }

    @Test
    void programsRecordTheSame() {
        var program = new Programs(members).of(log.member(), Role.ANALYST.permissions());
        var telling = "/vorfaelle/" + log.incident().id() + "/anordnungen/" + log.order() + "/informiert";

        var told = program.post(telling, Map.of("body", "DATA_PROTECTION", "who", OFFICER));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().at("/notices/0/informedAt").asString())
                .isEqualTo(clock.instant().toString());
        assertThat(program.post(telling, Map.of("body", "DATA_PROTECTION", "who", OFFICER))
                        .status())
                .isEqualTo(409);
        var needless = program.post(telling, Map.of("body", "STAFF_COUNCIL", "needless", true, "who", NEEDLESS));
        assertThat(needless.json().at("/notices/1").hasNonNull("informedAt")).isFalse();
        assertThat(needless.json().at("/notices/1/who").asString()).isEqualTo(NEEDLESS);
    }
}
