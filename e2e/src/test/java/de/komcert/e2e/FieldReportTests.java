package de.komcert.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The field tool's report, opened from a folder in a browser that has no network, looked at and printed. */
class FieldReportTests {

    @TempDir
    private Path folder;

    @Test
    void theReportOpensWithoutANetworkFitsEveryScreenAndPrints() throws Exception {
        var report = report();
        var asked = new ArrayList<String>();
        var heard = new ArrayList<String>();
        try (var chromium = new Chromium(folder.toUri());
                var page = chromium.stranger()) {
            page.context().setOffline(true);
            page.context().route("**/*", route -> {
                if (isReport(route.request().url(), report)) {
                    route.resume();
                } else {
                    route.abort();
                }
            });
            page.onRequest(request -> asked.add(request.url()));
            page.onConsoleMessage(message -> heard.add(message.type() + " " + message.text()));
            page.onPageError(error -> heard.add("error " + error));
            page.navigate(report.toUri().toString());

            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(page.locator("h1")).hasText("Auswertung von Protokollen");
            assertThat(page.locator("ol.contents li")
                            .filter(new Locator.FilterOptions().setHasText("SSH-Kennwort erraten")))
                    .hasCount(1);
            assertThat(page.locator("#auffaelliges")).containsText("leer.evtx");
            assertThat(page.locator("main")).containsText("<script>boese()</script>");
            assertThat(page.locator("script, img, link, iframe, object, [onerror]"))
                    .hasCount(0);
            // A telephone shows no heads of tables.
            assertThat(page.locator("td.number[data-label]").first()).isVisible();
            assertThat(page.locator("td.number:not([data-label])")).hasCount(0);
            everyEntryOfTheListLeadsToItsRule(page);
            Pictures.of(page, "feldbericht");
            Pictures.assertFits(page);
            onPaper(page);
            foldedPartsOpen(page);
            Pictures.of(page, "feldbericht-aufgeklappt");
            Pictures.assertFits(page);

            assertThat(asked)
                    .as("the browser fetches the report and nothing else")
                    .singleElement()
                    .matches(url -> isReport(url, report));
            assertThat(heard).isEmpty();
            assertThat(Axe.findings(page)).isEmpty();
        }
    }

    /** Java and the browser disagree about which letters an address writes in percent signs. */
    private static boolean isReport(String url, Path report) {
        return Path.of(URI.create(url.replaceFirst("#.*", ""))).equals(report);
    }

    private static void everyEntryOfTheListLeadsToItsRule(Page page) {
        var links = page.locator("ol.contents a").all();
        assertThat(links).hasSizeGreaterThan(2);
        for (var link : links) {
            assertThat(page.locator(link.getAttribute("href"))).containsText(link.innerText());
        }
    }

    /** Nothing is folded on paper, since nobody can open it there. */
    private static void onPaper(Page page) {
        var folded = page.locator("details:not([open]) td:first-child").allTextContents();
        var sheets = Pictures.print(page, "feldbericht");
        assertThat(sheets.getFirst()).contains("Auswertung von Protokollen", "Gelesen:", "Regeln.");
        for (int number = 1; number <= sheets.size(); number++) {
            assertThat(sheets.get(number - 1)).contains(number + " / " + sheets.size());
        }
        assertThat(folded).isNotEmpty();
        var paper = String.join("\n", sheets);
        assertThat(folded).allSatisfy(cell -> assertThat(paper).contains(cell.split("\\s+")[0]));
    }

    private static void foldedPartsOpen(Page page) {
        var folded = page.locator("details").all();
        assertThat(folded).hasSizeGreaterThan(1);
        for (var part : folded) {
            var inside = part.locator("> :not(summary)").first();
            assertThat(inside).isHidden();
            part.locator("> summary").click();
            assertThat(inside).isVisible();
        }
    }

    /** Made by the folder for a stick, of a log with attacks, a long gap and hostile words, and of a file that is none. */
    private Path report() throws IOException, InterruptedException {
        var stick = Delivered.stick(folder.resolve("Stick"));
        var logs = Files.createDirectory(folder.resolve("Prüfung Rathaus"));
        var night = NightLogs.ofYesterday();
        Files.writeString(
                night.first(logs),
                night.triedSudo().plusSeconds(9) + " " + NightLogs.HOST
                        + " sudo: boese : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ;"
                        + " COMMAND=/bin/sh -c <script>boese()</script>" + "x".repeat(300) + "\n",
                StandardOpenOption.APPEND);
        Files.createFile(logs.resolve("leer.evtx"));
        var report = folder.resolve("Bericht für Grün.html");
        var ended = Delivered.run(
                folder,
                Delivered.withoutJava(folder),
                List.of(
                        stick.resolve("komcert").toString(),
                        "scan",
                        "--format",
                        "html",
                        "--output",
                        report.toString(),
                        logs.toString()));
        assertThat(ended.exit()).as(ended.text()).isZero();
        return report;
    }
}
