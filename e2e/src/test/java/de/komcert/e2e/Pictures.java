package de.komcert.e2e;

import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of whole pages on both screens, for people to look at: {@code target/pictures}. */
final class Pictures {

    private static final Path FOLDER = Path.of("target", "pictures");

    private Pictures() {}

    /** Takes a page's pictures, and fails where it is wider than the screen. */
    static void of(Page page, String name) {
        for (var screen : Screen.values()) {
            page.setViewportSize(screen.width, screen.height);
            page.evaluate("() => document.fonts.ready.then(() => true)");
            page.screenshot(new ScreenshotOptions()
                    .setFullPage(true)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setPath(FOLDER.resolve("%s-%d.png".formatted(name, screen.width))));
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s on a screen of %d", page.url(), screen.width)
                    .isLessThanOrEqualTo(screen.width);
        }
        page.setViewportSize(Screen.DESK.width, Screen.DESK.height);
    }
}
