package de.komcert.app.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Whoever leaves a task out may never sign in: who decided, when, by which channel, and who says so. */
class WaiverTests extends IncidentCase {

    private static final String TASK = "V12";
    private static final String RECORDER = "Milena Grothe";

    @Autowired
    Decisions decisions;

    @Autowired
    Texts texts;

    Incident incident;
    Browser browser;
    Program program;
    String room;
    String form;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofMinutes(3));
        incident = cases.open(analyst, "Verzicht", false);
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
        clock.advance(Duration.ofHours(1));
        room = "/vorfaelle/" + incident.id();
        form = room + "/aufgaben/" + TASK + "/entfaellt";
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void bothNamesTimeAndChannelStandOnPageAndReport() throws Exception {
        var decided = incident.t0().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        assertThat(browser.submit(room, form, typed(decided)).status()).isEqualTo(303);

        var times = new Times(texts, Locale.GERMAN, clock.instant());
        var told = "Ferdi Kallweit, Rückruf aus der Kämmerei, " + times.full(decided);
        var recorded = "festgehalten von " + RECORDER + ", " + times.full(clock.instant());
        assertThat(browser.get(room + "/entscheidungen")
                        .page()
                        .select("li:contains(Ferdi Kallweit)")
                        .text())
                .contains(TASK, "entfällt", "Hotline nicht erreichbar", told, recorded);
        assertThat(browser.get(room + "/bericht")
                        .page()
                        .select(".k-report-item:contains(Ferdi Kallweit)")
                        .text())
                .contains(TASK, "entfällt", "Hotline nicht erreichbar", told, recorded);
        assertThat(pdf(room + "/bericht.pdf")).contains(told + ". " + recorded);
        assertThat(browser.get(room).page().select("#task-" + TASK).text())
                .contains("Ferdi Kallweit", times.brief(decided), "Hotline nicht erreichbar");

        var json = program.get(room + "/entscheidungen").json().get(0);
        assertThat(json.get("decidedBy").asString()).isEqualTo("Ferdi Kallweit");
        assertThat(json.at("/recordedBy/name").asString()).isEqualTo(RECORDER);
        assertThat(json.get("channel").asString()).isEqualTo("Rückruf aus der Kämmerei");
        assertThat(Instant.parse(json.get("decidedAt").asString())).isEqualTo(decided);
        assertThat(Acting.as(analyst, () -> journal.entries(incident.compartment())))
                .filteredOn(entry -> entry.text().contains("entfällt"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.happenedAt()).isEqualTo(decided));
    }

    @Test
    void withoutATimeItWasJustNow() {
        var fields = typed(clock.instant());
        fields.put("wann", "");
        assertThat(browser.submit(room, form, fields).status()).isEqualTo(303);
        assertThat(Acting.as(analyst, () -> decisions.of(incident.id())))
                .extracting(Decision::decidedAt)
                .containsExactly(clock.instant());
    }

    @Test
    void neitherInTheFutureNorBeforeThereWasAPlan() {
        var tomorrow = browser.submit(room, form, typed(clock.instant().plus(Duration.ofDays(1))));
        refused(tomorrow, "liegt in der Zukunft");
        refused(browser.submit(room, form, typed(incident.t0().minus(Duration.ofMinutes(1)))), "bevor der Vorfall");
        assertThat(Acting.as(analyst, () -> decisions.of(incident.id()))).isEmpty();
        assertThat(browser.submit(room, form, typed(incident.t0())).status())
                .as("the minute of the call itself")
                .isEqualTo(303);
    }

    @Test
    void aProgramSaysTheSame() {
        var decided = incident.t0().plus(Duration.ofMinutes(7));
        var body = new HashMap<String, Object>(Map.of(
                "move", "WAIVE", "as", "KAEM", "who", "Ferdi Kallweit", "channel", "Fax", "reason", "Keine Police."));
        body.put("decidedAt", incident.t0().minus(Duration.ofHours(1)).toString());
        var early = program.post(room + "/aufgaben/" + TASK, body);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.at("code")).isEqualTo("plan.refused.beforeStart");
        body.put("decidedAt", decided.toString());
        assertThat(program.post(room + "/aufgaben/" + TASK, body).status()).isEqualTo(200);
        assertThat(Acting.as(analyst, () -> decisions.of(incident.id())))
                .extracting(Decision::decidedAt, Decision::channel)
                .containsExactly(tuple(decided, "Fax"));
    }

    private void refused(Browser.Answer answer, String sentence) {
        assertThat(answer.status()).isEqualTo(409);
        var shown = answer.page().selectFirst("form[action=" + form + "]");
        assertThat(shown).isNotNull();
        assertThat(shown.text()).contains(sentence);
        assertThat(shown.select("[name=weg]").val()).isEqualTo("Rückruf aus der Kämmerei");
        assertThat(shown.select("[name=wann]").val()).isNotEmpty();
        assertThat(shown.select("[name=wer]").val()).isEqualTo("Ferdi Kallweit");
    }

    private static Map<String, String> typed(Instant decided) {
        return new HashMap<>(Map.of(
                "als",
                "KAEM",
                "wer",
                "Ferdi Kallweit",
                "weg",
                "Rückruf aus der Kämmerei",
                "wann",
                LocalDateTime.ofInstant(decided, Times.ZONE)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString(),
                "grund",
                "Hotline nicht erreichbar"));
    }

    private String pdf(String path) throws Exception {
        try (var document = Loader.loadPDF(browser.bytes(path))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
