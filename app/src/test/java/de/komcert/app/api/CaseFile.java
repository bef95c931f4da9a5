package de.komcert.app.api;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import de.komcert.app.api.Program.Answer;
import de.komcert.app.api.Routes.Route;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An incident with something of everything in it, led by one program over the API.
 *
 * @param colleague a person who is a member and leads nothing
 */
record CaseFile(
        Program lead,
        String incident,
        String note,
        String party,
        String system,
        String hinweis,
        String datei,
        String uebertragung,
        String sperre,
        String anordnung,
        String auswertung,
        UUID colleague,
        String einrichtung) {

    private static final String NOTHING = "00000000-0000-4000-8000-000000000009";
    private static final Map<String, String> OCTETS = Map.of("Content-Type", "application/octet-stream");
    private static final String EXAMPLE_FINGERPRINT =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EXAMPLE_ORDER = "00000000-0000-4000-8000-000000000003";
    private static final String EXAMPLE_FILE = "00000000-0000-4000-8000-000000000004";
    private static final String EXAMPLE_ID = "00000000-0000-4000-8000-000000000001";

    static CaseFile open(Program lead, UUID colleague, String word) {
        var call = created(lead.post("/meldungen", Map.of("words", word, "caller", word)));
        var opened = created(lead.post(
                "/meldungen/" + call.at("id") + "/vorfall",
                Map.of("playbook", "verschluesselung-schule", "title", word)));
        var incident = opened.at("id");
        var file = "/vorfaelle/" + incident;
        var note = created(lead.post(file + "/notizen", Map.of("title", word, "body", word)));
        var party = created(lead.post(file + "/informiert", Map.of("who", word)));
        var system = created(lead.post(file + "/systeme", Map.of("name", word)));
        var hinweis = created(lead.post(file + "/hinweise", Map.of("kind", "HOST", "value", word)));
        var datei = created(lead.send("POST", file + "/dateien?name=probe.txt", word, OCTETS));
        var uebertragung = created(
                lead.post(file + "/uebertragungen", Map.of("name", word, "description", word, "size", word.length())));
        var sperre = created(lead.post(file + "/loeschsperren", Map.of("orderedBy", word, "reason", word)));
        var anordnung = created(lead.post(
                file + "/anordnungen",
                Map.of(
                        "purpose",
                        word,
                        "systems",
                        word,
                        "orderedBy",
                        word,
                        "from",
                        "2026-01-01T00:00:00Z",
                        "to",
                        "2026-12-31T00:00:00Z",
                        "deleteOn",
                        "2099-12-31")));
        var auswertung = created(lead.post(
                file + "/auswertungen",
                Map.of("order", anordnung.at("id"), "files", List.of(datei.at("id")), "beforeTold", true)));
        awaitEnd(lead, file + "/auswertungen/" + auswertung.at("id"));
        created(lead.post(file + "/tagebuch", Map.of("text", word)));
        created(lead.post(file + "/entscheidungen", Map.of("decision", word, "decidedBy", word)));
        assertThat(lead.put(file + "/beteiligte/" + colleague, null, Map.of()).status())
                .isEqualTo(204);
        var shortName = "Ort " + UUID.randomUUID().toString().substring(0, 8);
        var town = created(lead.post(
                "/einrichtungen", Map.of("shortName", shortName, "name", "Gemeinde " + shortName, "type", "Gemeinde")));
        return new CaseFile(
                lead,
                incident,
                note.at("id"),
                party.at("id"),
                system.at("id"),
                hinweis.at("id"),
                datei.at("id"),
                uebertragung.at("id"),
                sperre.at("id"),
                anordnung.at("id"),
                auswertung.at("id"),
                colleague,
                town.at("id"));
    }

    /** What still runs would change the incident while a test looks at it. */
    private static void awaitEnd(Program lead, String analysis) {
        for (int i = 0; i < 1_000; i++) {
            if (lead.get(analysis).at("state").equals("DONE")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("the analysis does not end");
    }

    /** Sends what the route expects, with the ids of this file in its path. */
    Answer send(Program program, Route route, String meldung) {
        var path = path(route, meldung);
        var body = body(route);
        return program.send(route.method(), path, body, headers(program, route, path, body));
    }

    /** The path of the route, with the ids of this file, or of nothing, in it. */
    String path(Route route, String meldung) {
        var path = route.path()
                .replace("/meldungen/{id}", "/meldungen/" + meldung)
                .replace("/vorfaelle/{id}", "/vorfaelle/" + incident)
                .replace("/einrichtungen/{id}", "/einrichtungen/" + einrichtung)
                .replace("/konten/{id}", "/konten/" + colleague)
                .replace("/loeschvermerke/{id}", "/loeschvermerke/" + NOTHING)
                .replace("{note}", note)
                .replace("{party}", party)
                .replace("{system}", system)
                .replace("{hinweis}", hinweis)
                .replace("{datei}", datei)
                .replace("{uebertragung}", uebertragung)
                .replace("{hold}", sperre)
                .replace("{anordnung}", anordnung)
                .replace("{auswertung}", auswertung)
                .replace("{kind}", "INCIDENT")
                .replace("{link}", NOTHING)
                .replace("{fund}", NOTHING)
                .replace("{nummer}", "1")
                .replace("{position}", "0")
                .replace("{person}", colleague.toString())
                .replace("{einrichtung}", einrichtung)
                .replace("{task}", "R03")
                .replace("{name}", "rebuild.clean")
                .replace("{number}", "1")
                .replace("{sheet}", "einrichtungen")
                .replace("{playbook}", "webseite");
        assertThat(path).as("every variable has a value").doesNotContain("{");
        return path;
    }

    /** The example of the route, with the ids of this file, and with names that are new each time. */
    Object body(Route route) {
        var body = route.body();
        var fresh = "ort-" + UUID.randomUUID();
        return body == null
                ? route.takesFile() ? "Probe" : null
                : body.toString()
                        .replace(EXAMPLE_ID, colleague.toString())
                        .replace(EXAMPLE_ORDER, anordnung)
                        .replace(EXAMPLE_FILE, datei)
                        .replace(EXAMPLE_FINGERPRINT, fingerprint())
                        .replaceAll("Kranichfurt|kranichfurt|Lindhövel", fresh);
    }

    /** Of the playbook in the paths. */
    private static String fingerprint() {
        try {
            var text = new ClassPathResource("playbooks/webseite.yaml").getContentAsByteArray();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> headers(Program program, Route route, String path, Object body) {
        var headers = new HashMap<String, String>();
        if (route.path().contains("/import/")) {
            headers.put("Content-Type", "text/csv");
        } else if (route.takesFile()) {
            headers.putAll(OCTETS);
            headers.put("Upload-Offset", "0");
        }
        if (route.statuses().contains("428")) {
            headers.put("If-Match", tag(program, route, path, body));
        }
        return headers;
    }

    /** The tag of what is about to be changed, as whoever may read it reads it. */
    private static String tag(Program program, Route route, String path, Object body) {
        var readable = path.replaceAll("/(beschreibung|einordnung)$", "");
        var answer = route.path().contains("/import/")
                ? program.send("POST", path + "/vorschau", body, Map.of("Content-Type", "text/csv"))
                : program.get(readable);
        return answer.header("ETag").orElse("\"1\"");
    }

    static Answer created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }
}
