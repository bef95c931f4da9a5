package de.komcert.app.incident;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Chain;
import de.komcert.app.identity.web.Browser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What is on paper tells how far the journal had come, so that entries missing at its end are found too. */
class PrintedHeadTests extends IncidentCase {

    /** So much of the hash fits at the foot of each sheet; all of it stands once. */
    private static final int AT_THE_FOOT = 16;

    @Autowired
    JournalWriting writing;

    Incident incident;
    Browser browser;
    String room;

    @BeforeEach
    void writeMuch() {
        incident = cases.open(analyst, "Kette", false);
        room = "/vorfaelle/" + incident.id();
        Acting.run(
                analyst,
                () -> IntStream.range(0, 60)
                        .forEach(number -> writing.write(incident.id(), "Eintrag " + number, clock.instant(), null)));
        browser = members.signIn(member);
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void itStandsOnEachSheetOfTheReport() throws Exception {
        var head = head();
        try (var document = Loader.loadPDF(browser.bytes(room + "/bericht.pdf"))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document).replaceAll("\\s+", " "))
                        .as("sheet %d", page)
                        .contains("Nr. " + head.number() + ", " + hash(head).substring(0, AT_THE_FOOT));
            }
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("Nr." + head.number() + hash(head));
        }
    }

    @Test
    void itStandsInTheReportOnThePage() {
        var head = head();
        var report = browser.get(room + "/bericht").page().select(".k-report");
        assertThat(report.text()).contains("Stand der Kette: Nr. " + head.number() + " " + hash(head));
        assertThat(report.select(".k-mono").eachText()).contains(hash(head));
    }

    @Test
    void itStandsAtTheHandOverAsItWasThen() {
        var next = cases.person(Role.ANALYST);
        var handOver = browser.submit(
                room + "/beteiligte",
                room + "/uebergabe",
                Map.of("person", next.person().toString(), "text", "Es fehlt der Rückruf."));
        assertThat(handOver.status()).isEqualTo(303);
        var then = head();
        Acting.run(next, () -> writing.write(incident.id(), "Weiter im Text", clock.instant(), null));
        assertThat(hash(head())).isNotEqualTo(hash(then));

        assertThat(browser.get(room + "/beteiligte")
                        .page()
                        .select("li:contains(Es fehlt der Rückruf.)")
                        .text())
                .contains("Stand der Kette: Nr. " + then.number() + " " + hash(then));
    }

    private Chain.Head head() {
        return Acting.as(analyst, () -> journal.head(incident.compartment()));
    }

    private static String hash(Chain.Head head) {
        return HexFormat.of().formatHex(head.hash());
    }
}
