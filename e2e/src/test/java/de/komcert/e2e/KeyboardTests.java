package de.komcert.e2e;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A day without a mouse. */
@InBrowser
class KeyboardTests {

    @Test
    void aCallIsTakenAndAnEntryWrittenWithoutAMouse(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/");
            var keys = page.keyboard();
            tabTo(page, "f-words");
            keys.type("Nur mit Tasten: nichts geht mehr /n?");
            // In a field the single keys are letters.
            assertThat(page.locator("#f-words")).hasValue("Nur mit Tasten: nichts geht mehr /n?");
            tabToText(page, "Weiter");
            keys.press("Enter");
            page.waitForURL("**/anruf/*");

            tabToName(page, "playbook");
            keys.press("Space");
            tabToText(page, "Vorfall eröffnen");
            keys.press("Enter");
            page.waitForURL("**/vorfaelle/*");

            keys.press("n");
            keys.type("Ohne Maus eingetragen.");
            tabToText(page, "Eintragen");
            keys.press("Enter");
            assertThat(page.locator("[data-part=journal]")).containsText("Ohne Maus eingetragen.");
        }
    }

    @Test
    void listsSearchAndHelpAnswerToSingleKeys(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/vorfaelle?zustand=ALL");
            var keys = page.keyboard();
            keys.press("?");
            assertThat(page.locator("#tasten")).isVisible();
            Pictures.of(page, "tasten");
            assertThat(Axe.findings(page)).isEmpty();
            keys.press("Escape");
            assertThat(page.locator("#tasten")).not().isVisible();

            keys.press("j");
            keys.press("j");
            keys.press("k");
            assertThat(page.locator("[data-row]").first()).isFocused();
            keys.press("Enter");
            page.waitForURL("**/vorfaelle/*-*");

            keys.press("/");
            assertThat(page.locator("#suche-ueberall")).isFocused();
            keys.type("Eulenberg");
            keys.press("Enter");
            page.waitForURL("**/suche?q=Eulenberg");
            assertThat(page.locator("main")).containsText("Gesamtschule am Eulenberg");
        }
    }

    @Test
    void theSingleKeysCanBeSwitchedOff(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/vorfaelle");
            page.keyboard().press("?");
            page.locator("#tasten-an").uncheck();
            page.navigate("/vorfaelle");
            page.keyboard().press("/");
            assertThat(page.locator("#suche-ueberall")).not().isFocused();
        }
    }

    private static void tabTo(Page page, String id) {
        tab(page, "document.activeElement.id === '" + id + "'");
    }

    private static void tabToName(Page page, String name) {
        tab(page, "document.activeElement.name === '" + name + "'");
    }

    private static void tabToText(Page page, String text) {
        tab(
                page,
                "document.activeElement.matches('button, a') && document.activeElement.innerText.startsWith('" + text
                        + "')");
    }

    private static void tab(Page page, String until) {
        for (int i = 0; i < 80; i++) {
            if ((boolean) page.evaluate(until)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate("document.activeElement.outerHTML"))
                .as("never came to " + until)
                .isNull();
    }
}
