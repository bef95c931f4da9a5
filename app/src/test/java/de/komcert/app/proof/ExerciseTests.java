package de.komcert.app.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever shows an exercise or is taken away from it says that it is one; a real incident says so nowhere. */
@TestInstance(Lifecycle.PER_CLASS)
class ExerciseTests extends ProofCase {

    private static final String MARK = "ÜBUNG";

    Browser browser;
    String token;
    Case exercise;
    Case real;
    Map<String, Browser.Answer> pages;

    @BeforeAll
    void play() {
        clock.advance(Duration.ofHours(1));
        var guest = members.create(Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        var me = members.create(Role.ANALYST);
        browser = members.signIn(me);
        token = members.token(me, Role.ANALYST.permissions());
        Case.twoEinrichtungen(browser);
        exercise = Case.openExercise(browser, rows, "Planspiel");
        real = Case.open(browser, rows, "Ernstfall");
        pages = new LinkedHashMap<>(exercise.pages(browser, routes));
        exercise.fill(browser, routes, guest.id(), relief.id());
        real.fill(browser, routes, guest.id(), relief.id());
        pages.putAll(exercise.pages(browser, routes));
    }

    @AfterAll
    void leave() {
        browser.close();
    }

    @Test
    void everyPageOfItSaysSoOnScreenAndOnPaper() {
        var seen = 0;
        for (var page : pages.entrySet()) {
            if (html(page.getValue())) {
                var shown = page.getValue().page();
                assertThat(shown.select(".k-exercise").eachText())
                        .as(page.getKey())
                        .isNotEmpty()
                        .allSatisfy(text -> assertThat(text).contains(MARK));
                assertThat(shown.title()).as(page.getKey()).contains(MARK);
                assertThat(shown.select(".k-paper").text())
                        .as("%s as it is printed", page.getKey())
                        .contains(MARK);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(15);
        assertThat(pages.keySet())
                .as("pages that only a filled incident has")
                .anyMatch(path -> path.endsWith("/dateien"))
                .anyMatch(path -> path.contains("/auswertung/funde"))
                .anyMatch(path -> path.contains("/auswertung/zeitstrahl"))
                .anyMatch(path -> path.contains("/auswertung/sicht"))
                .anyMatch(path -> path.endsWith("/verlauf"));
    }

    @Test
    void everyFileTakenFromItSaysSoInItsName() {
        var names = names(exercise);
        assertThat(names).hasSizeGreaterThan(6);
        assertThat(names.values()).allSatisfy(name -> assertThat(name).contains("UEBUNG-"));
        assertThat(names(real).values()).allSatisfy(name -> assertThat(name).doesNotContain("UEBUNG"));
    }

    @Test
    void everyFileTakenFromItSaysSoInItsContent() throws IOException, InterruptedException {
        var seen = 0;
        for (var page : pages.entrySet()) {
            var path = page.getKey();
            var told = html(page.getValue()) || path.matches(".*/dateien/[^/]*"); // which stays as it was brought
            if (!told) {
                assertThat(content(path)).as(path).containsAnyOf(MARK, "\"exercise\":true");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(5);
    }

    @Test
    void listsAndWhatIsFoundSaySo() {
        var call = Map.of("einrichtung", "Planspiel am Telefon", "exercise", "true", "revision", "0", "_csrf", csrf());
        var report = browser.post("/anruf", call).location();
        assertThat(browser.get(report).page().select(".k-exercise").text()).contains(MARK);
        for (var list : List.of("/", "/vorfaelle?zustand=ALL", "/suche?q=Planspiel")) {
            assertThat(browser.get(list).page().select("li:contains(Planspiel), tr:contains(Planspiel)").stream()
                            .map(Element::text))
                    .as(list)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(MARK));
        }
    }

    @Test
    void noPageOfARealIncidentSaysSo() {
        real.pages(browser, routes)
                .forEach((path, page) -> assertThat(page.body())
                        .as(path)
                        .doesNotContain("k-exercise")
                        .doesNotContain("\"exercise\":true"));
    }

    private String csrf() {
        return Case.csrf(browser);
    }

    /** The names of all files that pages and interface offer, by their addresses. */
    private Map<String, String> names(Case one) {
        var names = new LinkedHashMap<String, String>();
        one.pages(browser, routes).forEach((path, answer) -> put(names, path, answer));
        for (var route : routes) {
            if (route.reads() && route.pattern().matches("/api/v1/vorfaelle/\\{id}/[^{]*")) {
                var path = route.pattern().replace("{id}", one.incident().toString());
                var asked = HttpRequest.newBuilder(browser.at(path)).header("Authorization", "Bearer " + token);
                put(names, path, browser.send(asked));
            }
        }
        return names;
    }

    private static void put(Map<String, String> names, String path, Browser.Answer answer) {
        answer.header("Content-Disposition").ifPresent(name -> names.put(path, name));
    }

    private String content(String path) throws IOException, InterruptedException {
        var bytes = browser.bytes(path);
        if (path.endsWith(".pdf")) {
            try (var pdf = Loader.loadPDF(bytes)) {
                return new PDFTextStripper().getText(pdf);
            }
        }
        if (path.endsWith(".zip")) {
            var text = new StringBuilder();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return text.toString();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean html(Browser.Answer answer) {
        return answer.header("Content-Type").orElse("").startsWith("text/html");
    }
}
