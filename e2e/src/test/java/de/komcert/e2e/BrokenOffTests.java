package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A large file on its way into an incident: the network goes, the page is closed, and it comes whole all the same. */
@InBrowser
class BrokenOffTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int SIZE = 40_000_000;
    private static final int UNLIMITED = -1;
    private static final double PATIENCE_MS = 120_000;
    private static final int SLOW = 2_000_000;
    private static final Pattern UNDER_WAY = Pattern.compile("von 38,1 MB, [1-9]");

    @TempDir
    Path folder;

    @Test
    void aFileGoesOnWhenTheNetworkIsBackAndAfterThePageWasLoadedAnew(Chromium chromium, DemoAccounts demo)
            throws Exception {
        System.out.println("komcert.seed=" + SEED);
        var file = file("Abbild.e01", 0);
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate(TogetherTests.openIncident(page, "Abbild einer Platte") + "/dateien");
            var line = line(page);
            choose(page, file);
            var item = page.locator("[data-sending]");
            assertThat(item.locator("[data-sending-state]")).containsText(UNDER_WAY);

            conditions(line, true, SLOW);
            assertThat(item.locator("[data-sending-said]")).containsText("Keine Verbindung");
            Pictures.of(page, "dateien-ohne-netz");
            conditions(line, false, SLOW);
            assertThat(item.locator("[data-sending-said]")).isHidden();
            assertThat(item.locator("[data-sending-state]")).containsText(UNDER_WAY);

            item.locator("[data-sending-pause]").click();
            assertThat(item.locator("[data-sending-state]")).containsText("angehalten");
            page.reload();
            assertThat(item).containsText("Abbild.e01");
            assertThat(item).containsText("dieselbe Datei noch einmal auswählen");
            Pictures.of(page, "dateien-unterwegs");
            Pictures.assertFits(page);
            Pictures.print(page, "dateien-unterwegs");

            again(item, file("anders.e01", 0));
            assertThat(item.locator("[data-sending-said]")).containsText("Das ist eine andere Datei");
            again(item, file("Abbild.e01", 1));
            assertThat(item.locator("[data-sending-said]")).containsText("einen anderen Inhalt");
            Pictures.of(page, "dateien-andere-datei");

            conditions(line, false, UNLIMITED);
            again(item, file("Abbild.e01", 0));
            page.locator("table").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
            assertThat(page.locator("table")).containsText(sha256(file));
            assertThat(item).hasCount(0);
            Pictures.of(page, "dateien-abgelegt");
        }
    }

    @Test
    void severalFilesComeOneAfterTheOtherAndOneIsCancelled(Chromium chromium, DemoAccounts demo) throws Exception {
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.navigate(TogetherTests.openIncident(page, "Mehrere Dateien") + "/dateien");
            var line = line(page);
            var empty = Files.createFile(folder.resolve("leer.txt"));
            choose(page, file("eins.e01", 0), file("zwei.e01", 0), empty);
            assertThat(page.locator("[data-sending]")).hasCount(3);
            var first = page.locator("[data-sending]").first();
            assertThat(first.locator("[data-sending-state]")).containsText(UNDER_WAY);
            assertThat(page.locator("[data-sending] [data-sending-state]").nth(1))
                    .containsText("wartet");
            Pictures.of(page, "dateien-mehrere");
            conditions(line, false, UNLIMITED);
            first.locator("[data-sending-cancel] button").click();
            // All have come by then, and the page was made anew.
            page.locator("table").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
            assertThat(page.locator("table")).containsText("leer.txt");
            assertThat(page.locator("table")).containsText("zwei.e01");
            assertThat(page.locator("table")).not().containsText("eins.e01");
            assertThat(page.locator("[data-sending]")).hasCount(0);
        }
    }

    /** A line that gives time to look, and that can be cut. */
    static CDPSession line(Page page) {
        var line = page.context().newCDPSession(page);
        line.send("Network.enable");
        conditions(line, false, SLOW);
        return line;
    }

    static void conditions(CDPSession line, boolean cut, int speed) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", cut);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", speed);
        line.send("Network.emulateNetworkConditions", conditions);
    }

    static void choose(Page page, Path... files) {
        page.locator("#f-datei").setInputFiles(files);
        page.locator("form[data-send] button[type=submit]").click();
    }

    private static void again(Locator item, Path file) {
        item.locator("[data-sending-again] input").setInputFiles(file);
    }

    /** A file of this name; another one differs from it in its first byte alone. */
    private Path file(String name, int other) throws IOException {
        var content = new byte[SIZE];
        new Random(SEED).nextBytes(content);
        content[0] ^= (byte) other;
        return Files.write(
                Files.createDirectories(folder.resolve(String.valueOf(other))).resolve(name), content);
    }

    static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
