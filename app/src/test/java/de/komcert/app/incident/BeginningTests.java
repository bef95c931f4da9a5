package de.komcert.app.incident;

import java.time.Duration;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.report.Call;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody said on the phone, and what the one before said, is what whoever leads next reads first. */
class BeginningTests extends IncidentCase {

    private static final String WORDS = "Auf allen Rechnern steht etwas von <b>Verschlüsselung</b>.";

    Browser browser;
    String room;

    @BeforeEach
    void open() {
        clock.advance(Duration.ofMinutes(5));
        var incident = Acting.as(analyst, () -> {
            var call = new Call("0171 555 01 99", "Frau Albers", "Berufskolleg Vennmark", null, WORDS, false);
            return incidents.open(reports.begin(call, false).id(), "telefonbetrug", "Fall");
        });
        browser = members.signIn(member);
        room = "/vorfaelle/" + incident.id();
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void theCallStandsInTheRoomWithTheNumberToCall() {
        var call = browser.get(room).page().selectFirst("section[aria-labelledby=meldung]");

        assertThat(call.selectFirst("blockquote").text()).isEqualTo(WORDS);
        assertThat(call.text())
                .contains("Frau Albers, Berufskolleg Vennmark", "Milena Grothe", "Nicht auf der hinterlegten Nummer");
        assertThat(call.selectFirst("a").attr("href")).isEqualTo("tel:01715550199");
    }

    @Test
    void theCallStandsInTheReportOnThePageOnPaperAndForPrograms() throws Exception {
        assertThat(browser.get(room + "/bericht").page().text()).contains(WORDS, "Frau Albers", "0171 555 01 99");
        try (var paper = Loader.loadPDF(browser.bytes(room + "/bericht.pdf"))) {
            assertThat(new PDFTextStripper().getText(paper)).contains("Frau Albers", "0171 555 01 99");
        }
        assertThat(browser.get(room + "/bericht.json").body()).contains("\"callBack\":\"0171 555 01 99\"");
    }

    @Test
    void whoeverTookOverReadsWhatTheyWereToldUntilTheNextDay() {
        var next = members.create(Role.ANALYST);
        browser.submit(
                room + "/beteiligte",
                room + "/uebergabe",
                Map.of("person", next.id().toString(), "text", "Kabel sind gezogen."));
        try (var theirs = members.signIn(next)) {
            assertThat(theirs.get(room)
                            .page()
                            .select("section[aria-labelledby=uebernommen]")
                            .text())
                    .contains("Übergeben von Milena Grothe", "Kabel sind gezogen.");
            assertThat(browser.get(room).page().select("section[aria-labelledby=uebernommen]"))
                    .isEmpty();
            assertThat(theirs.get(room + "/beteiligte").page().text()).contains("Milena Grothe an Milena Grothe");
        }
        clock.advance(Duration.ofHours(25));
        try (var later = members.signIn(next)) {
            assertThat(later.get(room).page().select("section[aria-labelledby=uebernommen]"))
                    .isEmpty();
        }
    }

    @Test
    void whoeverChoosesNobodyIsAskedAndLosesNothing() {
        var answer = browser.submit(
                room + "/beteiligte", room + "/uebergabe", Map.of("person", "", "text", "Kabel sind gezogen."));

        assertThat(answer.page().text()).contains("Wählen Sie, an wen Sie übergeben.");
        assertThat(answer.page().select("textarea[name=text]").text()).isEqualTo("Kabel sind gezogen.");
    }
}
