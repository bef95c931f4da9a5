package de.komcert.app.incident.print;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Shell;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

import static org.assertj.core.api.Assertions.assertThat;

/** The report is a PDF that a screen reader reads and an archive keeps, whatever is written in it. */
@IdentityServer
class ReportPdfTests {

    /** What people paste, and what others would like us to paste. */
    private static final String HOSTILE = """
            <b>fett</b> <script>alert(1)</script> ${shell} &amp; &#0; ]]> <!-- "'`
            \t=HYPERLINK("http://x.example") ../../etc/passwd %s %n {0}
            Zeichen außerhalb der Schrift: 漢字 العربية 🔥 \u202Eumgekehrt\u202C \u0001\u0008 é
            """ + "ohneLeerzeichen".repeat(15);

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentReports incidentReports;

    @Autowired
    JournalWriting writing;

    @Autowired
    Decisions decisions;

    @Autowired
    Indicators indicators;

    @Autowired
    Assets assets;

    @Autowired
    Closing closing;

    @Autowired
    ReportPdf pdf;

    @Autowired
    Texts texts;

    @Autowired
    SettableClock clock;

    Actor.Person analyst;

    @BeforeEach
    void somebodyWorks() {
        clock.advance(Duration.ofMinutes(1));
        analyst = new Actor.Person(members.create(Role.LEITUNG).id(), "Milena Grothe", Role.LEITUNG);
    }

    @Test
    void aSmallReportIsAccessibleAndLasts() throws Exception {
        var drawn = draw(open("Berufskolleg Vennmark", false), Locale.GERMAN);
        conforms(drawn);
        assertThat(text(drawn)).contains("Berufskolleg Vennmark", "TLP:AMBER+STRICT", "Einsatztagebuch");
    }

    @Test
    void soIsOneInEnglish() throws Exception {
        conforms(draw(open("Berufskolleg Vennmark", false), Locale.ENGLISH));
    }

    @Test
    void soIsALargeOne() throws Exception {
        var id = open("Kreis Vennmark", false);
        Acting.run(
                analyst,
                () -> IntStream.range(0, 400)
                        .forEach(number -> writing.write(
                                id, "Eintrag " + number + ": " + "Wort ".repeat(30), clock.instant(), null)));
        var drawn = draw(id, Locale.GERMAN);
        conforms(drawn);
        try (var document = Loader.loadPDF(drawn)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(20);
        }
        assertThat(text(drawn)).contains("Eintrag 0:", "Eintrag 399:");
    }

    @Test
    void anExerciseSaysSoOnEachSheet() throws Exception {
        var id = open("Stadt Kranichfurt", true);
        Acting.run(
                analyst,
                () -> IntStream.range(0, 60)
                        .forEach(number -> writing.write(id, "Übungseintrag " + number, clock.instant(), null)));
        var drawn = draw(id, Locale.GERMAN);
        conforms(drawn);
        try (var document = Loader.loadPDF(drawn)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document).replaceAll("\\s", ""))
                        .as("page %d", page)
                        .contains("ÜBUNG", "TLP:AMBER+STRICT", page + "/" + document.getNumberOfPages());
            }
        }
    }

    @Test
    void aClosedOneIsToo() throws Exception {
        var id = open("Gemeinde Birkenaue", false);
        Acting.run(analyst, () -> closing.close(id, Incident.Outcome.FALSE_ALARM, "Es war ein Drucker."));
        var drawn = draw(id, Locale.GERMAN);
        conforms(drawn);
        assertThat(text(drawn)).contains("Fehlalarm");
    }

    @Test
    void whateverIsTypedStaysText() throws Exception {
        var id = open(HOSTILE, false);
        Acting.run(analyst, () -> {
            incidents.describe(id, HOSTILE, HOSTILE, incidents.find(id).revision());
            writing.write(id, HOSTILE, clock.instant(), null);
            decisions.record(
                    id,
                    new Decisions.Taken(
                            "", HOSTILE, HOSTILE, HOSTILE, HOSTILE, clock.instant(), HOSTILE, HOSTILE, false));
            indicators.add(id, Indicators.Kind.URL, HOSTILE, HOSTILE, Tlp.RED, Pap.RED);
            assets.add(id, HOSTILE, HOSTILE, Assets.Condition.COMPROMISED, HOSTILE);
        });
        var drawn = draw(id, Locale.GERMAN);
        conforms(drawn);
        assertThat(text(drawn)).contains("<script>alert(1)</script>", "${shell}");
    }

    private IncidentId open(String word, boolean exercise) {
        return Acting.as(analyst, () -> {
            var call = new Call("0176 040690-21", word, word, null, "Alles verschlüsselt", false);
            return incidents
                    .open(reports.begin(call, exercise).id(), "verschluesselung-schule", "")
                    .id();
        });
    }

    private byte[] draw(IncidentId id, Locale locale) {
        var times = new Times(texts, locale, clock.instant());
        var shell = new Shell(texts, times, locale, "Milena Grothe", "/", List.of(), new Shell.Csrf("_csrf", ""), null);
        return Acting.as(analyst, () -> pdf.draw(incidentReports.of(id), shell));
    }

    private static String text(byte[] drawn) throws Exception {
        try (var document = Loader.loadPDF(drawn)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static void conforms(byte[] drawn) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (var flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A)) {
            var foundry = Foundries.defaultInstance();
            try (var parser = foundry.createParser(new ByteArrayInputStream(drawn), flavour);
                    var validator = foundry.createValidator(flavour, false)) {
                var result = validator.validate(parser);
                assertThat(result.getTestAssertions())
                        .as("what veraPDF finds by %s", flavour)
                        .filteredOn(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                        .extracting(assertion -> assertion.getRuleId() + " " + assertion.getMessage() + " "
                                + assertion.getLocation().getContext())
                        .isEmpty();
                assertThat(result.isCompliant()).isTrue();
                assertThat(result.getTotalAssertions()).as("checks").isGreaterThan(100);
            }
        }
    }
}
