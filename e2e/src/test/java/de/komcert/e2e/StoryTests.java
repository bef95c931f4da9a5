package de.komcert.e2e;

import java.nio.file.Files;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story of the first ten minutes: a call is taken, the incident led by its plan, handed over, continued, reported.
 */
@InBrowser
class StoryTests {

    private static final String WORDS = "Bei uns ist alles verschlüsselt, auf den Bildschirmen steht eine Forderung.";

    /** The circumstances under which it is told. */
    enum Circumstances {
        DESK(Screen.DESK, true),
        PHONE(Screen.PHONE, true),
        WITHOUT_SCRIPT(Screen.DESK, false);

        private final Screen screen;
        private final boolean script;

        Circumstances(Screen screen, boolean script) {
            this.screen = screen;
            this.script = script;
        }

        NewContextOptions options() {
            return new NewContextOptions()
                    .setViewportSize(screen.width, screen.height)
                    .setJavaScriptEnabled(script);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIncidentIsLedFromTheCallToTheReport(Circumstances when, Chromium chromium, DemoAccounts demo)
            throws Exception {
        var analyst = demo.as("ANALYST");
        var lead = demo.as("LEITUNG");
        try (var page = chromium.of(analyst, when.options());
                var colleague = chromium.of(lead, when.options())) {
            takeTheCall(page, when.script);
            page.locator("label.k-choice", new Page.LocatorOptions().setHasText("Verschlüsselung an einer Schule"))
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

            if (when == Circumstances.DESK) {
                page.evaluate("scrollTo(0, 0)"); // back where the page was after each form
                Pictures.of(page, "readme");
            }
            page.navigate(room + "/beteiligte");
            page.locator("#f-to").selectOption(option(page, "#f-to", lead.name()));
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

            // With script the first browser's room follows what the second one did, without being touched.
            page.navigate(room);
            colleague.locator("#f-text").fill("Ich habe übernommen.");
            click(colleague.locator("form[action$='/tagebuch'] button[type=submit]"));
            if (!when.script) {
                page.reload();
            }
            assertThat(page.locator("[data-part=journal]")).containsText("Ich habe übernommen.");

            var pdf = page.request().get(room + "/bericht.pdf");
            assertThat(pdf.status()).isEqualTo(200);
            var file = Files.createDirectories(Pictures.FOLDER).resolve("bericht-" + when + ".pdf");
            Files.write(file, pdf.body());
            var sheets = Pictures.sheets(file);
            assertThat(sheets).hasSizeGreaterThan(1);
            assertThat(String.join(" ", sheets)).contains("Ich habe übernommen.", "Hausmeister zieht die Kabel");
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
            // Its Einrichtung stands in the filter, where all stand; the incident stands nowhere.
            assertThat(page.locator("main [data-row]")).hasCount(0);
            assertThat(page.locator("table")).hasCount(0);
        }
    }

    private static void takeTheCall(Page page, boolean script) {
        page.navigate("/");
        page.locator("[name=callBack]").fill("0176 040690-21");
        page.locator("[name=caller]").fill("Sekretariat");
        page.locator("[name=einrichtung]").fill("Berufskolleg Vennmark");
        page.locator("[name=words]").fill(WORDS);
        if (script) {
            assertThat(page.locator("#anruf [data-saved]")).containsText("gespeichert");
            assertThat(page.locator("#registered")).containsText("0221 4710-540");
        }
        click(page.locator("#anruf button[type=submit]"));
        assertThat(page.locator("#registered")).containsText("0221 4710-540");
        assertThat(page.locator("input[type=radio]:checked")).hasCount(1);
    }

    /** The value of the option that begins with this name; behind it stands whether the person is free. */
    private static String option(Page page, String select, String name) {
        return page.locator(select + " option", new Page.LocatorOptions().setHasText(name))
                .first()
                .getAttribute("value");
    }

    private static void click(Locator button) {
        var page = button.page();
        page.waitForResponse(
                response -> response.request().isNavigationRequest() && response.status() == 200, button::click);
        page.waitForLoadState(LoadState.LOAD);
    }
}
