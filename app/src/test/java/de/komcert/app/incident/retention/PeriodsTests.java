package de.komcert.app.incident.retention;

import java.time.Duration;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A period has a reason and a name, and no change of it is forgotten. */
@IdentityServer
class PeriodsTests {

    private static final String PAGE = "/aufbewahrung";
    private static final String CHANGE = PAGE + "/EXERCISE";

    @Autowired
    Members members;

    @Autowired
    Periods periods;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Member leadMember;
    Browser lead;

    @BeforeEach
    void signIn() {
        clock.advance(Duration.ofHours(1));
        leadMember = members.create(Role.LEITUNG);
        lead = members.signIn(leadMember);
    }

    @AfterEach
    void putItBack() {
        if (!holding().contains("12 Monate")) {
            assertThat(change("12", "Ende der Probe").status()).isEqualTo(303);
        }
        lead.close();
    }

    @Test
    void aChangeStandsWithItsReasonAndTheFormerOneBelow() {
        assertThat(holding()).contains("Übung", "12 Monate");
        assertThat(change("18", "Beschluss vom 3. März").location()).endsWith(PAGE);
        var page = lead.get(PAGE).page();
        assertThat(page.select("table").text()).contains("18 Monate", "Beschluss vom 3. März", "Milena Grothe");
        assertThat(page.select("section:has(#frueher)").text()).contains("Übung: 12 Monate");
        change("12", "Doch nicht");
        assertThat(lead.get(PAGE).page().select("section:has(#frueher)").text())
                .contains("Übung: 18 Monate", "Beschluss vom 3. März");
    }

    @Test
    void whatCannotBeAPeriodIsRefusedInWordsAndComesBack() {
        for (var wrong : Map.of(
                        "0", "mindestens einen Monat und höchstens 600 Monate",
                        "601", "mindestens einen Monat und höchstens 600 Monate",
                        "ein Jahr", "als Zahl in Monaten",
                        "99999999999", "als Zahl in Monaten",
                        "12", "ist schon 12 Monate")
                .entrySet()) {
            var answer = change(wrong.getKey(), "Probe");
            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(409);
            assertThat(answer.page().text()).contains(wrong.getValue());
            assertThat(answer.page()
                            .select("form[action=" + CHANGE + "] [name=monate]")
                            .attr("value"))
                    .isEqualTo(wrong.getKey());
        }
        assertThat(change("24", "  ").page().text()).contains("Nennen Sie den Grund");
        assertThat(holding()).contains("12 Monate");
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsTold() {
        var seen = lead.get(PAGE).page().select("form[action=" + CHANGE + "] [name=nummer]");
        change("18", "Schneller");
        var csrf = lead.get(PAGE).page().select("[name=_csrf]").attr("value");
        var late = lead.post(
                CHANGE, Map.of("nummer", seen.attr("value"), "monate", "24", "grund", "Zu spät", "_csrf", csrf));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.page().text()).contains("inzwischen geändert");
        assertThat(holding()).contains("18 Monate");
    }

    @Test
    void onlyTheLeitungChangesOne() {
        try (var analyst = members.signIn(members.create(Role.ANALYST))) {
            var page = analyst.get(PAGE);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.page().select("form[action^=" + PAGE + "]")).isEmpty();
            assertThat(analyst.get("/").page().select(".k-nav").text()).doesNotContain("Aufbewahrung");
            var csrf = analyst.get("/konto").page().select("[name=_csrf]").attr("value");
            assertThat(analyst.post(CHANGE, Map.of("nummer", "1", "monate", "1", "grund", "Nein", "_csrf", csrf))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(lead.get("/").page().select(".k-nav").text()).contains("Aufbewahrung");
    }

    @Test
    void theDatabaseKeepsEveryChangeAndTheNameOfWhoeverMadeIt() {
        var leitung = new Actor.Person(leadMember.id(), "Milena Grothe", Role.LEITUNG);
        for (var sql : new String[] {
            "update incident.period set months = 1",
            "delete from incident.period",
            "insert into incident.period values ('EXERCISE', 999, 1, 'x', gen_random_uuid(), 'x', now())"
        }) {
            assertThatThrownBy(() -> Acting.run(
                            leitung,
                            () -> transactions.executeWithoutResult(
                                    _ -> jdbc.sql(sql).update())))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining(sql.startsWith("insert") ? "row-level security" : "permission denied");
        }
        assertThat(Acting.as(leitung, periods::history)).isNotEmpty();
    }

    private String holding() {
        return lead.get(PAGE)
                .page()
                .select("tr:has(form[action=" + CHANGE + "])")
                .text();
    }

    private Browser.Answer change(String months, String reason) {
        return lead.submit(PAGE, CHANGE, Map.of("monate", months, "grund", reason));
    }
}
