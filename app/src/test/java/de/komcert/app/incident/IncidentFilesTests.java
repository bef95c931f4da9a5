package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.web.NotHere;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files of an incident, as a browser without script and a program bring them and take them away. */
@IdentityServer
@Import(CountedStatements.class)
@ExtendWith(OutputCaptureExtension.class)
class IncidentFilesTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final String BOUNDARY = "----grenze";
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    static Path temp;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", () -> data().toString());
        registry.add("komcert.files.limit", () -> "6MB");
    }

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentFiles files;

    @Autowired
    Closing closing;

    @Autowired
    Journal journal;

    @Autowired
    Tokens tokens;

    @Autowired
    Readers readers;

    @Autowired
    SettableClock clock;

    @Autowired
    CountedStatements statements;

    @LocalServerPort
    int port;

    private final Random random = new Random(SEED);
    private final JsonMapper json = JsonMapper.builder().build();
    private Member member;
    private Actor.Person analyst;
    private Incident incident;
    private String path;

    @BeforeEach
    void open() {
        System.out.println("komcert.seed=" + SEED);
        clock.advance(Duration.ofHours(1));
        member = members.create(Role.ANALYST);
        analyst = Cases.acting(member.id(), Role.ANALYST);
        incident = new Cases(members, reports, incidents).open(analyst, "Fall", false);
        path = "/vorfaelle/" + incident.id() + "/dateien";
    }

    /** A file on its way. */
    record Sent(String name, byte[] content) {

        Sent(String name, String text) {
            this(name, text.getBytes(UTF_8));
        }
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
    void noNameIsTakenForMoreThanAName() throws Exception {
        var names = new LinkedHashMap<String, String>();
        names.put("../../x.txt", "x.txt");
        names.put("/etc/passwd", "passwd");
        names.put("\\\\server\\freigabe\\brief.doc", "brief.doc");
        names.put("a\u0000b.txt", "a b.txt");
        names.put("rechnung\u202Efdp.exe", "rechnung fdp.exe");
        names.put("=cmd|' -C calc'!A0.csv", "=cmd|' -C calc'!A0.csv");
        names.put("<script>alert(1)</script>", "script>");
        names.put("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png");
        names.put("ü".repeat(300), "ü".repeat(255));
        try (var browser = members.signIn(member)) {
            for (var name : names.keySet()) {
                assertThat(upload(browser, "", new Sent(name, "Inhalt")).status())
                        .as(name)
                        .isIn(302, 303);
            }
            var page = browser.get(path).page();
            assertThat(page.select("table a").eachText()).containsExactlyInAnyOrderElementsOf(names.values());
            assertThat(page.select("table script, table img")).isEmpty();
            assertThat(page.select("table").text()).containsOnlyOnce("Name gekürzt");
            for (var link : page.select("table a")) {
                var disposition = download(browser, link.attr("href"))
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow();
                assertThat(disposition).startsWith("attachment;").matches("[\\x20-\\x7e]+");
            }
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/bericht.pdf")
                            .status())
                    .isEqualTo(200);
        }
        try (var onDisk = Files.list(data().resolve("vault"))) {
            assertThat(onDisk.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("[0-9a-f-]{36}"));
        }
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
            var own = new Cases(members, reports, incidents)
                    .open(Cases.acting(stranger.id(), Role.ANALYST), "Eigener", false);
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
    void whoIsTakenOutWhileSendingHasSentNothing() {
        var lead = Cases.acting(members.create(Role.LEITUNG).id(), Role.LEITUNG);
        Acting.run(analyst, () -> readers.admit(incident.id(), lead.person()));
        var removes = new InputStream() {
            private boolean done;

            @Override
            public int read() {
                if (!done) {
                    done = true;
                    Acting.run(analyst, () -> readers.remove(incident.id(), lead.person()));
                }
                return -1;
            }
        };
        assertThatThrownBy(() -> Cases.as(lead, () -> files.add(incident.id(), "spät.txt", "", removes)))
                .isInstanceOf(NotHere.class);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(unsettled()).isEmpty();
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
    void whatIsTooLargeIsSaidAndTheOthersStay() {
        try (var browser = members.signIn(member)) {
            var answer = upload(
                    browser,
                    "Beides",
                    new Sent("vorher.txt", "1"),
                    new Sent("riesig.iso", bytes(6 * MEGABYTE + 1)),
                    new Sent("nachher.txt", "2"));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.page().select("[role=alert]").text())
                    .contains("„riesig.iso“ ist größer als 6 MB und wurde nicht abgelegt.");
            assertThat(answer.page().select("[role=status]").text())
                    .contains("2 Dateien abgelegt: vorher.txt, nachher.txt");
            assertThat(answer.page().select("table a").eachText()).containsExactly("nachher.txt", "vorher.txt");
            assertThat(answer.page().select("[name=beschreibung]").val()).isEqualTo("Beides");

            var nothing = upload(browser, "Nur Worte", new Sent("", ""));
            assertThat(nothing.status()).isEqualTo(422);
            assertThat(nothing.page().select("[role=alert]").text()).contains("keine Datei ausgewählt");
            assertThat(nothing.page().select("[name=beschreibung]").val()).isEqualTo("Nur Worte");

            assertThat(upload(browser, "", new Sent("passt.bin", bytes(6 * MEGABYTE)))
                            .status())
                    .isIn(302, 303);
        }
        assertThat(unsettled()).isEmpty();
    }

    @Test
    void aDiskThatTakesNothingIsSaid() throws IOException {
        var folder = data().resolve("vault");
        var aside = data().resolve("beiseite");
        Files.move(folder, aside);
        Files.createFile(folder);
        try (var browser = members.signIn(member)) {
            var answer = upload(browser, "", new Sent("x.txt", "x"));
            assertThat(answer.status()).isEqualTo(507);
            assertThat(answer.page().select("[role=alert]").text())
                    .contains("„x.txt“ wurde nicht abgelegt")
                    .contains("Platte");
            assertThat(answer.page().select("table a")).isEmpty();
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
    }

    @Test
    void aDamagedFileIsNotGivenOut(CapturedOutput output) throws Exception {
        var file = Cases.as(
                analyst, () -> files.add(incident.id(), "Beweis.bin", "", new ByteArrayInputStream(bytes(200_000))));
        var onDisk = data().resolve("vault").resolve(file.id().toString());
        var content = Files.readAllBytes(onDisk);
        content[content.length / 2] ^= 1;
        Files.write(onDisk, content);
        try (var browser = members.signIn(member)) {
            var answer = browser.get(path + "/" + file.id());
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.page().text()).contains("„Beweis.bin“ ist auf dem Server beschädigt");
            assertThat(answer.header("Content-Disposition")).isEmpty();
        }
        assertThat(output.getAll()).contains("Damaged: file " + file.id()).doesNotContain("Beweis.bin");
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

    @Test
    void nothingSentLiesInPlainOnTheDiskNeitherWhileItComesNorAfter() throws Exception {
        var needle = bytes(64);
        var content = new byte[5 * MEGABYTE];
        for (int at = 0; at < content.length; at += needle.length) {
            System.arraycopy(needle, 0, content, at, needle.length);
        }
        var began = FileTime.from(Files.getLastModifiedTime(Files.createTempFile(temp, "began", ""))
                .toInstant()
                .minusSeconds(1));
        try (var browser = members.signIn(member)) {
            var body = body(fields(browser, ""), new Sent("Nadeln.bin", content));
            try (var socket = new Socket("127.0.0.1", port)) {
                var out = socket.getOutputStream();
                out.write(head(browser, body.length).getBytes(UTF_8));
                out.write(body, 0, 3 * MEGABYTE);
                out.flush();
                awaitPartial();

                assertThat(holding(needle, began))
                        .as("half of it has come, seed %d", SEED)
                        .isEmpty();

                out.write(body, 3 * MEGABYTE, body.length - 3 * MEGABYTE);
                out.flush();
                var status = new String(socket.getInputStream().readNBytes(12), UTF_8);
                assertThat(status).matches("HTTP/1.1 30[23]");
            }
            assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.sha256()).isEqualTo(sha256(content));
                        assertThat(download(browser, path + "/" + file.id()).body())
                                .isEqualTo(content);
                    });
            assertThat(holding(needle, began))
                    .as("all of it was stored and read, seed %d", SEED)
                    .isEmpty();
            // The forms of the container are kept off the disk too.
            browser.send(form(browser, "/vorfaelle/" + incident.id() + "/notizen", "", new Sent("x", content(needle))));
            assertThat(holding(needle, began)).isEmpty();
        }
        var planted = Files.write(temp.resolve("planted"), content(needle));
        assertThat(holding(needle, began)).as("the search finds what is there").containsExactly(planted);
        Files.delete(planted);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        var before =
                Cases.as(analyst, () -> journal.head(incident.compartment()).number());
        try (var browser = members.signIn(member)) {
            var body = body(fields(browser, ""), new Sent("halb.bin", bytes(4 * MEGABYTE)));
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(head(browser, body.length).getBytes(UTF_8));
                socket.getOutputStream().write(body, 0, 2 * MEGABYTE);
                socket.getOutputStream().flush();
                awaitPartial();
            }
            awaitNothingUnsettled();
        }
        var token = token(member, Role.ANALYST);
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("""
                    POST /api/v1%s?name=halb HTTP/1.1\r
                    Host: 127.0.0.1:%d\r
                    Authorization: Bearer %s\r
                    Content-Type: application/octet-stream\r
                    Content-Length: %d\r
                    \r
                    """.formatted(path, port, token, 4 * MEGABYTE).getBytes(UTF_8));
            socket.getOutputStream().write(bytes(2 * MEGABYTE));
            socket.getOutputStream().flush();
            awaitPartial();
        }
        awaitNothingUnsettled();
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(Cases.as(analyst, () -> journal.head(incident.compartment()).number()))
                .isEqualTo(before);
    }

    @Test
    void aDownloadThatBreaksOffIsNoFailure(CapturedOutput output) throws Exception {
        var token = token(member, Role.ANALYST);
        try (var browser = members.signIn(member)) {
            upload(browser, "", new Sent("gross.bin", bytes(5 * MEGABYTE)));
            var file =
                    Cases.as(analyst, () -> files.of(incident.id())).getFirst().id();
            for (var start : List.of(path, "/api/v1" + path)) {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.setReceiveBufferSize(4096);
                    socket.setSoLinger(true, 0); // as a browser does that was told to stop
                    socket.getOutputStream().write("""
                            GET %s/%s HTTP/1.1\r
                            Host: 127.0.0.1:%d\r
                            Cookie: %s\r
                            Authorization: Bearer %s\r
                            \r
                            """.formatted(start, file, port, cookies(browser), token)
                            .getBytes(UTF_8));
                    assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                            .isEqualTo("HTTP/1.1 200");
                }
                // Long enough for the server to notice that nobody reads any more.
                assertThat(download(browser, path + "/" + file).body()).hasSize(5 * MEGABYTE);
            }
        }
        assertThat(output.getAll()).doesNotContain("Request failed").doesNotContain("already been called");
    }

    private static String cookies(Browser browser) {
        return browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Path data() {
        return temp.resolve("daten");
    }

    private static byte[] content(byte[] needle) {
        var out = new ByteArrayOutputStream();
        for (int round = 0; round < 10_000; round++) {
            out.writeBytes(needle);
        }
        return out.toByteArray();
    }

    private void assertSame(Browser.Answer theirs, Browser.Answer none) {
        assertThat(theirs.status()).isEqualTo(404).isEqualTo(none.status());
        assertThat(Jsoup.parse(theirs.body()).select("main").html())
                .isEqualTo(Jsoup.parse(none.body()).select("main").html());
        assertThat(theirs.body()).hasSameSizeAs(none.body());
    }

    private Browser.Answer upload(Browser browser, String description, Sent... sent) {
        return browser.send(form(browser, path, description, sent));
    }

    private HttpRequest.Builder form(Browser browser, String to, String description, Sent... sent) {
        return request(browser, to, body(fields(browser, description), sent));
    }

    private Map<String, String> fields(Browser browser, String description) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("_csrf", browser.get("/konto").page().select("[name=_csrf]").attr("value"));
        fields.put("beschreibung", description);
        return fields;
    }

    private static HttpRequest.Builder request(Browser browser, String to, byte[] body) {
        return HttpRequest.newBuilder(browser.at(to))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private String head(Browser browser, int length) {
        var cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Cookie: %s\r
                Content-Type: multipart/form-data; boundary=%s\r
                Content-Length: %d\r
                \r
                """.formatted(path, port, cookies, BOUNDARY, length);
    }

    /** A form as a browser sends it. */
    private static byte[] body(Map<String, String> fields, Sent... sent) {
        var body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) -> body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n")
                        .formatted(BOUNDARY, name, value)
                        .getBytes(UTF_8)));
        for (var file : sent) {
            body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"%s\"\r\n"
                            + "Content-Type: text/html\r\n\r\n")
                    .formatted(BOUNDARY, file.name())
                    .getBytes(UTF_8));
            body.writeBytes(file.content());
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
        return body.toByteArray();
    }

    private HttpResponse<byte[]> download(Browser browser, String from) throws IOException, InterruptedException {
        var cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(at(from)).header("Cookie", cookies).build(), BodyHandlers.ofByteArray());
        }
    }

    private HttpResponse<byte[]> api(String method, String to, String token, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(to))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .method(method, "POST".equals(method) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private URI at(String to) {
        return URI.create("http://127.0.0.1:" + port + to);
    }

    private String token(Member of, Role role) {
        var scope = EnumSet.copyOf(role.permissions());
        scope.remove(Permission.OWN_ACCOUNT);
        return Acting.as(SignInJob.ACTOR, () -> tokens.issue(of.id(), "Probe", scope, Tokens.Term.MONTH));
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Names in the vault's folder that say that something is not finished. */
    private static List<String> unsettled() {
        try (var files = Files.list(data().resolve("vault"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitPartial() throws IOException, InterruptedException {
        for (int round = 0; round < 600; round++) {
            for (var name : unsettled()) {
                var file = data().resolve("vault").resolve(name);
                if (name.endsWith(".partial") && Files.size(file) > MEGABYTE) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing of the upload reached the disk");
    }

    private static void awaitNothingUnsettled() throws InterruptedException {
        for (int round = 0; round < 600 && !unsettled().isEmpty(); round++) {
            Thread.sleep(50);
        }
        assertThat(unsettled()).isEmpty();
    }

    /** The files below the data directory and the folder for temporary files that hold this, as far as they are new. */
    private static List<Path> holding(byte[] needle, FileTime since) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(since) >= 0) {
                    try {
                        if (contains(file, needle)) {
                            found.add(file);
                        }
                    } catch (IOException gone) {
                        // Others use this folder too.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Looks at windows that overlap, so that nothing hides on the border of two. */
    private static boolean contains(Path file, byte[] needle) throws IOException {
        var wanted = new String(needle, StandardCharsets.ISO_8859_1);
        var kept = "";
        try (var content = Files.newInputStream(file)) {
            for (var bytes = content.readNBytes(MEGABYTE); bytes.length > 0; bytes = content.readNBytes(MEGABYTE)) {
                var window = kept + new String(bytes, StandardCharsets.ISO_8859_1);
                if (window.contains(wanted)) {
                    return true;
                }
                kept = window.substring(Math.max(0, window.length() - needle.length));
            }
        }
        return false;
    }
}
