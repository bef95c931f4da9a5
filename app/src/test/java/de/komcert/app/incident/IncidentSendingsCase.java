package de.komcert.app.incident;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.incident.file.IncidentSendings;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What the tests of sendings have in common: a program that sends a file in pieces, and what of it lies on the disk. */
abstract class IncidentSendingsCase extends IncidentFilesCase {

    static final int STEP = 65_536;

    /** One for all their classes, since they share a server. */
    static final Path DATA = Path.of("target", "sendings-" + UUID.randomUUID());

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", DATA::toString);
    }

    @Autowired
    IncidentSendings sendings;

    String list;
    String token;

    @BeforeEach
    void beginsSending() {
        list = "/vorfaelle/" + incident.id() + "/uebertragungen";
        token = token(member, Role.ANALYST);
    }

    HttpResponse<byte[]> begin(String name, long size) throws IOException, InterruptedException {
        var body = json.writeValueAsBytes(Map.of("name", name, "description", "Vom Server", "size", size));
        return send("POST", "/api/v1" + list, Map.of("Content-Type", "application/json"), body);
    }

    /** Where the pieces of a fresh sending go. */
    String at(String name, long size) throws IOException, InterruptedException {
        return begin(name, size).headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<byte[]> patch(String at, long from, byte[] piece) throws IOException, InterruptedException {
        return api("PATCH", at, Map.of("Upload-Offset", String.valueOf(from)), piece);
    }

    HttpResponse<byte[]> api(String method, String to, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var all = new LinkedHashMap<>(headers);
        if (body != null) {
            all.put("Content-Type", "application/octet-stream");
        }
        return send(method, to, all, body);
    }

    HttpResponse<byte[]> send(String method, String to, Map<String, String> headers, byte[] body)
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

    static long offset(HttpResponse<byte[]> answer) {
        return Long.parseLong(answer.headers().firstValue("Upload-Offset").orElseThrow());
    }

    JsonNode json(HttpResponse<byte[]> answer) {
        return json.readTree(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** What of it lies on the disk. */
    static TreeSet<String> lying(String at) throws IOException {
        var id = at.replaceFirst(".*/", "");
        try (var all = Files.list(DATA.resolve("vault"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(id))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }
}
