package de.komcert.e2e;

import com.microsoft.playwright.Page;

/** The incident of the demo in which most has happened: the school whose administration was encrypted. */
final class School {

    private static final String TITLE = "Verschlüsselung an der Gesamtschule am Eulenberg";

    private School() {}

    /** The address of its room, for whoever sees it. */
    static String room(Page page) {
        page.navigate("/vorfaelle");
        return page.locator("tr:has([data-row])", new Page.LocatorOptions().setHasText(TITLE))
                .locator("[data-row]")
                .getAttribute("href");
    }
}
