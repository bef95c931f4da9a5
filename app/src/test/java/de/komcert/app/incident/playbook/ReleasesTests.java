package de.komcert.app.incident.playbook;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A playbook is not reviewed until a named person says so of this very text. */
@IdentityServer
class ReleasesTests {

    private static final String PLAYBOOK = "webseite";
    private static final String PAGE = "/plaene/" + PLAYBOOK;
    private static final String REVIEWER = "Dr. Imke Sasse, Justiziariat";
    private static final Map<String, String> REVIEWED =
            Map.of("pruefer", REVIEWER, "grundlage", "Meldefristen mit dem Gesetz verglichen");

    @Autowired
    Members members;

    @Autowired
    Playbooks playbooks;

    @Autowired
    SettableClock clock;

    Browser lead;

    @BeforeEach
    void signIn() throws IOException {
        clock.advance(Duration.ofHours(1));
        lead = members.signIn(members.create(Role.LEITUNG));
        Files.createDirectories(playbooks.folder());
    }

    @AfterEach
    void leaveTheShelfAsItWas() throws IOException {
        try (var own = Files.list(playbooks.folder())) {
            for (var file : own.toList()) {
                Files.delete(file);
            }
        }
        playbooks.readAgain();
        if (lead.get(PAGE).body().contains("/freigabe/zuruecknehmen\"")) {
            assertThat(withdraw("Ende der Probe").status()).isEqualTo(303);
        }
        lead.close();
    }

    @Test
    void whoReviewedItStandsInEveryIncidentOfThisText() {
        var room = open(lead);
        assertThat(lead.get(room).body()).contains("fachlich nicht geprüft");
        assertThat(lead.get("/plaene").body()).contains("fachlich nicht geprüft");

        assertThat(release(REVIEWED).location()).endsWith(PAGE);

        for (var page : new String[] {PAGE, "/plaene", room, room + "/bericht", open(lead)}) {
            assertThat(lead.get(page).page().text()).as(page).contains("geprüft von " + REVIEWER);
        }
        assertThat(lead.get(PAGE).body()).contains("Meldefristen mit dem Gesetz verglichen");
    }

    @Test
    void aReleaseTakenBackHoldsNoLongerAndIsNotForgotten() {
        release(REVIEWED);
        assertThat(withdraw("").status()).isEqualTo(409);
        assertThat(withdraw("Die Meldestelle heißt jetzt anders").status()).isEqualTo(303);
        assertThat(lead.get(PAGE).page().text())
                .contains("fachlich nicht geprüft", "Die Meldestelle heißt jetzt anders", REVIEWER);
        assertThat(release(REVIEWED).status()).isEqualTo(303);
    }

    @Test
    void withoutAPersonOrABasisNothingIsReleasedAndWhatWasTypedComesBack() {
        var answer = release(Map.of("pruefer", REVIEWER, "grundlage", " "));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.page().select("[name=pruefer]").attr("value")).isEqualTo(REVIEWER);
        assertThat(release(Map.of("pruefer", "", "grundlage", "Alles gelesen")).status())
                .isEqualTo(409);
        assertThat(lead.get(PAGE).body()).contains("fachlich nicht geprüft");
    }

    @Test
    void whatWasReadIsWhatIsReleased() throws IOException {
        var seen = lead.get(PAGE);
        var own = playbooks.edition(PLAYBOOK).orElseThrow().text().replace("version: \"1\"", "version: \"2\"");
        Files.writeString(playbooks.folder().resolve("webseite.yaml"), own);
        playbooks.readAgain();
        var fields = new LinkedHashMap<>(REVIEWED);
        fields.put("fassung", seen.page().select("[name=fassung]").attr("value"));
        fields.put("_csrf", seen.page().select("[name=_csrf]").attr("value"));
        var answer = lead.post(PAGE + "/freigabe", fields);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("hat sich geändert");

        release(REVIEWED);
        assertThat(lead.get(PAGE).page().text()).contains("Fassung 2", "geprüft von " + REVIEWER);
        Files.delete(playbooks.folder().resolve("webseite.yaml"));
        lead.post("/plaene", Map.of("_csrf", csrf()));
        assertThat(lead.get(PAGE).page().text()).contains("Fassung 1", "fachlich nicht geprüft", "anderen Wortlaut");
        // The release of the other text is left as it is: nobody will have that text again.
    }

    @Test
    void aBadFileOfTheCertIsShownWithFileAndLine() throws IOException {
        Files.writeString(playbooks.folder().resolve("kaputt.yaml"), "id: kaputt\nversion: \"1\"\ntitell: Falsch\n");
        assertThat(lead.post("/plaene", Map.of("_csrf", csrf())).location()).endsWith("/plaene");
        assertThat(lead.get("/plaene").page().text()).contains("kaputt.yaml, Zeile 3", "titell");
        assertThat(lead.get(PAGE).status()).isEqualTo(200);
    }

    @Test
    void onlyTheLeitungReleases() {
        try (var analyst = members.signIn(members.create(Role.ANALYST))) {
            var page = analyst.get(PAGE);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.page().select("form[method=post][action^=/plaene]")).isEmpty();
            var fields = new LinkedHashMap<>(REVIEWED);
            fields.put("fassung", playbooks.edition(PLAYBOOK).orElseThrow().fingerprint());
            fields.put(
                    "_csrf", analyst.get("/konto").page().select("[name=_csrf]").attr("value"));
            assertThat(analyst.post(PAGE + "/freigabe", fields).status()).isEqualTo(403);
            assertThat(analyst.post("/plaene", fields).status()).isEqualTo(403);
        }
        assertThat(lead.get(PAGE).body()).contains("fachlich nicht geprüft");
    }

    private Browser.Answer release(Map<String, String> typed) {
        return lead.submit(PAGE, PAGE + "/freigabe", typed);
    }

    private Browser.Answer withdraw(String why) {
        return lead.submit(PAGE, PAGE + "/freigabe/zuruecknehmen", Map.of("grund", why));
    }

    private String csrf() {
        return lead.get("/plaene").page().select("[name=_csrf]").attr("value");
    }

    private static String open(Browser browser) {
        var csrf = browser.get("/konto").page().select("[name=_csrf]").attr("value");
        var call = browser.post("/anruf", Map.of("words", "Fremde Seite", "revision", "0", "_csrf", csrf))
                .location();
        return browser.post(call + "/vorfall", Map.of("playbook", PLAYBOOK, "titel", "Fremde Seite", "_csrf", csrf))
                .location();
    }
}
