package de.komcert.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Two people in one incident, a dead network, an ended session: nothing that was typed is lost. */
@InBrowser
class TogetherTests {

    /** "gespeichert 14:05", and not the sentence that says what will be saved. */
    private static final Pattern SAVED = Pattern.compile("espeichert,? \\d");

    @Test
    void twoWhoWriteInTheSameNoteBothFindTheirWords(Chromium chromium, DemoAccounts demo) {
        var lead = demo.as("LEITUNG");
        try (var page = chromium.of(demo.as("ANALYST"));
                var colleague = chromium.of(lead)) {
            var room = openIncident(page, "Zwei schreiben zugleich");
            page.navigate(room + "/notizen");
            page.locator("form[action$='/notizen'] [name=titel]").fill("Gespräch mit der Schulleitung");
            page.locator("form[action$='/notizen'] [name=text]").fill("Erster Stand.");
            submit(page.locator("form[action$='/notizen'] button"));

            colleague.navigate(room + "/notizen");
            var mine = page.locator("form[action*='/notizen/'] textarea").first();
            var theirs = colleague.locator("form[action*='/notizen/'] textarea").first();
            theirs.fill("Fassung der Leitung.");
            mine.fill("Fassung der Analyse.");
            submit(colleague.locator("form[action*='/notizen/'] button").first());
            submit(page.locator("form[action*='/notizen/'] button").first());

            assertThat(page.locator("main")).containsText("Beide Fassungen stehen hier");
            assertThat(page.locator("main .k-columns")).containsText("Fassung der Leitung.");
            assertThat(page.locator("main .k-columns")).containsText("Fassung der Analyse.");
            Pictures.of(page, "notizen-zwei-fassungen");
        }
    }

    @Test
    void whatIsTypedWithoutNetworkIsSavedWhenItIsBack(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            var room = openIncident(page, "Netz weg");
            page.context().setOffline(true);
            page.locator("#f-text").fill("Geschrieben, als das Netz weg war.");
            assertThat(page.locator("form[action$='/tagebuch'] [data-saved]")).containsText("keine Verbindung");
            page.context().setOffline(false);
            assertThat(page.locator("form[action$='/tagebuch'] [data-saved]")).containsText(SAVED);
            page.navigate(room);
            assertThat(page.locator("#f-text")).hasValue("Geschrieben, als das Netz weg war.");
        }
    }

    @Test
    void whatIsTypedAfterTheSessionEndedIsSavedAfterSigningInAgain(Chromium chromium, DemoAccounts demo) {
        var analyst = demo.as("ANALYST");
        try (var page = chromium.of(analyst)) {
            var room = openIncident(page, "Sitzung zu Ende");
            page.context().clearCookies();
            page.locator("#f-text").fill("Geschrieben, als die Sitzung zu Ende war.");
            assertThat(page.locator("form[action$='/tagebuch'] [data-saved]")).containsText("nicht mehr angemeldet");
            try (var window = page.context().newPage()) {
                SignIn.as(analyst, window);
            }
            assertThat(page.locator("form[action$='/tagebuch'] [data-saved]")).containsText(SAVED);
            page.navigate(room);
            assertThat(page.locator("#f-text")).hasValue("Geschrieben, als die Sitzung zu Ende war.");
        }
    }

    @Test
    void whoeverIsTakenOutLosesTheOpenRoomAtOnce(Chromium chromium, DemoAccounts demo) {
        var forensics = demo.as("FORENSIK");
        try (var page = chromium.of(demo.as("LEITUNG"));
                var other = chromium.of(forensics)) {
            var room = openIncident(page, "Wer sieht das");
            admit(page, room, forensics.name());
            other.navigate(room);
            assertThat(other.locator("h1")).containsText("Wer sieht das");

            remove(page, room, forensics.name());
            assertThat(other.locator("h1")).not().containsText("Wer sieht das");
        }
    }

    /** Names a person who from now on sees the incident. */
    static void admit(Page page, String room, String name) {
        page.navigate(room + "/beteiligte");
        page.locator("#f-person")
                .selectOption(new SelectOption()
                        .setLabel(page.locator("#f-person option")
                                .filter(new Locator.FilterOptions().setHasText(name))
                                .innerText()));
        submit(page.locator("form:has(#f-person) button"));
    }

    /** Takes a person out of the incident. */
    static void remove(Page page, String room, String name) {
        page.navigate(room + "/beteiligte");
        page.locator("li:has-text('" + name + "') summary").first().click();
        submit(page.locator("li:has-text('" + name + "') form[action$='/entfernen'] button"));
    }

    /** Opens an incident from a call and returns the address of its room. */
    static String openIncident(Page page, String title) {
        page.navigate("/");
        page.locator("#anruf [name=words]").fill("Alles verschlüsselt. " + title);
        submit(page.locator("#anruf button[type=submit]"));
        page.locator("input[name=playbook][value='verschluesselung-schule']").check();
        page.locator("[name=titel]").fill(title);
        submit(page.locator("form[action$='/vorfall'] button"));
        assertThat(page.url()).contains("/vorfaelle/");
        return page.url();
    }

    static void submit(Locator button) {
        button.click();
        button.page().waitForLoadState();
    }
}
