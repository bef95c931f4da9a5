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

    @Test
    void openListsNoLongerNameWhatSomebodyWasTakenOutOf(Chromium chromium, DemoAccounts demo) {
        var forensics = demo.as("FORENSIK");
        try (var page = chromium.of(demo.as("LEITUNG"));
                var other = chromium.of(forensics)) {
            var room = openIncident(page, "Steht nicht mehr da");
            admit(page, room, forensics.name());
            try (var list = other.context().newPage();
                    var found = other.context().newPage()) {
                other.navigate("/");
                list.navigate("/vorfaelle");
                found.navigate("/suche?q=Steht+nicht+mehr");
                for (var open : new Page[] {other, list, found}) {
                    assertThat(open.locator("main")).containsText("Steht nicht mehr da");
                }

                remove(page, room, forensics.name());
                for (var open : new Page[] {other, list, found}) {
                    assertThat(open.locator("main")).not().containsText("Steht nicht mehr da");
                }
            }
        }
    }

    @Test
    void eachTabOfTheRoomFollowsWhatOthersDoAndLeavesAloneWhatIsBeingTyped(Chromium chromium, DemoAccounts demo) {
        var lead = demo.as("LEITUNG");
        try (var page = chromium.of(demo.as("ANALYST"));
                var colleague = chromium.of(lead)) {
            var room = openIncident(page, "Alle Reiter leben");
            page.navigate(room + "/notizen");
            page.locator("form[action$='/notizen'] [name=text]").fill("Angefangen und noch nicht gesendet.");
            write(colleague, room + "/notizen", "/notizen", "Rückruf der Schule", "text", "Um vier noch einmal.");
            assertThat(page.locator("main")).containsText("Rückruf der Schule");
            assertThat(page.locator("form[action$='/notizen'] [name=text]"))
                    .hasValue("Angefangen und noch nicht gesendet.");

            page.navigate(room + "/akte");
            page.locator("[name=titel]").fill("Titel, an dem gerade geschrieben wird");
            colleague.navigate(room + "/akte");
            colleague.locator("form[action$='/systeme'] [name=name]").fill("VERWALTUNG-FS1");
            submit(colleague.locator("form[action$='/systeme'] button"));
            colleague.locator("form[action$='/hinweise'] [name=wert]").fill("203.0.113.77");
            submit(colleague.locator("form[action$='/hinweise'] button"));
            assertThat(page.locator("main")).containsText("VERWALTUNG-FS1");
            assertThat(page.locator("main")).containsText("203.0.113.77");
            assertThat(page.locator("[name=titel]")).hasValue("Titel, an dem gerade geschrieben wird");

            page.navigate(room + "/entscheidungen");
            colleague.navigate(room + "/entscheidungen");
            colleague.locator("details:has([name=frage]) summary").click();
            colleague.locator("[name=frage]").fill("Wer spricht mit den Eltern?");
            var free = colleague.locator("form:has([name=frage])");
            free.locator("[name=entscheidung]").fill("Die Schulleitung");
            free.locator("[name=wer]").fill("Marit Hellweger");
            free.locator("[name=weg]").fill("Telefon");
            free.locator("[name=grund]").fill("Sie kennt alle.");
            submit(free.locator("button"));
            assertThat(page.locator("main")).containsText("Wer spricht mit den Eltern?");

            page.navigate(room + "/beteiligte");
            var reader = demo.as("LESEND");
            admit(colleague, room, reader.name());
            assertThat(page.locator("main")).containsText(reader.name());
        }
    }

    @Test
    void whatIsTypedIntoOneFormStandsThereAgainAfterAnotherOneOfThePageWasSent(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            var room = openIncident(page, "Zwei Formulare");
            page.navigate(room + "/akte");
            page.locator("[name=lage]").fill("Seit acht Uhr steht alles. Noch nicht gespeichert.");
            page.locator("form[action$='/systeme'] [name=name]").fill("VERWALTUNG-FS1");
            // The page that sends is brought up to date as well, and would show all of this by itself.
            page.evaluate("document.documentElement.dataset.sending = 'yes'");
            submit(page.locator("form[action$='/systeme'] button"));

            assertThat(page.locator("html:not([data-sending])")).isAttached();
            // Not waitForFunction: from its second look on, the page's own policy refuses to evaluate its text.
            page.waitForCondition(() -> (boolean) page.evaluate("window.scrollY > 0"));
            assertThat(page.locator("main")).containsText("VERWALTUNG-FS1");
            assertThat(page.locator("[name=lage]")).hasValue("Seit acht Uhr steht alles. Noch nicht gespeichert.");

            page.navigate(room);
            page.navigate(room + "/akte");
            assertThat(page.locator("[name=lage]")).hasValue("");
        }
    }

    private static void write(Page page, String at, String form, String title, String field, String text) {
        page.navigate(at);
        var writing = page.locator("form[action$='" + form + "']");
        writing.locator("[name=titel]").fill(title);
        writing.locator("[name=" + field + "]").fill(text);
        submit(writing.locator("button"));
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
