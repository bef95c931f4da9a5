package de.komcert.e2e;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page fits both screens, has nothing that axe finds, and leaves its pictures. */
@InBrowser
class PageTests {

    /** The pages that the analyst reaches without opening anything. */
    static final List<String> PAGES = List.of("/", "/vorfaelle", "/einrichtungen", "/konto");

    @Test
    void signInPageIsSound(Chromium chromium) {
        try (var page = chromium.stranger()) {
            checkSoundness(page, "/login");
        }
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void pageIsSound(String path, Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            checkSoundness(page, path);
        }
    }

    private static void checkSoundness(Page page, String path) {
        assertThat(page.navigate(path).status()).as("status of %s", path).isEqualTo(200);
        assertThat(page.url()).as("no redirect elsewhere").endsWith(path);
        Pictures.of(page, path.equals("/") ? "start" : path.substring(1).replace('/', '-'));
        assertThat(Axe.findings(page)).as("axe on %s", path).isEmpty();
    }
}
