package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story of the first ten minutes: a call is taken, the incident led by its plan, handed over, continued, reported.
 */
@InBrowser
class StoryTests {

    private static final String WORDS = "Bei uns ist alles verschlüsselt, auf den Bildschirmen steht eine Forderung.";

    @Test
    void anIncidentIsLedFromTheCallToTheReport(Chromium chromium, DemoAccounts demo) throws Exception {
        var analyst = demo.as("ANALYST");
        var lead = demo.as("LEITUNG");
        try (var page = chromium.of(analyst);
                var colleague = chromium.of(lead)) {
            takeTheCall(page);
            Pictures.of(page, "meldung");
            assertThat(Axe.findings(page)).as("axe on the call").isEmpty();
            page.getByText("Verschlüsselung an einer Schule", new Page.GetByTextOptions().setExact(false))
                    .first()
                    .click();
            click(page.locator("form[action$='/vorfall'] button"));
            var room = page.url();
            assertThat(page.locator("h1")).containsText("Berufskolleg Vennmark");

            // The CERT's first word stops the spread; what was the Meldung itself is done already.
            assertThat(page.locator(".k-next > li").first())
                    .containsText("Arbeit stoppen und Netzwerkkabel ziehen lassen");
            assertThat(page.locator("#task-R01")).containsText("erledigt");
            click(page.locator(".k-next > li")
                    .first()
                    .locator("button", new Locator.LocatorOptions().setHasText("Erledigt")));
            assertThat(page.locator("#task-R02")).containsText("erledigt");

            page.locator("#f-text").fill("Hausmeister zieht die Kabel im Serverraum.");
            click(page.locator("form[action$='/tagebuch'] button[type=submit]"));
            assertThat(page.locator(".k-journal").first()).containsText("Hausmeister zieht die Kabel");

            for (var tab : new String[] {
                "",
                "/plan",
                "/tagebuch",
                "/entscheidungen",
                "/auftrag",
                "/akte",
                "/dateien",
                "/notizen",
                "/beteiligte",
                "/bericht"
            }) {
                page.navigate(room + tab);
                Pictures.of(page, "vorfall" + tab.replace('/', '-'));
                assertThat(Axe.findings(page)).as("axe on %s", tab).isEmpty();
            }

            page.navigate(room + "/beteiligte");
            page.locator("#f-to").selectOption(new SelectOption().setLabel(lead.name()));
            page.locator("form[action$='/uebergabe'] textarea")
                    .fill("Kabel sind gezogen, Alarmkette läuft. Als Nächstes Datensicherungen.");
            click(page.locator("form[action$='/uebergabe'] button"));

            colleague.navigate(room + "/beteiligte");
            assertThat(colleague.locator("main")).containsText("Als Nächstes Datensicherungen.");
            colleague.navigate(room);
            click(colleague
                    .locator(".k-next > li")
                    .first()
                    .locator("button", new Locator.LocatorOptions().setHasText("Erledigt")));

            // The first browser's room follows what the second one did, without being touched.
            page.navigate(room);
            colleague.locator("#f-text").fill("Ich habe übernommen.");
            click(colleague.locator("form[action$='/tagebuch'] button[type=submit]"));
            assertThat(page.locator("[data-part=journal]")).containsText("Ich habe übernommen.");

            var pdf = page.request().get(room + "/bericht.pdf");
            assertThat(pdf.status()).isEqualTo(200);
            picturesOf(pdf);
        }
    }

    @Test
    void whatIsTypedIntoTheCallSurvivesALostPage(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/");
            page.locator("[name=words]").pressSequentially("Drucker druckt fremde Seiten");
            assertThat(page.locator("#anruf [data-saved]")).containsText("gespeichert");
            page.navigate("/");
            page.getByText("Meldung ohne Einrichtung").last().click();
            assertThat(page.locator("[name=words]")).hasValue("Drucker druckt fremde Seiten");
        }
    }

    @Test
    void whoeverIsNotNamedFindsNothing(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("LESEND"))) {
            page.navigate("/vorfaelle?zustand=ALL");
            assertThat(page.locator("main")).not().containsText("Eulenberg");
            assertThat(page.locator("table")).hasCount(0);
        }
    }

    private static void takeTheCall(Page page) {
        page.navigate("/");
        page.locator("[name=callBack]").fill("0176 040690-21");
        page.locator("[name=caller]").fill("Sekretariat");
        page.locator("[name=einrichtung]").fill("Berufskolleg Vennmark");
        page.locator("[name=words]").fill(WORDS);
        assertThat(page.locator("#anruf [data-saved]")).containsText("gespeichert");
        assertThat(page.locator("#registered")).containsText("0221 4710-540");
        click(page.locator("#anruf button[type=submit]"));
        assertThat(page.locator("input[type=radio]:checked")).hasCount(1);
    }

    private static void click(Locator button) {
        button.click();
        button.page().waitForLoadState(LoadState.LOAD);
    }

    /** Leaves a picture of every page of the PDF. */
    private static void picturesOf(APIResponse pdf) throws IOException, InterruptedException {
        var folder = Files.createDirectories(Path.of("target", "pictures"));
        var file = folder.resolve("bericht.pdf");
        Files.write(file, pdf.body());
        var drawn = new ProcessBuilder(
                        "pdftoppm",
                        "-r",
                        "80",
                        "-png",
                        file.toString(),
                        folder.resolve("bericht-pdf").toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(drawn).as("pdftoppm").isZero();
        try (var pictures = Files.newDirectoryStream(folder, "bericht-pdf-*.png")) {
            assertThat(pictures).isNotEmpty();
        }
    }
}
