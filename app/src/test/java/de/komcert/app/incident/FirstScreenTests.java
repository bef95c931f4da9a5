package de.komcert.app.incident;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The first screen: the telephone first, then what runs, then what is mine to do. */
class FirstScreenTests extends IncidentCase {

    @Autowired
    Plans plans;

    @Autowired
    Texts texts;

    Browser browser;
    Program program;

    @BeforeEach
    void signIn() {
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void theTelephoneComesFirstThenWhatRunsThenWhatIsMine() {
        assertThat(browser.get("/").page().select("main h2").eachText())
                .startsWith("Anruf annehmen", "Zum Vorlesen", "Läuft gerade", "Als Nächstes für mich");
    }

    @Test
    void besideTheCallStandThreeSentencesToReadOut() {
        var beside = browser.get("/").page().select("section:has(#anruf) > *:not(:has(#anruf))");
        assertThat(beside.select("li").eachText())
                .containsExactly(
                        "„Ich bin jetzt für Sie da und bleibe bei Ihnen.“",
                        "„Bitte schalten Sie nichts aus. Ziehen Sie die Netzwerkkabel, und melden Sie sich nirgends neu an.“",
                        "„Zur Sicherheit rufe ich Sie gleich noch einmal an: unter der Nummer, die bei uns hinterlegt ist.“");
    }

    @Test
    void whetherWeCalledBackIsYesOrNoAndFirstNeither() {
        var asked = browser.get("/").page().select("fieldset:has([name=calledBack])");
        assertThat(asked.select("legend").text()).isEqualTo("Auf der hinterlegten Nummer zurückgerufen?");
        assertThat(asked.select("label").eachText()).containsExactly("Ja", "Nein");
        assertThat(asked.select("input[type=radio][name=calledBack][form=anruf]")
                        .eachAttr("value"))
                .containsExactly("true", "false");
        assertThat(asked.select("[checked]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", ""})
    void whatWasSaidOfItIsKeptAndShown(String said) {
        var fields = new HashMap<>(Map.of("words", "Nichts geht mehr"));
        if (!said.isEmpty()) {
            fields.put("calledBack", said);
        }
        var taken = browser.submit("/", "/anruf", fields);
        assertThat(taken.status()).isEqualTo(303);

        var page = browser.get(taken.location()).page();
        assertThat(chosen(page.select("[name=calledBack]"))).isEqualTo(said);
        var meldung = program.get("/meldungen/" + taken.location().substring("/anruf/".length()))
                .json();
        assertThat(meldung.has("calledBack")).isEqualTo(!said.isEmpty());
        assertThat(meldung.path("calledBack").asString("")).isEqualTo(said);

        // Saving the page again as it stands changes nothing of it.
        assertThat(browser.submit(taken.location(), Map.of("words", "Gar nichts geht mehr"))
                        .status())
                .isEqualTo(303);
        assertThat(chosen(browser.get(taken.location()).page().select("[name=calledBack]")))
                .isEqualTo(said);
    }

    @Test
    void noIsSomethingElseThanNotYetSaid() {
        var draft = new HashMap<>(Map.of("words", "Es klingelt", "_csrf", proof()));
        var begun = browser.post("/anruf/entwurf", draft);
        assertThat(begun.status()).isEqualTo(200);
        var id = Acting.as(analyst, () -> reports.open().getLast().id());
        assertThat(calledBack(id)).isNull();
        draft.putAll(Map.of("calledBack", "false", "revision", "1"));
        assertThat(browser.post("/anruf/" + id + "/entwurf", draft).status()).isEqualTo(200);
        assertThat(calledBack(id)).isFalse();
        draft.putAll(Map.of("calledBack", "true", "revision", "2"));
        assertThat(browser.post("/anruf/" + id + "/entwurf", draft).status()).isEqualTo(200);
        assertThat(calledBack(id)).isTrue();
    }

    @Test
    void whatRunsShowsLeadNextLookAndNearestDueTime() {
        var open = cases.open(analyst, "Specht", false);
        var parked = cases.open(analyst, "Kleiber", false);
        var look = clock.instant().plus(Duration.ofDays(2));
        Acting.run(analyst, () -> incidents.park(parked.id(), look));

        var page = browser.get("/").page();
        var times = new Times(texts, Locale.GERMAN, clock.instant());
        for (var incident : new Incident[] {open, parked}) {
            var row = page.select("section:has(#laeuft) li:contains(" + incident.codeName() + ")");
            var nearest = NearestClock.of(incident, Acting.as(analyst, () -> plans.of(incident)));
            assertThat(nearest).isNotNull();
            assertThat(row.text())
                    .contains(incident.title(), "Leitung Milena Grothe", nearest.title(), times.left(nearest.due()));
        }
        assertThat(page.select("section:has(#laeuft) li:contains(" + parked.codeName() + ")")
                        .text())
                .contains(times.brief(look));
    }

    @Test
    void whatIsMineNamesItsIncidentItsReasonAndWhenItIsDue() {
        var mine = cases.open(analyst, "Meise", false);
        var next = browser.get("/").page().select("section:has(#naechstes) li");
        assertThat(next).isNotEmpty();
        assertThat(next.select("a").eachAttr("href"))
                .allMatch(href -> href.startsWith("/vorfaelle/" + mine.id() + "#task-"));
        assertThat(next.first().text()).contains(mine.codeName().value()).containsPattern("noch|seit|Min\\.|Std\\.");
    }

    private Boolean calledBack(ReportId id) {
        return Acting.as(analyst, () -> reports.find(id).call().calledBack());
    }

    private String proof() {
        return browser.get("/").page().select("#anruf [name=_csrf]").val();
    }

    private static String chosen(Elements radios) {
        assertThat(radios).hasSize(2);
        return radios.select("[checked]").attr("value");
    }
}
