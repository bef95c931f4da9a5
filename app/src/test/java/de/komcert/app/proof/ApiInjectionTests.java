package de.komcert.app.proof;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a program sends in any text of the API stays text: the answer is proper JSON, and pages and journal go on. */
@Tag("long")
class ApiInjectionTests extends ProofCase {

    private static final JsonMapper JSON = JsonMapper.shared();

    Browser browser;
    String token;

    @BeforeEach
    void signIn() {
        clock.advance(Duration.ofHours(1));
        var me = members.create(Role.LEITUNG); // who may send most
        browser = members.signIn(me);
        token = members.token(me, Role.LEITUNG.permissions());
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void everyTextOfTheApiTakesItAsText() {
        var own = Case.open(browser, rows, "Harmlos");
        int sent = 0;
        for (var route : routes) {
            var type = Samples.bodyType(route);
            if (route.api() && type.isPresent()) {
                for (var value : values().entrySet()) {
                    for (var body : new Samples("Wort", UUID.randomUUID()).bodiesWith(type.get(), value.getValue())) {
                        for (var id : List.of(own.incident(), own.report())) {
                            send(route, id, body, value.getKey() + " in " + route + " " + body.keySet());
                            sent++;
                        }
                    }
                }
            }
        }
        assertThat(sent).isGreaterThan(500);
        assertThat(browser.get(own.room() + "/tagebuch").body()).contains("unversehrt");
        assertThat(browser.get("/vorfaelle?zustand=ALL").status()).isEqualTo(200);
    }

    private static Map<String, String> values() {
        var values = new TreeMap<>(Corpus.values());
        values.put("half a sign", "boese\uD83D und \uDE00");
        values.put("long", "b".repeat(Corpus.LONG));
        return values;
    }

    private void send(Route route, UUID id, Map<String, Object> body, String where) {
        var path = route.pattern().replaceFirst("\\{id}", id.toString()).replaceAll("\\{[^}]*}", "A01");
        var answer = browser.send(HttpRequest.newBuilder(browser.at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method(route.method().name(), BodyPublishers.ofString(escaped(body))));
        assertThat(answer.status()).as(where + ": " + answer.body()).isLessThan(500);
        assertThat(answer.header("X-Boese")).as(where).isEmpty();
        if (!answer.body().isEmpty()) {
            assertThat(answer.header("Content-Type").orElse("")).as(where).contains("json");
            JSON.readTree(answer.body());
        }
    }

    /** JSON in which everything beyond ASCII is escaped, so that half a sign arrives as one. */
    private static String escaped(Map<String, Object> body) {
        var text = new StringBuilder();
        JSON.writeValueAsString(body)
                .chars()
                .forEach(unit -> text.append(unit < 128 ? String.valueOf((char) unit) : "\\u%04x".formatted(unit)));
        return text.toString();
    }
}
