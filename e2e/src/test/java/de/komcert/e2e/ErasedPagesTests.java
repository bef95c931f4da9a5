package de.komcert.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has outlived its period is announced, then erased, and leaves a page at its old address that is as sound as every
 * other. The demo's own retention does both; only the months are made up, in the rows that count them.
 *
 * <p>The hashes of a journal cover its times, so those stay, and the pictures show entries that are younger than the
 * incident.
 */
class ErasedPagesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Retention that looks again and again, for those who wait for it. */
    private static final Map<String, String> HASTE =
            Map.of("KOMCERT_RETENTION_FIRST", "3s", "KOMCERT_RETENTION_EVERY", "3s");

    /** Longer than any period is from the start. */
    private static final int MONTHS = 40;

    @TempDir
    Path folder;

    @Test
    void whatWasErasedLeavesATombstoneAtItsOldAddress() throws Exception {
        var data = folder.resolve("daten");
        try (var demo = RunningDemo.start(data, HASTE);
                var database = DemoDatabase.in(data);
                var chromium = new Chromium(demo.address());
                var page = chromium.of(demo.accounts().as("ANALYST"))) {
            var program = Program.of(demo.accounts());
            var incident = ended(program);
            var meldung = answered(program);
            var room = "/vorfaelle/" + incident.get("id").asString();
            var call = "/anruf/" + meldung;
            database.passMonths(MONTHS, incident.get("id").asString());
            database.passMonths(MONTHS, meldung);

            await(page, room, "Dieser Vorfall wird am");
            Inspection.withPictures(page, "angekuendigt-vorfall");
            await(page, call, "Angekündigt am");
            Inspection.withPictures(page, "angekuendigt-meldung");
            await(page, "/", "Wird bald gelöscht");
            Inspection.withPictures(page, "angekuendigt-start");

            database.passDaysSinceAnnouncing(31);
            await(page, room, "Hier stand ein Vorfall");
            Inspection.withPictures(page, "geloescht-vorfall");
            PaperTests.sheets(
                    page, "geloescht-vorfall", incident.get("codeName").asString());
            await(page, call, "Hier stand eine Meldung");
            Inspection.withPictures(page, "geloescht-meldung");
            PaperTests.sheets(page, "geloescht-meldung", "Meldung");
            await(page, "/vorfaelle?zustand=ERASED", incident.get("codeName").asString());
            Inspection.withPictures(page, "geloescht-liste");

            var journal = page.request().get(room + "/tagebuch.zip");
            assertThat(journal.status()).isEqualTo(200);
            assertThat(OfflineVerifier.says(journal.body(), Files.createDirectory(folder.resolve("tagebuch"))))
                    .startsWith("Unversehrt: ")
                    .contains("Gelöscht nach Ablauf der Aufbewahrungsfrist: Vorfall, 36 Monate ab dem Abschluss am ");
        }
    }

    /** The incident of the demo that the analyst brought to its end. */
    private static JsonNode ended(Program program) throws Exception {
        return StreamSupport.stream(
                        program.get("/vorfaelle?zustand=CLOSED")
                                .get("incidents")
                                .spliterator(),
                        false)
                .filter(line -> line.get("title").asString().contains("Beinahevorfall"))
                .findFirst()
                .orElseThrow();
    }

    /** A Meldung that needs no incident. */
    private static String answered(Program program) throws Exception {
        var call = program.post(
                "/meldungen",
                Map.of(
                        "caller", "Kämmerei",
                        "einrichtung", "Stadt Kranichfurt",
                        "words", "Ist die Mail der Sparkasse von heute früh echt?"));
        var answer = program.post(
                "/meldungen/" + Program.id(call) + "/antwort",
                Map.of("answer", "Nein. Bitte löschen und nichts anklicken."));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Program.id(call);
    }

    /** Asks for a page until it says what retention has done meanwhile; it is left in between, since it would follow that. */
    private static void await(Page page, String path, String words) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        page.navigate(path);
        while (!page.locator("main").innerText().contains(words)) {
            assertThat(Instant.now()).as("%s says »%s«", path, words).isBefore(end);
            page.navigate("about:blank");
            Thread.sleep(200);
            page.navigate(path);
        }
    }
}
