package de.komcert.app.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.plan.Gate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** A record says that our advice was followed, that it was not, or nothing: where we gave none. */
class AdviceTests extends IncidentCase {

    private static final String FOLLOWED = "wie empfohlen";
    private static final String NOT_FOLLOWED = "anders als empfohlen";

    @Autowired
    Plans plans;

    @Autowired
    Decisions decisions;

    Incident incident;
    Browser browser;
    Program program;
    String page;
    Gate gate;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Rat", false);
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
        page = "/vorfaelle/" + incident.id() + "/entscheidungen";
        gate = Acting.as(analyst, () -> plans.of(incident).playbook().gate("G1").orElseThrow());
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void choosingWhatWeRecommendFollowsIt() throws Exception {
        assertThat(decide(gate.recommendation(), null).status()).isEqualTo(303);
        tells(gate.recommendation(), FOLLOWED, true);
        assertThat(lastEntry()).contains("wie vom CERT empfohlen");
    }

    @Test
    void choosingAnotherAnswerDoesNotWhateverElseIsSaid() throws Exception {
        var other = gate.options().getLast();
        assertThat(other).isNotEqualTo(gate.recommendation());
        assertThat(decide(other, true).status()).isEqualTo(303);
        tells(other, NOT_FOLLOWED, false);
        assertThat(lastEntry()).contains("anders als vom CERT empfohlen");
    }

    @Test
    void ofOtherWordsWhoeverRecordsThemHasToSay() throws Exception {
        var words = "Nur die Auslandsnummern sperren";
        var refused = decide(words, null);
        assertThat(refused.status()).isEqualTo(409);
        var form = form(refused);
        assertThat(form.text()).contains("keine der vorgeschlagenen Antworten");
        assertThat(form.select("[name=entscheidung]").val()).isEqualTo(words);
        assertThat(form.select("[name=gefolgt][checked]")).isEmpty();
        assertThat(recorded()).isEmpty();

        assertThat(decide(words, true).status()).isEqualTo(303);
        tells(words, FOLLOWED, true);

        // A later decision replaces an earlier one, and both stay.
        var proof = browser.get(page).page().select("[name=_csrf]").val();
        var later = Map.of(
                "_csrf", proof, "entscheidung", "Gar nichts sperren", "wer", "Marit Hellweger", "gefolgt", "false");
        assertThat(browser.post(page + "?tor=" + gate.id(), later).status()).isEqualTo(303);
        tells("Gar nichts sperren", NOT_FOLLOWED, false);
        tells(words, FOLLOWED, true);
    }

    @Test
    void theFormSaysNothingBeforeSomebodyDoes() {
        var form = form(browser.get(page));
        assertThat(form.select("[type=radio][name=gefolgt]").eachAttr("value")).containsExactly("true", "false");
        assertThat(form.select("[checked]")).isEmpty();
        assertThat(form.select("[name=entscheidung]").val()).isEmpty();
    }

