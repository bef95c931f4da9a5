package de.komcert.app.incident;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.incident.journal.JournalEntry;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of an incident, as people bring them in a browser and take them away. */
class IncidentFilesTests extends IncidentFilesCase {

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.files.limit", () -> "6MB");
    }

    @Test
    void severalFilesAreAddedAtOnceAndComeBackAsTheyWere() throws Exception {
        var large = bytes(5_000_000);
        try (var browser = members.signIn(member)) {
            var answer = upload(
                    browser,
                    "Vom Server",
                    new Sent("Netzplan.pdf", large),
                    new Sent("leer.txt", ""),
                    new Sent("a.txt", "A"));
            assertThat(answer.status()).isIn(302, 303);
            assertThat(answer.location()).endsWith(path);

            var page = browser.get(path).page();
            assertThat(page.select("[role=status]").text())
                    .contains("3 Dateien abgelegt: Netzplan.pdf, leer.txt, a.txt");
            assertThat(page.select("table").text())
                    .contains(
                            "Netzplan.pdf",
                            "Vom Server",
                            "4,8 MB",
                            sha256(large),
                            sha256(new byte[0]),
                            "0 Byte",
                            "1 Byte");
            var content = download(
                    browser, page.selectFirst("table a:contains(Netzplan)").attr("href"));
            assertThat(content.body()).isEqualTo(large);
            assertThat(content.headers().map())
                    .containsEntry("Content-Type", List.of("application/octet-stream"))
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("Content-Length", List.of("5000000"));
            assertThat(content.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment;")
                    .contains("filename*=UTF-8''Netzplan.pdf");
        }
        var entries = Cases.as(analyst, () -> journal.entries(incident.compartment()));
        assertThat(entries.stream().map(JournalEntry::text))
                .contains("Datei abgelegt: Netzplan.pdf (5.000.000 Byte, SHA-256 " + sha256(large) + "). Vom Server");
    }

    @Test
    void filesOfOthersAreNotThere() throws Exception {
        var file = Cases.as(analyst, () -> files.add(incident.id(), "Geheim.txt", "", stream("geheim")));
        var stranger = members.create(Role.ANALYST);
        var token = token(stranger, Role.ANALYST);
        try (var browser = members.signIn(stranger)) {
            var none = "/vorfaelle/" + UUID.randomUUID() + "/dateien";
            assertSame(browser.get(path), browser.get(none));
            assertSame(browser.get(path + "/" + file.id()), browser.get(none + "/" + file.id()));
            assertSame(
                    browser.send(form(browser, path, "", new Sent("x", bytes(3 * MEGABYTE)))),
                    browser.send(form(browser, none, "", new Sent("x", bytes(3 * MEGABYTE)))));
            // A file of somebody else is not found from one's own incident either.
            var own = cases.open(Cases.acting(stranger.id(), Role.ANALYST), "Eigener", false);
            assertThat(browser.get("/vorfaelle/" + own.id() + "/dateien/" + file.id())
                            .status())
                    .isEqualTo(404);
        }
        for (var method : List.of("GET", "POST")) {
            var theirs = api(method, "/api/v1" + path, token, bytes(10));
            var none = api(method, "/api/v1/vorfaelle/" + UUID.randomUUID() + "/dateien", token, bytes(10));
            assertThat(theirs.statusCode()).as(method).isEqualTo(404).isEqualTo(none.statusCode());
            assertThat(theirs.body()).hasSameSizeAs(none.body());
        }
        assertThat(api("GET", "/api/v1" + path + "/" + file.id(), token, null).statusCode())
                .isEqualTo(404);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).containsExactly(file);
    }

    @Test
    void aReaderSeesFilesAndNoForm() {
        Cases.as(analyst, () -> files.add(incident.id(), "Liste.txt", "", stream("1")));
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> readers.admit(incident.id(), reader.id()));
        try (var browser = members.signIn(reader)) {
            var page = browser.get(path).page();
            assertThat(page.select("table a").text()).isEqualTo("Liste.txt");
            assertThat(page.select("main form")).isEmpty();
            assertThat(browser.send(form(browser, path, "", new Sent("x", "x"))).status())
                    .isEqualTo(403);
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).hasSize(1);
    }

    @Test
    void aFormThatIsNotOursIsRefused() {
        try (var browser = members.signIn(member)) {
            var body = body(Map.of("_csrf", "falsch"), new Sent("x.txt", "x"));
            assertThat(browser.send(request(browser, path, body)).status()).isEqualTo(403);
            var noForm = HttpRequest.newBuilder(browser.at(path))
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofString("--anders\r\n"));
            assertThat(browser.send(noForm).status()).isIn(400, 403);
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
    }

    @Test
    void aClosedIncidentTakesNoFile() {
        Acting.run(analyst, () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Probe"));
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(path).page().select("main form")).isEmpty();
            var answer = browser.send(form(browser, path, "", new Sent("x", "x")));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.page().select("[role=alert]").text()).contains("abgeschlossen");
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
    }

    @Test
    void aProgramAddsListsAndReads() throws Exception {
        var token = token(member, Role.ANALYST);
        var content = bytes(200_000);
        var added = api(
                "POST",
                "/api/v1" + path + "?name=" + url("..\\Protokoll ä.log") + "&beschreibung=Firewall",
                token,
                content);
        assertThat(added.statusCode()).isEqualTo(201);
        var file = json.readTree(added.body());
        assertThat(file.get("name").asString()).isEqualTo("Protokoll ä.log");
        assertThat(file.get("size").asLong()).isEqualTo(content.length);
        assertThat(file.get("sha256").asString()).isEqualTo(sha256(content));
        var place = added.headers().firstValue("Location").orElseThrow();

        var list = json.readTree(api("GET", "/api/v1" + path, token, null).body());
        assertThat(list).hasSize(1);
        assertThat(list.get(0)).isEqualTo(file);
        var read = api("GET", place, token, null);
        assertThat(read.body()).isEqualTo(content);
        assertThat(read.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''Protokoll%20%C3%A4.log");

        var tooLarge = api("POST", "/api/v1" + path + "?name=x", token, bytes(6 * MEGABYTE + 1));
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json.readTree(tooLarge.body()).get("detail").asString()).contains("größer als 6 MB");
    }

    @Test
    void aBodyThatWouldArriveEmptyIsRefused() throws Exception {
        var token = token(member, Role.ANALYST);
        for (var type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=" + BOUNDARY)) {
            var request = HttpRequest.newBuilder(at("/api/v1" + path + "?name=x"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("a=b"));
            try (var client = HttpClient.newHttpClient()) {
                assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                        .isEqualTo(415);
            }
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
    }

    @Test
    void theReportNamesEachFileWithItsHash() throws Exception {
        var file = Cases.as(analyst, () -> files.add(incident.id(), "Liste.txt", "Konten", stream("1")));
        try (var browser = members.signIn(member)) {
            var room = "/vorfaelle/" + incident.id();
            assertThat(browser.get(room + "/bericht").page().select(".k-report").text())
                    .contains("Liste.txt", "Konten", file.sha256());
            JsonNode report = json.readTree(browser.get(room + "/bericht.json").body());
            assertThat(report.get("files").get(0).get("sha256").asString()).isEqualTo(file.sha256());
        }
    }

    @Test
    void theReportToTakeAlongIsTheOneOfTheInterface() throws Exception {
        Cases.as(analyst, () -> files.add(incident.id(), "protokoll.log", "", stream("eins")));
        var room = "/vorfaelle/" + incident.id();
        var token = token(member, Role.ANALYST);
        try (var browser = members.signIn(member)) {
            var taken = json.readTree(browser.get(room + "/bericht.json").body());
            assertThat(taken.get("files")).hasSize(1);
            assertThat(taken)
                    .isEqualTo(json.readTree(api("GET", "/api/v1" + room + "/bericht", token, new byte[0])
                            .body()));
        }
    }

    @Test
    void theListNeedsAsManyStatementsForManyFilesAsForOne() throws Exception {
        Cases.as(analyst, () -> files.add(incident.id(), "1", "", stream("1")));
        try (var browser = members.signIn(member)) {
            browser.get(path);
            var one = statements.during(() -> browser.get(path));
            for (int number = 2; number <= 20; number++) {
                var name = String.valueOf(number);
                Cases.as(analyst, () -> files.add(incident.id(), name, "", stream(name)));
            }
            assertThat(statements.during(() -> browser.get(path)))
                    .isEqualTo(one)
                    .isLessThanOrEqualTo(40);
        }
    }
}
