package de.komcert.e2e;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Paper is a screen: each sheet bears its marking, its moment and its number, and no navigation. */
@InBrowser
class PaperTests {

    private static final List<String> TABS = List.of(
            "",
            "/plan",
            "/verlauf",
            "/tagebuch",
            "/entscheidungen",
            "/auftrag",
            "/akte",
            "/notizen",
            "/beteiligte",
            "/bericht");

    @Test
    void anExerciseSaysSoOnEachSheetOfEachPage(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/");
            page.locator("#anruf [name=exercise]").check();
            page.locator("#anruf [name=words]").fill("Planspiel: alles verschlüsselt");
            TogetherTests.submit(page.locator("#anruf button[type=submit]"));
            assertThat(page.locator(".k-exercise").innerText()).isEqualTo("ÜBUNG");
            sheets(page, "uebung-anruf", "ÜBUNG");
            page.locator("input[name=playbook]").first().check();
            TogetherTests.submit(page.locator("form[action$='/vorfall'] button"));
            var room = page.url();
            for (var tab : TABS) {
                page.navigate(room + tab);
                assertThat(page.locator(".k-exercise").innerText()).isEqualTo("ÜBUNG");
                sheets(page, "uebung" + tab.replace('/', '-'), "ÜBUNG");
            }
        }
    }

    @Test
    void theOtherPagesPrintToo(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            for (var path : List.of("/", "/vorfaelle", "/einrichtungen", "/konto", "/suche?q=a")) {
                page.navigate(path);
                sheets(page, "papier" + path.replaceAll("\\W", "-"), "KomCERT");
            }
            page.navigate("/einrichtungen");
            page.locator("table a").first().click();
            page.waitForLoadState();
            sheets(page, "papier-einrichtung", "KomCERT");
        }
    }

    /** Prints a page, and leaves the pictures of its sheets. */
    static void sheets(Page page, String name, String mark) {
        var sheets = Pictures.print(page, name);
        for (int number = 1; number <= sheets.size(); number++) {
            assertThat(sheets.get(number - 1).replaceAll("\\s*/\\s*", " / "))
                    .as("sheet %d of %s", number, page.url())
                    .contains("TLP:", "Stand ", mark, number + " / " + sheets.size())
                    .doesNotContain("Abmelden");
        }
    }
}
