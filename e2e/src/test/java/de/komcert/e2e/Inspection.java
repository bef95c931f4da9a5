package de.komcert.e2e;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** What is demanded of every page: it fits all screens, and axe finds nothing on it. */
final class Inspection {

    private Inspection() {}

    /** Inspects a page as it stands on a desk. */
    static void of(Page page) {
        Pictures.assertFits(page);
        assertThat(Axe.findings(page)).as("axe on %s", page.url()).isEmpty();
    }

    /** Inspects a page on a telephone too, and leaves its pictures. */
    static void withPictures(Page page, String name) {
        of(page);
        page.setViewportSize(Screen.PHONE.width, Screen.PHONE.height);
        assertThat(Axe.findings(page))
                .as("axe on %s on a telephone", page.url())
                .isEmpty();
        Pictures.of(page, name);
    }
}
