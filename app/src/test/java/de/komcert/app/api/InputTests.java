package de.komcert.app.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.api.Program.Answer;
import de.komcert.app.api.Routes.Route;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What programs get wrong: a sentence in their language, the place, a fitting status, and never a failure of ours. */
@IdentityServer
class InputTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    Program program;
    CaseFile file;
    String meldung;
    Routes routes;
    List<Route> writing;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofHours(1));
        program = new Programs(members).of(Role.LEITUNG);
        file = CaseFile.open(program, members.create(Role.ANALYST).id().value(), "Probe");
        meldung = CaseFile.created(program.post("/meldungen", Map.of("words", "Probe")))
                .at("id");
        routes = Routes.read(program);
        writing = routes.all()
                .filter(Route::takesJson)
                .filter(route -> !route.scope().equals("MANAGE_ACCOUNTS"))
                .toList();
        assertThat(writing).hasSizeGreaterThan(15);
    }

    @Test
    void whatIsNoJsonForARouteIsRefusedInWords() {
        var bodies = new LinkedHashMap<String, Integer>();
        bodies.put("", 400);
        bodies.put("{", 400);
        bodies.put("{}{}", 400);
        bodies.put("null", 400);
        bodies.put("\u0000", 400);
        bodies.put("{\"a\":" + "[".repeat(100_000), 400);
        bodies.put("[]", 422);
        bodies.put("5", 422);
        bodies.put("\"text\"", 422);
        for (var route : writing) {
            bodies.forEach((body, status) -> {
                var answer = send(route, body, Map.of());
                assertThat(answer.status())
                        .as("%s %.20s: %s", route, body, answer.text())
                        .isIn(400, status);
                problem(answer);
            });
            assertThat(send(route, "{\"a\":1,\"a\":2}", Map.of()).status())
                    .as("%s twice", route)
                    .isIn(400, 422);
        }
    }

    @Test
    void anUnknownFieldIsNamedAndNothingIsDone() {
        var before = state();
        for (var route : writing) {
            var body = (ObjectNode) JSON.readTree(String.valueOf(file.body(route)));
            body.put("compartment", "00000000-0000-4000-8000-000000000001");
            var answer = send(route, body.toString(), Map.of());
            assertThat(answer.status()).as("%s", route).isEqualTo(422);
            assertThat(answer.at("problems.0.field")).isEqualTo("compartment");
            problem(answer);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aValueOfAWrongKindIsNamed() {
        var before = state();
        for (var route : writing) {
            routes.fields(route).forEachEntry((field, type) -> {
                for (var wrong : wrong(type)) {
                    var body = (ObjectNode) JSON.readTree(String.valueOf(file.body(route)));
                    body.set(field, wrong);
                    var answer = send(route, body.toString(), Map.of());
                    assertThat(answer.status())
                            .as("%s %s = %.40s: %s", route, field, wrong, answer.text())
                            .isEqualTo(422);
                    assertThat(answer.at("problems.0.field")).as("%s", route).startsWith(field);
                    problem(answer);
                }
            });
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsNamedAllAtOnce() {
        var answer = program.post("/vorfaelle/" + file.incident() + "/entscheidungen", Map.of("why", " "));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .get("problems")
                        .valueStream()
                        .map(one -> one.get("field").asString()))
                .containsExactly("decidedBy", "decision");
    }

    @Test
    void strangeCharactersAreKeptOrRefusedAndBreakNothing() {
        var texts = List.of(
                "a\u0000b",
                "\u202Eevil",
                "<script>alert(1)</script>",
                "${7*7}",
                "'; drop table x;--",
                "=1+1",
                "🦊".repeat(50),
                "x".repeat(300),
                "../../etc/passwd",
                "{0} '' {");
        for (var route : writing) {
            routes.fields(route).forEachEntry((field, type) -> {
                if (!type.path("type").asString("").equals("string") || type.has("enum") || type.has("format")) {
                    return;
                }
                for (var text : texts) {
                    var body = (ObjectNode) JSON.readTree(String.valueOf(file.body(route)));
                    body.put(field, text);
                    var answer = send(route, body.toString(), Map.of());
                    assertThat(answer.status())
                            .as("%s %s = %s: %s", route, field, text, answer.text())
                            .isLessThan(500);
                    assertThat(route.statuses()).as("%s", route).contains("" + answer.status());
                }
                var half = send(route, "{\"" + field + "\":\"\\ud800\"}", Map.of());
                assertThat(half.status())
                        .as("%s %s half a character: %s", route, field, half.text())
                        .isLessThan(500);
            });
        }
    }

    @Test
    void whatIsTooLargeOrOfAnotherKindIsNotRead() {
        for (var route : writing) {
            var huge = send(route, "{\"x\":\"" + "y".repeat(6_000_000) + "\"}", Map.of());
            assertThat(huge.status()).as("%s", route).isEqualTo(413);
            problem(huge);
            for (var type : List.of("text/plain", "application/xml", "application/octet-stream", "unsinn")) {
                var answer = send(route, "{}", Map.of("Content-Type", type));
                assertThat(answer.status()).as("%s %s", route, type).isEqualTo(415);
                problem(answer);
            }
        }
    }

    @Test
    void whoeverCannotReadTheAnswerIsToldBeforeAnythingIsDone() {
        var before = state();
        var open = program.get("/meldungen").text();
        for (var route : writing) {
            if (route.statuses().contains("204")) {
                continue; // there is nothing to read
            }
            var answer = send(route, String.valueOf(file.body(route)), Map.of("Accept", "text/html"));
            assertThat(answer.status()).as("%s", route).isEqualTo(406);
            problem(answer);
        }
        assertThat(state()).isEqualTo(before);
        assertThat(program.get("/meldungen").text()).isEqualTo(open);
        assertThat(program.send("GET", "/ich", null, Map.of("Accept", ";;;")).status())
                .isEqualTo(406);
    }

    @Test
    void addressesThatCannotBeReadAreNoFailureOfOurs() {
        var incident = "/vorfaelle/" + file.incident();
        var paths = new LinkedHashMap<String, Integer>();
        paths.put("/vorfaelle?ab=x", 400);
        paths.put("/vorfaelle?anzahl=99999999999", 400);
        paths.put("/vorfaelle?zustand=UNSINN", 400);
        paths.put("/vorfaelle?einrichtung=x", 400);
        paths.put("/vorfaelle?ab=-5&anzahl=-5", 200);
        paths.put("/vorfaelle?suche=%00", 200);
        paths.put("/vorfaelle?suche=%25_%5C", 200);
        paths.put("/einrichtungen?suche=%00%27", 200);
        paths.put("/einrichtungen?typ=DORF", 400);
        paths.put("/vorfaelle/nummer-eins", 400);
        paths.put("/nirgends", 404);
        paths.put(incident + "/nirgends", 404);
        paths.put(incident + "/naechstes?rolle=CHEF", 400);
        paths.put(incident + "/tagebuch/-1", 404);
        paths.put(incident + "/tagebuch/eins", 400);
        paths.put(incident + "/tagebuch?ab=2147483647", 200);
        paths.put(incident + "/aufgaben/%00", 400);
        paths.put(incident + "/aufgaben/R01;x=1", 400);
        paths.put(incident + "/aufgaben/" + "x".repeat(5_000), 404);
        paths.put(incident + "/../../../login", 400);
        paths.forEach((path, status) -> {
            var answer = program.get(path);
            assertThat(answer.status()).as("%.80s: %s", path, answer.text()).isEqualTo(status);
            if (status != 200 && !path.contains("..") && !path.contains("%00")) {
                problem(answer);
            }
            // What Tomcat refuses before we see it, it refuses in its own words, and those tell nothing of ours.
            assertThat(answer.text()).doesNotContain("Exception", "java.", "\tat ");
        });
        assertThat(program.send("POST", incident + "/notizen", "x", Map.of("Content-Type", "multipart/form-data"))
                        .status())
                .isEqualTo(400);
        var method = program.send("PATCH", incident, "{}", Map.of());
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET");
        problem(method);
    }

    @Test
    void theSentenceIsInTheLanguageOfTheRequest() {
        var sentences = new ArrayList<String>();
        for (var language : List.of("en", "en-GB, de;q=0.5", "de", "fr", "fr, en;q=0.1", "*", "(;", "")) {
            var answer = program.send(
                    "GET",
                    "/vorfaelle/00000000-0000-4000-8000-000000000001",
                    null,
                    Map.of("Accept-Language", language));
            sentences.add(answer.header("Content-Language").orElseThrow() + " "
                    + answer.at("detail").substring(0, 4));
        }
        assertThat(sentences)
                .containsExactly(
                        "en This", "en This", "de Das ", "de Das ", "en This", "de Das ", "de Das ", "de Das ");
        var nobody = new Program(port, "kc_falsch");
        assertThat(nobody.send("GET", "/ich", null, Map.of("Accept-Language", "en"))
                        .at("detail"))
                .startsWith("This needs a valid token");
    }

    private Answer send(Route route, String body, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.put("If-Match", "\"1\"");
        return program.send(route.method(), file.path(route, meldung), body, all);
    }

    private static List<JsonNode> wrong(JsonNode type) {
        var wrong = new ArrayList<JsonNode>();
        wrong.add(JSON.createObjectNode());
        switch (type.path("type").asString("")) {
            case "string" -> {
                wrong.add(JSON.getNodeFactory().numberNode(5));
                wrong.add(JSON.getNodeFactory().booleanNode(true));
                if (type.has("enum") || type.has("format")) {
                    wrong.add(JSON.getNodeFactory().stringNode("unsinn"));
                }
                if (type.path("format").asString("").equals("date-time")) {
                    wrong.add(JSON.getNodeFactory().stringNode("+1000000000-01-01T00:00:00Z"));
                    wrong.add(JSON.getNodeFactory().stringNode("9999-01-01T00:00:00Z"));
                }
                if (type.has("maxLength")) {
                    wrong.add(JSON.getNodeFactory()
                            .stringNode("x".repeat(type.get("maxLength").asInt() + 1)));
                }
            }
            case "boolean" -> wrong.add(JSON.getNodeFactory().stringNode("ja"));
            case "integer" -> {
                wrong.add(JSON.getNodeFactory().stringNode("viele"));
                wrong.add(JSON.getNodeFactory().numberNode(1.5));
            }
            default -> {}
        }
        return wrong.stream().filter(one -> type.has("type") || !one.isObject()).toList();
    }

    /** A sentence, a code, no word of ours. */
    private static void problem(Answer answer) {
        assertThat(answer.header("Content-Type").orElse("")).as(answer.text()).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.at("detail")).isNotBlank();
        assertThat(answer.at("code")).contains(".");
        assertThat(answer.text()).doesNotContain("Exception", "java.", "springframework", "jackson", "\tat ");
    }

    private String state() {
        var report = program.get("/vorfaelle/" + file.incident() + "/bericht").tag();
        return report
                + program.get("/vorfaelle/" + file.incident() + "/notizen").text()
                + program.get("/meldungen/" + meldung).text()
                + program.get("/einrichtungen").text();
    }
}
