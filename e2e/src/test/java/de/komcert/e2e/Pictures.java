package de.komcert.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of pages on screens and on paper, for people to look at: {@code target/pictures}. */
final class Pictures {

    static final Path FOLDER = Path.of("target", "pictures");

    private static final List<Screen> PICTURED = List.of(Screen.DESK, Screen.PHONE);

    private Pictures() {}

    /** Takes a page's pictures. */
    static void of(Page page, String name) {
        for (var screen : PICTURED) {
            page.setViewportSize(screen.width, screen.height);
            page.evaluate("() => document.fonts.ready.then(() => true)");
            page.screenshot(new ScreenshotOptions()
                    .setFullPage(true)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setPath(FOLDER.resolve("%s-%d.png".formatted(name, screen.width))));
        }
        page.setViewportSize(Screen.DESK.width, Screen.DESK.height);
    }

    /** Fails where a page is wider than a screen. */
    static void assertFits(Page page) {
        for (var screen : Screen.values()) {
            page.setViewportSize(screen.width, screen.height);
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s on a screen of %d", page.url(), screen.width)
                    .isLessThanOrEqualTo(screen.width);
        }
        page.setViewportSize(Screen.DESK.width, Screen.DESK.height);
    }

    /** Prints a page on A4 and returns the text of each sheet. */
    static List<String> print(Page page, String name) {
        var file = FOLDER.resolve(name + "-papier.pdf");
        page.pdf(new PdfOptions().setPreferCSSPageSize(true).setPath(file));
        return sheets(file);
    }

    /** Leaves a picture of every sheet of a PDF and returns the text of each. */
    static List<String> sheets(Path pdf) {
        var name = pdf.getFileName().toString().replaceFirst("\\.pdf$", "");
        run("pdftoppm", "-r", "80", "-png", pdf.toString(), FOLDER.resolve(name).toString());
        var text = FOLDER.resolve(name + ".txt");
        run("pdftotext", "-layout", pdf.toString(), text.toString());
        try {
            // Each sheet ends with a form feed.
            var sheets = List.of(Files.readString(text).split("\f"));
            Files.delete(text);
            return sheets;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void run(String... command) {
        try {
            var end = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(end).as(String.join(" ", command)).isZero();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
