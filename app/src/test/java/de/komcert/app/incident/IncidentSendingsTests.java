package de.komcert.app.incident;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

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
import de.komcert.app.incident.file.IncidentSending;
import de.komcert.app.incident.file.IncidentSendings;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Files that come in pieces, as programs and the script of the page send them. */
@IdentityServer
@Import(CountedStatements.class)
class IncidentSendingsTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int STEP = 65_536;
    private static final long GIGABYTE = 1024L * 1024 * 1024;

    @TempDir
    static Path temp;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", () -> temp.resolve("daten").toString());
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
    IncidentSendings sendings;

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
    private String token;

    @BeforeEach
    void open() {
        System.out.println("komcert.seed=" + SEED);
        clock.advance(Duration.ofHours(1));
        member = members.create(Role.ANALYST);
        analyst = Cases.acting(member.id(), Role.ANALYST);
        incident = new Cases(members, reports, incidents).open(analyst, "Fall", false);
        path = "/vorfaelle/" + incident.id() + "/uebertragungen";
        token = token(member, Role.ANALYST);
    }

    @Test
    void aProgramSendsInPiecesAndTheLastMakesItAFile() throws Exception {
        var content = bytes(5 * STEP + 123);
        var begun = begin("Abbild.e01", content.length);
        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(begun.headers().firstValue("Upload-Offset")).contains("0");
        var at = begun.headers().firstValue("Location").orElseThrow();
        assertThat(at).startsWith("/api/v1" + path + "/");

        var first = patch(at, 0, Arrays.copyOf(content, 2 * STEP + 100));
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(offset(first)).isEqualTo(2 * STEP);
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(2 * STEP);
        var wrong = patch(at, 2 * STEP + 100, new byte[10]);
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(offset(wrong)).isEqualTo(2 * STEP);
        assertThat(wrong.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(wrong).get("detail").asString()).contains("131072 Byte");
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        var shown = json(api("GET", at, Map.of(), null));
        assertThat(shown.get("arrived").asLong()).isEqualTo(2 * STEP);
        assertThat(shown.get("mine").asBoolean()).isTrue();

        var last = patch(at, 2 * STEP, Arrays.copyOfRange(content, 2 * STEP, content.length));
        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(offset(last)).isEqualTo(content.length);
        var file = last.headers().firstValue("Location").orElseThrow();
        assertThat(api("GET", file, Map.of(), null).body()).isEqualTo(content);

        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.sha256()).isEqualTo(sha256(content));
                    assertThat(one.size()).isEqualTo(content.length);
                });
        assertThat(Cases.as(analyst, () -> journal.entries(incident.compartment())).stream()
                        .map(JournalEntry::text))
                .contains("Datei abgelegt: Abbild.e01 (327.803 Byte, SHA-256 " + sha256(content) + "). Vom Server");
        assertThat(json(api("GET", "/api/v1" + path, Map.of(), null))).isEmpty();
        // Whoever missed the last answer asks, and sends it again.
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(content.length);
        assertThat(json(api("GET", at, Map.of(), null)).has("keptUntil")).isFalse();
        assertThat(patch(at, content.length, new byte[0]).statusCode()).isEqualTo(204);
        assertThat(patch(at, 0, content).statusCode()).isEqualTo(409);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).hasSize(1);
    }

    @Test
    void aDeadConnectionLosesNoWholeSegment() throws Exception {
        var content = bytes(40 * STEP + 5);
        var at = at("Abbild.e01", content.length);
        long arrived = 0;
        for (int round = 0; round < 4; round++) {
            int length = STEP * (1 + random.nextInt(8)) + random.nextInt(STEP);
            try (var socket = new Socket("127.0.0.1", port)) {
                var out = socket.getOutputStream();
                out.write("""
                        PATCH %s HTTP/1.1\r
                        Host: 127.0.0.1:%d\r
                        Authorization: Bearer %s\r
                        Content-Type: application/octet-stream\r
                        Upload-Offset: %d\r
                        Content-Length: %d\r
                        \r
                        """.formatted(at, port, token, arrived, content.length - arrived)
                        .getBytes(UTF_8));
                out.write(content, (int) arrived, length);
                out.flush();
                await(at, arrived + length / STEP * STEP);
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
            }
            arrived = offset(api("HEAD", at, Map.of(), null));
            assertThat(arrived % STEP).isZero();
        }
        var last = patch(at, arrived, Arrays.copyOfRange(content, (int) arrived, content.length));
        assertThat(offset(last)).as("seed %d", SEED).isEqualTo(content.length);
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(content)));
    }

    @Test
    void anEmptyFileComesWithAnEmptyPiece() throws Exception {
        var at = at("leer.txt", 0);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(offset(patch(at, 0, new byte[0]))).isZero();
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(new byte[0])));
    }

    @Test
    void tenGigabytesMayBeAnnouncedAndNotOneByteMore() throws Exception {
        assertThat(begin("gross.e01", 10 * GIGABYTE).statusCode()).isEqualTo(201);
        var tooLarge = begin("zu gross.e01", 10 * GIGABYTE + 1);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).get("detail").asString()).contains("„zu gross.e01“ ist größer als 10 GB");
        assertThat(begin("negativ", -1).statusCode()).isEqualTo(422);
        var at = at("gross.e01", 10 * GIGABYTE);
        for (long wrong : new long[] {4 * GIGABYTE, 10 * GIGABYTE, -1, Long.MAX_VALUE}) {
            var answer = patch(at, wrong, new byte[10]);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(offset(answer)).isZero();
        }
        assertThat(api("PATCH", at, Map.of("Upload-Offset", "x"), new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(api("PATCH", at, Map.of(), new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void moreThanSaidIsRefusedAndWhatFitsStays() throws Exception {
        var content = bytes(2 * STEP + 10);
        var at = at("liste.csv", content.length - 1);
        var answer = patch(at, 0, content);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("detail").asString()).contains("„liste.csv“", "mehr");
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(2 * STEP);
    }

    @Test
    void aServerThatCannotStoreSaysSoAndGoesOnWhenItCan() throws Exception {
        var content = bytes(2 * STEP);
        var at = at("Abbild.e01", content.length);
        var vault = temp.resolve("daten").resolve("vault");
        Files.move(vault, vault.resolveSibling("vault-aside"));
        Files.createFile(vault);
        try {
            var answer = patch(at, 0, content);
            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(json(answer).get("detail").asString()).contains("Was von „Abbild.e01“ angekommen ist, bleibt");
        } finally {
            Files.delete(vault);
            Files.move(vault.resolveSibling("vault-aside"), vault);
        }
        assertThat(offset(patch(at, 0, content))).isEqualTo(content.length);
    }

    @Test
    void blocksTellWhetherItIsTheSameFile() throws Exception {
        var content = bytes(3 * STEP);
        var at = at("liste.csv", content.length);
        patch(at, 0, Arrays.copyOf(content, 2 * STEP));
        var block = json(api("GET", at + "/pruefsumme?ab=65536", Map.of(), null));
        assertThat(block.get("size").asLong()).isEqualTo(STEP);
        assertThat(block.get("sha256").asString()).isEqualTo(sha256(Arrays.copyOfRange(content, STEP, 2 * STEP)));
        for (var wrong : List.of("1", "-65536", "131072", "9223372036854775807")) {
            assertThat(api("GET", at + "/pruefsumme?ab=" + wrong, Map.of(), null)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void othersSeeNothingMembersSeeItAndOnlyItsSenderGoesOn() throws Exception {
        var at = at("Geheim.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        var colleague = members.create(Role.ANALYST);
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        Acting.run(analyst, () -> readers.admit(incident.id(), reader.id()));
        var nowhere = "/api/v1/vorfaelle/" + UUID.randomUUID() + "/uebertragungen/" + UUID.randomUUID();
        var none = "/api/v1" + path + "/" + UUID.randomUUID();

        token = token(members.create(Role.ANALYST), Role.ANALYST);
        for (var method : List.of("GET", "HEAD", "PATCH", "DELETE")) {
            assertSame(method, at, nowhere);
        }
        assertSame("GET", at + "/pruefsumme?ab=0", nowhere + "/pruefsumme?ab=0");
        token = token(colleague, Role.ANALYST);
        assertThat(json(api("GET", at, Map.of(), null)).get("mine").asBoolean()).isFalse();
        assertThat(json(api("GET", "/api/v1" + path, Map.of(), null))).hasSize(1);
        for (var method : List.of("PATCH", "DELETE")) {
            assertSame(method, at, none);
        }
        assertSame("GET", at + "/pruefsumme?ab=0", none + "/pruefsumme?ab=0");
        token = token(reader, Role.LESEND);
        assertThat(api("GET", "/api/v1" + path, Map.of(), null).statusCode()).isEqualTo(403);

        token = token(member, Role.ANALYST);
        assertThat(offset(api("HEAD", at, Map.of(), null))).isEqualTo(STEP);
        // One of somebody's own is not found from another incident of theirs either.
        var other = new Cases(members, reports, incidents).open(analyst, "Anderer", false);
        var crossed = at.replace(incident.id().toString(), other.id().toString());
        assertThat(api("GET", crossed, Map.of(), null).statusCode()).isEqualTo(404);
        assertThat(patch(crossed, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(lying(at)).hasSize(1);
        assertThat(api("DELETE", at, Map.of(), null).statusCode()).isEqualTo(204);
        assertThat(api("GET", at, Map.of(), null).statusCode()).isEqualTo(404);
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(lying(at)).isEmpty();
    }

    @Test
    void whoeverIsTakenOutLosesWhatTheySend() throws Exception {
        var colleague = members.create(Role.ANALYST);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        token = token(colleague, Role.ANALYST);
        var at = at("halb.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        Acting.run(analyst, () -> readers.remove(incident.id(), colleague.id()));
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        assertThat(patch(at, STEP, new byte[STEP]).statusCode()).isEqualTo(404);
        assertThat(Cases.as(analyst, () -> sendings.of(incident))).isEmpty();
    }

    @Test
    void aClosedIncidentTakesNothingMore() throws Exception {
        var at = at("halb.e01", 3 * STEP);
        patch(at, 0, new byte[STEP]);
        Acting.run(analyst, () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Fehlalarm"));
        var answer = patch(at, STEP, new byte[2 * STEP]);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Upload-Offset")).isEmpty();
        assertThat(begin("neu.e01", 1).statusCode()).isEqualTo(409);
        assertThat(Cases.as(analyst, () -> files.of(incident.id()))).isEmpty();
    }

    @Test
    void noNameIsTakenForMoreThanAName() throws Exception {
        var names = new LinkedHashMap<String, String>();
        names.put("../../x.txt", "x.txt");
        names.put("a\u0000b.txt", "a b.txt");
        names.put("rechnung\u202Efdp.exe", "rechnung fdp.exe");
        names.put("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png");
        names.put("\"><script>alert(1)</script>", "script>");
        names.put("ü".repeat(300), "ü".repeat(255));
        for (var name : names.keySet()) {
            assertThat(begin(name, STEP).statusCode()).as(name).isEqualTo(201);
        }
        try (var browser = members.signIn(member)) {
            var page = browser.get("/vorfaelle/" + incident.id() + "/dateien").page();
            assertThat(page.select("[data-sendings] [data-sending-name]").eachText())
                    .containsExactlyInAnyOrderElementsOf(names.values());
            assertThat(page.select("[data-sendings] script, [data-sendings] img"))
                    .isEmpty();
            assertThat(page.select("script").eachAttr("src")).containsExactlyInAnyOrder("/komcert.js", "/upload.js");
        }
    }

    @Test
    void thePageShowsWhatIsOnItsWayAndItsSenderMayEndItWithoutScript() throws Exception {
        var at = at("Abbild.e01", 4 * STEP);
        patch(at, 0, new byte[STEP]);
        var colleague = members.create(Role.ANALYST);
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        Acting.run(analyst, () -> readers.admit(incident.id(), reader.id()));
        var page = "/vorfaelle/" + incident.id() + "/dateien";
        try (var browser = members.signIn(colleague)) {
            var shown = browser.get(page).page().selectFirst("[data-sendings]");
            assertThat(shown.text()).contains("Unterwegs", "Abbild.e01", "64,0 kB von 256,0 kB, 25 %");
            assertThat(shown.select("form, input")).isEmpty();
        }
        try (var browser = members.signIn(reader)) {
            assertThat(browser.get(page).page().text()).doesNotContain("Abbild.e01");
        }
        var kept = Cases.as(analyst, () -> sendings.of(incident)).getFirst().keptUntil();
        assertThat(Duration.between(clock.instant(), kept)).isEqualTo(Duration.ofDays(7));
        try (var browser = members.signIn(member)) {
            var form = browser.get(page).page().selectFirst("[data-sendings] form");
            var csrf = form.select("[name=_csrf]").attr("value");
            var answer = browser.post(form.attr("action"), Map.of("_csrf", csrf));
            assertThat(answer.status()).isEqualTo(303);
            assertThat(browser.get(page).page().selectFirst("[data-sendings]").hasAttr("hidden"))
                    .isTrue();
        }
        assertThat(lying(at)).isEmpty();
    }

    @Test
    void theScriptSendsWithProofThatItIsOurs() throws Exception {
        var content = bytes(2 * STEP + 1);
        try (var browser = members.signIn(member)) {
            var csrf = browser.get("/konto").page().select("[name=_csrf]").attr("value");
            var fields = Map.of(
                    "name", "Abbild.e01", "beschreibung", "Vom Server", "groesse", String.valueOf(content.length));
            assertThat(script(
                                    browser,
                                    "POST",
                                    path,
                                    "falsch",
                                    0,
                                    Browser.encoded(fields).getBytes(UTF_8))
                            .status())
                    .isEqualTo(403);
            var begun = script(
                    browser, "POST", path, csrf, 0, Browser.encoded(fields).getBytes(UTF_8));
            assertThat(begun.status()).isEqualTo(201);
            var at = json.readTree(begun.body()).get("path").asString();
            assertThat(script(browser, "PATCH", at, "falsch", 0, content).status())
                    .isEqualTo(403);
            assertThat(script(browser, "PATCH", at, csrf, 1, content)).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.header("Upload-Offset")).contains("0");
                assertThat(json.readTree(answer.body()).get("detail").asString())
                        .contains("0 Byte");
            });
            var first = script(browser, "PATCH", at, csrf, 0, Arrays.copyOf(content, STEP + 9));
            assertThat(first.status()).isEqualTo(204);
            assertThat(first.header("Upload-Offset")).contains("65536");
            assertThat(json.readTree(browser.get(at).body()).get("arrived").asLong())
                    .isEqualTo(STEP);
            assertThat(json.readTree(browser.get(at + "/pruefsumme?ab=0").body())
                            .get("sha256")
                            .asString())
                    .isEqualTo(sha256(Arrays.copyOf(content, STEP)));
            var last = script(browser, "PATCH", at, csrf, STEP, Arrays.copyOfRange(content, STEP, content.length));
            assertThat(last.header("Upload-Offset")).contains(String.valueOf(content.length));
            assertThat(json.readTree(browser.get(at).body()).get("whole").asBoolean())
                    .isTrue();
            var again = script(
                    browser, "POST", path, csrf, 0, Browser.encoded(fields).getBytes(UTF_8));
            var other = json.readTree(again.body()).get("path").asString();
            assertThat(script(browser, "DELETE", other, csrf, 0, new byte[0]).status())
                    .isEqualTo(204);
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(content)));
        assertThat(Cases.as(analyst, () -> sendings.of(incident))).isEmpty();
    }

    @Test
    void aListIsReadWithTheSameStatementsHoweverLongItIs() throws Exception {
        var page = "/vorfaelle/" + incident.id() + "/dateien";
        at("1", 1);
        try (var browser = members.signIn(member)) {
            browser.get(page);
            var one = statements.during(() -> browser.get(page));
            for (int number = 2; number <= 20; number++) {
                at(String.valueOf(number), number);
            }
            assertThat(Cases.as(analyst, () -> sendings.of(incident)))
                    .hasSize(20)
                    .extracting(IncidentSending::arrived)
                    .containsOnly(0L);
            assertThat(statements.during(() -> browser.get(page)))
                    .isEqualTo(one)
                    .isLessThanOrEqualTo(40);
        }
    }

    private Browser.Answer script(Browser browser, String method, String to, String csrf, long from, byte[] body) {
        return browser.send(HttpRequest.newBuilder(browser.at(to))
                .header("Accept", "application/json")
                .header("X-XSRF-TOKEN", csrf)
                .header("Upload-Offset", String.valueOf(from))
                .header(
                        "Content-Type",
                        method.equals("PATCH") ? "application/octet-stream" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    private void assertSame(String method, String theirs, String none) throws Exception {
        var body = method.equals("PATCH") ? new byte[STEP] : null;
        var offset = Map.of("Upload-Offset", String.valueOf(STEP));
        var there = api(method, theirs, offset, body);
        var nowhere = api(method, none, offset, body);
        assertThat(there.statusCode()).as(method).isEqualTo(404).isEqualTo(nowhere.statusCode());
        assertThat(there.body()).as(method).hasSameSizeAs(nowhere.body());
    }

    private HttpResponse<byte[]> begin(String name, long size) throws IOException, InterruptedException {
        var body = json.writeValueAsBytes(Map.of("name", name, "description", "Vom Server", "size", size));
        return send("POST", "/api/v1" + path, Map.of("Content-Type", "application/json"), body);
    }

    /** Where the pieces of a fresh sending go. */
    private String at(String name, long size) throws IOException, InterruptedException {
        return begin(name, size).headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<byte[]> patch(String at, long from, byte[] piece) throws IOException, InterruptedException {
        return api("PATCH", at, Map.of("Upload-Offset", String.valueOf(from)), piece);
    }

    private HttpResponse<byte[]> api(String method, String to, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var all = new LinkedHashMap<>(headers);
        if (body != null) {
            all.put("Content-Type", "application/octet-stream");
        }
        return send(method, to, all, body);
    }

    private HttpResponse<byte[]> send(String method, String to, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + to))
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static long offset(HttpResponse<byte[]> answer) {
        return Long.parseLong(answer.headers().firstValue("Upload-Offset").orElseThrow());
    }

    private JsonNode json(HttpResponse<byte[]> answer) {
        return json.readTree(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private void await(String at, long arrived) throws Exception {
        for (int round = 0; round < 600; round++) {
            if (json(api("GET", at, Map.of(), null)).get("arrived").asLong() >= arrived) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("what was sent did not arrive");
    }

    /** What of it lies on the disk. */
    private static TreeSet<String> lying(String at) throws IOException {
        var id = at.replaceFirst(".*/", "");
        try (var all = Files.list(temp.resolve("daten").resolve("vault"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(id))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    private String token(Member of, Role role) {
        var scope = EnumSet.copyOf(role.permissions());
        scope.remove(Permission.OWN_ACCOUNT);
        return Acting.as(SignInJob.ACTOR, () -> tokens.issue(of.id(), "Probe", scope, Tokens.Term.MONTH));
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
}
