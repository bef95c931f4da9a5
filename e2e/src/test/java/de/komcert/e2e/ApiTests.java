package de.komcert.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A program leads an incident as a person would: call, incident, plan, journal, report. */
@InBrowser
class ApiTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aProgramLeadsAnIncident(DemoAccounts demo) throws Exception {
        var call = post(demo, "/meldungen", Map.of("einrichtung", "Stadt Kranichfurt", "words", "Alles verschlüsselt"));
        assertThat(call.statusCode()).isEqualTo(201);
        var opened = post(
                demo,
                "/meldungen/" + read(call).get("id").asString() + "/vorfall",
                Map.of("playbook", "verschluesselung-schule"));
        assertThat(opened.statusCode()).isEqualTo(201);
        var incident = "/vorfaelle/" + read(opened).get("id").asString();

        var next = read(get(demo, incident + "/naechstes"));
        assertThat(next.get(0).get("id").asString()).isEqualTo("R02");
        assertThat(post(demo, incident + "/aufgaben/R02", Map.of("move", "FINISH"))
                        .statusCode())
                .isEqualTo(200);
        var again = post(demo, incident + "/aufgaben/R02", Map.of("move", "FINISH"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(post(demo, incident + "/tagebuch", Map.of("text", "Vom Programm eingetragen"))
                        .statusCode())
                .isEqualTo(201);

        var report = get(demo, incident + "/bericht");
        assertThat(report.headers().firstValue("etag")).isPresent();
        assertThat(report.body()).contains("Vom Programm eingetragen", "Stadt Kranichfurt");
    }

    @Test
    void whatIsNotThereAndBadInputAnswerAsProblems(DemoAccounts demo) throws Exception {
        assertThat(get(demo, "/vorfaelle/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(post(demo, "/meldungen", "kein Objekt").statusCode()).isEqualTo(400);
        var nobody = http.send(
                HttpRequest.newBuilder(demo.address().resolve("/api/v1/vorfaelle"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(DemoAccounts demo, String path) throws IOException, InterruptedException {
        return http.send(request(demo, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(DemoAccounts demo, String path, Object body)
            throws IOException, InterruptedException {
        var request = request(demo, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(DemoAccounts demo, String path) {
        return HttpRequest.newBuilder(demo.address().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + demo.apiToken());
    }

    private static JsonNode read(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
