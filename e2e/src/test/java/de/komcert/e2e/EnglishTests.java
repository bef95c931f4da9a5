package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever chooses English reads no German, but for what people and playbooks say. */
@InBrowser
class EnglishTests {

    private static final Set<String> ROUTES = Routes.pages();
    private static final Path BUNDLES = Path.of("..", "app", "src", "main", "resources", "messages");

    /** Visible pieces of text outside of the record, which is always German. */
    private static final String TEXTS = """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const texts = [];
              while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                if (!parent.closest('script, .k-journal__text, .k-moment .k-pre, .k-report')) {
                  texts.push(walker.currentNode.data.trim());
                }
              }
              return texts.filter(text => text.length > 3);
            }""";

    @Test
    void noGermanSentenceStandsOnAnEnglishPage(Chromium chromium, DemoAccounts demo) throws IOException {
        var german = onlyGerman();
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate("/?sprache=en");
            var room = School.room(page);
            var record = page.request().get(room + "/bericht.json").text();
            german.removeIf(word -> record.contains('"' + word + '"'));
            var read = Walk.from(page, List.of(room, "/", "/suche?q=a", "/konto"), 1, () -> english(page, german));
            assertThat(read).contains("/", "/vorfaelle/{}", "/vorfaelle/{}/verlauf", "/einrichtungen/{}", "/plaene/{}");
            var file = Pictures.FOLDER.resolve("english-report.pdf");
            Files.write(file, page.request().get(room + "/bericht.pdf").body());
            assertThat(String.join(" ", Pictures.sheets(file)))
                    .contains("As of ")
                    .doesNotContain("Stand ");
        }
    }

    @Test
    void norOnThePagesOfTheAccounts(Chromium chromium, DemoAccounts demo) throws IOException {
        var german = onlyGerman();
        try (var page = chromium.of(demo.as("VERWALTUNG"))) {
            page.navigate("/?sprache=en");
            var read = Walk.from(page, List.of("/konten", "/konto"), 1, () -> english(page, german));
            assertThat(read).contains("/konten", "/konten/{}", "/konten/neu");
        }
    }

    private static void english(Page page, Set<String> german) {
        var path = page.url().replaceFirst("^https?://[^/]+", "");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        @SuppressWarnings("unchecked")
        var texts = (List<String>) page.evaluate(TEXTS);
        assertThat(texts).as("texts of %s", path).hasSizeGreaterThan(8);
        assertThat(texts).as("German on %s", path).doesNotContainAnyElementsOf(german);
        Inspection.withPictures(page, name(Routes.of(path, ROUTES)));
    }

    private static String name(String route) {
        return "english"
                + (route.equals("/") ? "-start" : route.replace("{}", "x").replace('/', '-'));
    }

    private static Set<String> onlyGerman() throws IOException {
        var german = new TreeSet<String>();
        var english = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(BUNDLES, "*.properties")) {
            for (var file : files) {
                var texts = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                var to = file.toString().endsWith("_de.properties") ? german : english;
                texts.values()
                        .forEach(text ->
                                to.add(text.toString().replace("''", "'").strip()));
            }
        }
        german.removeAll(english);
        // What the other language is called stands in that language.
        german.remove("Deutsch");
        assertThat(german).hasSizeGreaterThan(300);
        return german;
    }
}
