package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.incident.file.IncidentFiles;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of an incident's files have in common: a browser without script and a program that bring and take them. */
abstract class IncidentFilesCase extends IncidentCase {

    static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    static final String BOUNDARY = "----grenze";
    static final int MEGABYTE = 1024 * 1024;

    @Autowired
    IncidentFiles files;

    @Autowired
    Closing closing;

    @Autowired
    Readers readers;

    @Autowired
    CountedStatements statements;

    @LocalServerPort
    int port;

    final Random random = new Random(SEED);
    final JsonMapper json = JsonMapper.builder().build();
    Incident incident;
    String path;

    @BeforeEach
    void open() {
        System.out.println("komcert.seed=" + SEED);
        clock.advance(Duration.ofHours(1));
        incident = cases.open(analyst, "Fall", false);
        path = "/vorfaelle/" + incident.id() + "/dateien";
    }

    /** A file on its way. */
    record Sent(String name, byte[] content) {

        Sent(String name, String text) {
            this(name, text.getBytes(UTF_8));
        }
    }

    static String cookies(Browser browser) {
        return browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    void assertSame(Browser.Answer theirs, Browser.Answer none) {
        assertThat(theirs.status()).isEqualTo(404).isEqualTo(none.status());
        assertThat(Jsoup.parse(theirs.body()).select("main").html())
                .isEqualTo(Jsoup.parse(none.body()).select("main").html());
        assertThat(theirs.body()).hasSameSizeAs(none.body());
    }

    Browser.Answer upload(Browser browser, String description, Sent... sent) {
        return browser.send(form(browser, path, description, sent));
    }

    HttpRequest.Builder form(Browser browser, String to, String description, Sent... sent) {
        return request(browser, to, body(fields(browser, description), sent));
    }

    Map<String, String> fields(Browser browser, String description) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("_csrf", browser.get("/konto").page().select("[name=_csrf]").attr("value"));
        fields.put("beschreibung", description);
        return fields;
    }

    static HttpRequest.Builder request(Browser browser, String to, byte[] body) {
        return HttpRequest.newBuilder(browser.at(to))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body));
    }

    String head(Browser browser, int length) {
        return """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Cookie: %s\r
                Content-Type: multipart/form-data; boundary=%s\r
                Content-Length: %d\r
                \r
                """.formatted(path, port, cookies(browser), BOUNDARY, length);
    }

    /** A form as a browser sends it. */
    static byte[] body(Map<String, String> fields, Sent... sent) {
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

    HttpResponse<byte[]> download(Browser browser, String from) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(at(from))
                            .header("Cookie", cookies(browser))
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    HttpResponse<byte[]> api(String method, String to, String token, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(to))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .method(method, "POST".equals(method) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    URI at(String to) {
        return URI.create("http://127.0.0.1:" + port + to);
    }

    String token(Member of, Role role) {
        var scope = EnumSet.copyOf(role.permissions());
        scope.remove(Permission.OWN_ACCOUNT);
        return members.token(of, scope);
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
