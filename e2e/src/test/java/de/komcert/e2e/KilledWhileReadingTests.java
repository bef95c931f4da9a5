package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Lagezentrum is killed while it reads logs and takes in a large file, with the pages open: whoever signs in again
 * sees the analysis end as if nothing had been, and the file go on from what was acknowledged.
 */
class KilledWhileReadingTests {

    private static final int MANY = 400_000;
    private static final int SIZE = 40_000_000;
    private static final int UNLIMITED = -1;
    private static final double PATIENCE_MS = 120_000;

    /** More than the first piece of the file, so that some of it is acknowledged. */
    private static final Pattern WELL_UNDER_WAY = Pattern.compile("von 38,1 MB, [3-9]\\d %");

    @TempDir
    Path folder;

    @Test
    void theAnalysisEndsOnceAndTheFileArrivesWhole() throws Exception {
        var demo = RunningDemo.start(folder.resolve("daten"));
        try (var chromium = new Chromium(demo.address());
                var page = chromium.of(demo.accounts().as("ANALYST"));
                var sending = page.context().newPage()) {
            var room = TogetherTests.openIncident(page, "Abgestürzt beim Lesen");
            var logs = NightLogs.ofYesterday();
            page.navigate(room + "/dateien");
            LogAnalyses.bring(page, logs.first(folder), logs.second(folder, MANY));
            page.navigate(room + "/auswertung");
            LogAnalyses.order(page);

            sending.navigate(room + "/dateien");
            var offsets = offsets(sending);
            var line = BrokenOffTests.line(sending);
            var image = image();
            BrokenOffTests.choose(sending, image);
            var item = sending.locator("[data-sending]");
            assertThat(item.locator("[data-sending-state]"))
                    .containsText(WELL_UNDER_WAY, new ContainsTextOptions().setTimeout(PATIENCE_MS));
            LogAnalyses.startWithAllFiles(page);
            assertThat(LogAnalyses.number(page, 1)).containsText(Pattern.compile("[1-9]\\d? % gelesen"));

            demo.kill();
            assertThat(item.locator("[data-sending-said]")).containsText("Es geht von selbst weiter");
            assertThat(LogAnalyses.state(LogAnalyses.number(page, 1))).hasText("läuft");
            BrokenOffTests.conditions(line, false, UNLIMITED);
            demo = demo.startAgain();

            SignIn.as(demo.accounts().as("ANALYST"), page);
            page.navigate(room + "/auswertung");
            var analysis = LogAnalyses.number(page, 1);
            assertThat(LogAnalyses.state(analysis)).hasText("fertig", new HasTextOptions().setTimeout(PATIENCE_MS));
            assertThat(analysis).containsText(LogAnalyses.found(3, MANY + NightLogs.linesOfFirst()));
            page.navigate(room + "/auswertung/funde");
            assertThat(page.locator("[data-row]")).hasCount(3);
            // On the page that was open all the time, without anybody touching it.
            var row = LogAnalyses.arrived(sending, image);
            row.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
            assertThat(row).containsText(BrokenOffTests.sha256(image));
            assertThat(offsets).as("where each piece began").isSorted().hasSizeGreaterThan(2);
            journalTellsItOnce(page, room);
        } finally {
            demo.close();
        }
    }

    /** Where the pieces begin that a page sends from now on. */
    private static List<Long> offsets(Page page) {
        var offsets = new ArrayList<Long>();
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(Long.valueOf(request.headers().get("upload-offset")));
            }
        });
        return offsets;
    }

    private Path image() throws IOException {
        return Files.write(folder.resolve("Abbild.e01"), new byte[SIZE]);
    }

    private static void journalTellsItOnce(Page page, String room) {
        page.navigate(room + "/tagebuch");
        assertThat(page.locator("main")).containsText("unversehrt");
        for (var told :
                new String[] {"Auswertung 1 nach Anordnung 1 angefordert", "Auswertung 1 fertig", "Abbild.e01"}) {
            assertThat(page.locator("li[id^='e-']", new Page.LocatorOptions().setHasText(told)))
                    .hasCount(1);
        }
    }
}