    @Test
    void whereNothingWasRecommendedNobodyFollowedIt() throws Exception {
        var free = browser.submit(
                page,
                Map.of("frage", "Fällt der Unterricht aus?", "entscheidung", "Nein", "wer", "Dr. Ulrike Sandhövel"));
        assertThat(free.status()).isEqualTo(303);
        tells("Nein", null, null);
        assertThat(lastEntry()).contains("Dr. Ulrike Sandhövel").doesNotContain("empfohlen", "()");

        // What a program says of advice that was never given is of no account.
        var sent = program.post(
                "/vorfaelle/" + incident.id() + "/entscheidungen",
                Map.of("question", "Kommt jemand?", "decision", "Ja, zwei", "decidedBy", "Peer", "followed", true));
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().has("followed")).isFalse();
        tells("Ja, zwei", null, null);
    }

    @Test
    void aProgramHasToSayItOfOtherWordsToo() {
        var address = "/vorfaelle/" + incident.id() + "/entscheidungen";
        var body = new HashMap<String, Object>(
                Map.of("gate", gate.id(), "decision", "Abwarten bis Mittag", "decidedBy", "Peer Lindholz"));
        var refused = program.post(address, body);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("decision.followedMissing");
        body.put("followed", false);
        assertThat(program.post(address, body).json().get("followed").asBoolean())
                .isFalse();
        body.put("decision", gate.recommendation());
        assertThat(program.post(address, body).json().get("followed").asBoolean())
                .isTrue();
    }

    @Test
    void whoMaySpendWhatIsOurAdviceWhereThePlaybookOffersIt() {
        var mandates = new HashMap<String, Object>(
                Map.of("who", "Jonas Tersteegen", "limit", "5.000 Euro", "decidedBy", "Marit Hellweger"));
        var sent = program.post("/vorfaelle/" + incident.id() + "/ausgaben", mandates);
        assertThat(sent.at("recommendation")).isEqualTo(Mandates.SPENDING_SETTLED);
        assertThat(sent.json().get("followed").asBoolean()).isTrue();
    }

    @Test
    void nobodyFollowsAdviceThatWasNotGiven() {
        var taken = new Decisions.Taken("", "Frage", " ", "Ja", "Peer", clock.instant(), "", "", true);
        assertThat(taken.followed()).isNull();
    }

    @Test
    void wordsAreAskedForBeforeAdvice() {
        Acting.run(
                analyst,
                () -> refused(
                        "decision.incomplete",
                        () -> decisions.record(
                                incident.id(), Decisions.Taken.at(gate, " ", "Peer", clock.instant(), "", "", null))));
    }

    /** Page, report, PDF and JSON say the same of this decision: one of both, or nothing. */
    private void tells(String decision, String words, Boolean followed) throws Exception {
        var base = "/vorfaelle/" + incident.id();
        badge(browser.get(page).page().selectFirst("#getroffen ~ ul > li:contains(" + decision + ")"), words);
        badge(browser.get(base + "/bericht").page().selectFirst(".k-report-item:contains(" + decision + ")"), words);
        var drawn = pdf(base + "/bericht.pdf");
        if (words == null) {
            assertThat(drawn).contains(decision).doesNotContain(decision + " (");
        } else {
            assertThat(drawn).contains(decision + " (" + words + ")");
        }
        for (var json : List.of(
                find(program.get(base + "/entscheidungen").json(), decision),
                find(program.get(base + "/bericht").json().get("decisions"), decision))) {
            assertThat(json.has("followed")).isEqualTo(followed != null);
            if (followed != null) {
                assertThat(json.get("followed").asBoolean()).isEqualTo(followed);
            }
        }
    }

    private static void badge(Element shown, String words) {
        assertThat(shown).isNotNull();
        if (words == null) {
            assertThat(shown.text()).doesNotContain("empfohlen");
            assertThat(shown.select(".k-badge")).isEmpty();
        } else {
            assertThat(shown.text()).contains(words);
        }
    }

    private String pdf(String path) throws Exception {
        try (var document = Loader.loadPDF(browser.bytes(path))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static JsonNode find(JsonNode decisions, String decision) {
        return decisions
                .valueStream()
                .filter(one -> one.get("decision").asString().equals(decision))
                .findFirst()
                .orElseThrow();
    }

    private Browser.Answer decide(String words, Boolean followed) {
        var fields = new HashMap<>(Map.of("entscheidung", words, "wer", "Marit Hellweger", "weg", "Telefon"));
        if (followed != null) {
            fields.put("gefolgt", followed.toString());
        }
        return browser.submit(page, page + "?tor=" + gate.id(), fields);
    }

    private Element form(Browser.Answer answer) {
        var form = answer.page().selectFirst("form[action=" + page + "?tor=" + gate.id() + "]");
        assertThat(form).isNotNull();
        return form;
    }

    private List<Decision> recorded() {
        return Acting.as(analyst, () -> decisions.of(incident.id()));
    }

    private String lastEntry() {
        return Acting.as(analyst, () -> journal.newest(incident.compartment(), 1))
                .getFirst()
                .text();
    }
}
