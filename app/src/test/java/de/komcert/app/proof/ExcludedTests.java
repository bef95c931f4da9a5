package de.komcert.app.proof;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is excluded by name stays out, the own team included: a Leitung comes back by no way. */
class ExcludedTests extends ProofCase {

    @Autowired
    People people;

    Member leitung;
    Browser theirs;
    Browser lead;
    String token;
    Case incident;

    @BeforeEach
    void exclude() {
        clock.advance(Duration.ofHours(1));
        leitung = members.create(Role.LEITUNG);
        theirs = members.signIn(leitung);
        var me = members.create(Role.ANALYST);
        lead = members.signIn(me);
        token = members.token(me, Role.ANALYST.permissions());
        incident = Case.open(lead, rows, "Dohle");
        assertThat(theirs.get(incident.room()).body())
                .as("before she is excluded")
                .contains("Dohle titel");
        assertThat(send(
                        lead,
                        incident.room() + "/beteiligte/" + leitung.id() + "/ausschliessen",
                        Map.of("grund", "Befangen")))
                .isEqualTo(303);
        staysOut(theirs);
    }

    @AfterEach
    void leave() {
        theirs.close();
        lead.close();
    }

    @Test
    void nobodyLetsHerInAgain() {
        var person = Map.of("person", leitung.id().toString(), "text", "Übernimm bitte");
        assertThat(send(lead, incident.room() + "/beteiligte", person)).isEqualTo(409);
        assertThat(send(lead, incident.room() + "/uebergabe", person)).isEqualTo(409);
        assertThat(lead.send(HttpRequest.newBuilder(
                                        lead.at("/api/v1" + incident.room() + "/beteiligte/" + leitung.id()))
                                .header("Authorization", "Bearer " + token)
                                .PUT(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(409);
        staysOut(theirs);
    }

    @Test
    void sheDoesNotLetHerselfIn() {
        var herself = Map.of("person", leitung.id().toString());
        assertThat(send(theirs, incident.room() + "/beteiligte", herself)).isEqualTo(404);
        assertThat(send(theirs, incident.room() + "/leitung", herself)).isEqualTo(404);
        staysOut(theirs);
    }

    @Test
    void aNewSessionAndAnotherRoleChangeNothing() {
        Acting.run(SignInJob.ACTOR, () -> {
            people.lock(leitung.id());
            people.unlock(leitung.id());
            people.changeRole(leitung.id(), Role.ANALYST);
            people.changeRole(leitung.id(), Role.LEITUNG);
        });
        try (var again = members.signIn(leitung)) {
            staysOut(again);
        }
    }

    @Test
    void aMeldungMergedWithItTellsHerNothingOfIt() {
        var report = call("Elster");
        assertThat(send(
                        lead,
                        report + "/zusammenfuehren",
                        Map.of("ziel", "VORFALL:" + incident.incident(), "grund", "Dasselbe")))
                .isEqualTo(303);
        assertThat(lead.get(report).body()).contains("Elster", incident.room());
        var seen = theirs.get(report);
        assertThat(seen.body()).contains("Elster");
        silent(seen);
        staysOut(theirs);
    }

    @Test
    void anIncidentAboveOrBelowItTellsHerNothingOfIt() {
        for (var way : Set.of("/ueber", "/unter")) {
            var other = Case.open(lead, rows, "Elster");
            assertThat(send(
                            lead,
                            other.room() + way,
                            Map.of("ziel", incident.incident().toString())))
                    .isEqualTo(303);
            assertThat(lead.get(other.room() + "/akte").body()).contains(incident.room());
            for (var page : Set.of("", "/akte", "/tagebuch", "/verlauf", "/bericht", "/bericht.json")) {
                var seen = theirs.get(other.room() + page);
                assertThat(seen.body()).as(page).contains("Elster");
                silent(seen);
            }
        }
        staysOut(theirs);
    }

    private String call(String words) {
        var taken = lead.post("/anruf", Map.of("words", words, "revision", "0", "_csrf", Case.csrf(lead)));
        return taken.location();
    }

    private static int send(Browser who, String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", Case.csrf(who));
        return who.post(path, all).status();
    }

    private void staysOut(Browser browser) {
        assertThat(browser.get(incident.room()).status()).isEqualTo(404);
        assertThat(browser.get("/vorfaelle/" + UUID.randomUUID()).status())
                .as("as where there is nothing")
                .isEqualTo(404);
        for (var list : Set.of("/", "/vorfaelle?zustand=ALL", "/suche?q=Dohle")) {
            var seen = browser.get(list);
            assertThat(seen.status()).as(list).isEqualTo(200);
            assertThat(seen.body()).as(list).doesNotContain("Dohle titel");
            silentAbout(seen.body(), list);
        }
    }

    private void silent(Browser.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Dohle");
        silentAbout(answer.body(), answer.response().uri().getPath());
    }

    private void silentAbout(String body, String where) {
        assertThat(body)
                .as(where)
                .doesNotContain(incident.incident().toString())
                .doesNotContain(incident.compartment().toString())
                .doesNotContain(rows.codeName(incident.incident()));
    }
}
