package de.komcert.app.api;

import java.time.Duration;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.api.Program.Answer;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The story of the encrypted school, led from the first word to closure by two programs that use the API only. */
@IdentityServer
class StoryTests {

    private static final int MOST_ROUNDS = 40;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Programs programs;
    Program can;

    @BeforeEach
    void prepare() {
        clock.advance(Duration.ofHours(1));
        programs = new Programs(members);
        can = programs.of(Role.ANALYST);
    }

    @Test
    void aSchoolIsLedFromTheCallToTheReport() {
        var incident = open();
        assertThat(can.get(incident + "/naechstes").json().get(0).get("id").asString())
                .isEqualTo("R02");
        fileWhatIsKnown(incident);
        decide(incident);

        var colleague = members.create(Role.ANALYST);
        var milena = programs.of(colleague, Role.ANALYST.permissions());
        assertThat(milena.get(incident).status()).isEqualTo(404);
        ok(
                201,
                can.post(
                        incident + "/uebergaben",
                        Map.of(
                                "to",
                                colleague.id().toString(),
                                "text",
                                "Sicherungen getrennt; um 9 Uhr ruft der Träger an.")));
        assertThat(milena.get(incident).at("lead.id")).isEqualTo(colleague.id().toString());

        work(milena, incident);
        var closed = ok(
                200,
                milena.post(incident + "/abschluss", Map.of("outcome", "RESOLVED", "reason", "Alles läuft wieder.")));
        assertThat(closed.at("state")).isEqualTo("CLOSED");
        assertThat(milena.post(incident + "/tagebuch", Map.of("text", "Noch etwas"))
                        .status())
                .isEqualTo(409);
        report(milena, incident);
    }

    private String open() {
        var call = ok(201, can.post("/meldungen", Map.of("words", "Alles verschl")));
        var address = call.location();
        var saved = ok(
                200,
                can.put(
                        address,
                        call.tag(),
                        Map.of(
                                "callBack", "0176 040690-20",
                                "caller", "Dr. Ulrike Sandhövel",
                                "words", "Alles verschlüsselt, 25.000 Euro in Monero verlangt.",
                                "calledBack", true)));
        assertThat(can.get("/meldungen").text()).contains("25.000 Euro");
        assertThat(can.put(address, call.tag(), Map.of("words", "Zu spät")).status())
                .isEqualTo(412);
        assertThat(saved.at("state")).isEqualTo("OPEN");
        var opened = ok(201, can.post(address + "/vorfall", Map.of("playbook", "verschluesselung-schule")));
        assertThat(can.post(address + "/antwort", Map.of("answer", "Doch nichts"))
                        .status())
                .isEqualTo(409);
        assertThat(can.get("/playbooks").text()).contains("verschluesselung-schule");
        return opened.location();
    }

    private void fileWhatIsKnown(String incident) {
        var seen = can.get(incident);
        var classified = ok(
                200,
                can.put(
                        incident + "/einordnung",
                        seen.tag(),
                        Map.of(
                                "severity",
                                "CRITICAL",
                                "tlp",
                                "RED",
                                "pap",
                                "AMBER",
                                "rsit",
                                "malicious-code:infected-system")));
        ok(
                200,
                can.put(
                        incident + "/beschreibung",
                        classified.tag(),
                        Map.of("title", "Gesamtschule am Eulenberg", "situation", "Verwaltungsnetz verschlüsselt.")));
        var school = ok(
                201,
                can.post(
                        "/einrichtungen",
                        Map.of("shortName", "Eulenberg", "name", "Gesamtschule am Eulenberg", "type", "Schule")));
        ok(200, can.put(incident + "/betroffen/" + school.at("id"), null, Map.of()));
        ok(201, can.post(incident + "/systeme", Map.of("name", "Verwaltungsserver", "condition", "ISOLATED")));
        ok(201, can.post(incident + "/hinweise", Map.of("kind", "ADDRESS", "value", "198.51.100.23")));
        ok(201, can.post(incident + "/informiert", Map.of("who", "Schulträger", "channel", "Telefon")));
        var entry = ok(201, can.post(incident + "/tagebuch", Map.of("text", "Netzwerkkabel gezogen um 7:25 Uhr.")));
        ok(
                201,
                can.post(
                        incident + "/tagebuch",
                        Map.of(
                                "text",
                                "Es war 7:35 Uhr.",
                                "corrects",
                                entry.json().get("number").asLong())));
        var note = ok(201, can.post(incident + "/notizen", Map.of("title", "Vor Ort", "body", "Hausmeister ab 6 Uhr")));
        ok(200, can.put(note.location(), note.tag(), Map.of("body", "Hausmeister ab 6 Uhr, Serverraum im Keller")));
        var tomorrow = clock.instant().plus(Duration.ofDays(1)).toString();
        assertThat(ok(200, can.post(incident + "/parken", Map.of("nextLook", tomorrow)))
                        .at("state"))
                .isEqualTo("PARKED");
        assertThat(can.get("/vorfaelle?zustand=PARKED").text()).contains("Gesamtschule am Eulenberg");
        assertThat(ok(200, can.send("POST", incident + "/weiter", null, Map.of()))
                        .at("state"))
                .isEqualTo("OPEN");
    }

    private void decide(String incident) {
        var gate = can.get(incident + "/plan").json().get("gates").get(0);
        var decided = ok(
                201,
                can.post(
                        incident + "/entscheidungen",
                        Map.of(
                                "gate",
                                gate.get("id").asString(),
                                "decision",
                                gate.get("recommendation").asString(),
                                "decidedBy",
                                "Dr. Ulrike Sandhövel",
                                "channel",
                                "Telefon")));
        assertThat(decided.json().get("followed").asBoolean()).isTrue();
        assertThat(decided.at("question")).isEqualTo(gate.get("question").asString());
        assertThat(can.get(incident + "/plan")
                        .json()
                        .get("gates")
                        .get(0)
                        .get("decided")
                        .asBoolean())
                .isTrue();
    }

    /** Does what the plan says is ready, until nothing is open; one task is left out, one is opened again. */
    private void work(Program program, String incident) {
        var blocked = program.post(incident + "/aufgaben/R21", Map.of("move", "FINISH"));
        assertThat(blocked.status()).isEqualTo(409);
        assertThat(blocked.at("code")).isEqualTo("plan.refused.blocked");
        assertThat(program.get(incident + "/aufgaben/R21").json().get("waitsFor"))
                .isNotEmpty();
        ok(
                201,
                program.post(
                        incident + "/auftraege",
                        Map.of("orderedBy", "Marit Hellweger", "scope", "Verwaltungsserver", "written", true)));
        ok(
                201,
                program.post(
                        incident + "/versicherung",
                        Map.of(
                                "asked",
                                true,
                                "insurer",
                                "Kommunalversicherung Musterland",
                                "askedBy",
                                "Milena Grothe",
                                "answer",
                                "Frei.")));
        ok(
                201,
                program.post(
                        incident + "/ausgaben",
                        Map.of("who", "Jonas Tersteegen", "limit", "5.000 Euro", "decidedBy", "Ferdi Kallweit")));
        ok(200, program.put(incident + "/feststellungen/rebuild.clean", null, Map.of()));
        ok(
                200,
                program.post(
                        incident + "/aufgaben/R14",
                        Map.of(
                                "move",
                                "WAIVE",
                                "as",
                                "SL",
                                "who",
                                "Dr. Ulrike Sandhövel",
                                "reason",
                                "Es sind Ferien.")));
        ok(200, program.post(incident + "/aufgaben/R02", Map.of("move", "START")));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var open = program.get(incident + "/plan")
                    .json()
                    .get("tasks")
                    .valueStream()
                    .filter(task -> !state(task).matches("DONE|WAIVED"))
                    .toList();
            if (open.isEmpty()) {
                break;
            }
            assertThat(open)
                    .as("something can be done")
                    .anyMatch(task -> state(task).matches("READY|RUNNING"));
            open.stream()
                    .filter(task -> state(task).matches("READY|RUNNING"))
                    .forEach(task -> assertThat(ok(
                                            200,
                                            program.post(
                                                    incident + "/aufgaben/"
                                                            + task.get("id").asString(),
                                                    Map.of("move", "FINISH")))
                                    .at("state"))
                            .isEqualTo("DONE"));
        }
        ok(
                200,
                program.post(
                        incident + "/aufgaben/R24", Map.of("move", "REOPEN", "reason", "Eine Maßnahme fehlt noch.")));
        assertThat(program.post(incident + "/abschluss", Map.of("outcome", "RESOLVED", "reason", "Fertig"))
                        .at("code"))
                .isEqualTo("incident.tasksOpen");
        ok(200, program.post(incident + "/aufgaben/R24", Map.of("move", "FINISH")));
    }

    private void report(Program program, String incident) {
        var report = ok(200, program.get(incident + "/bericht"));
        assertThat(report.text())
                .contains(
                        "Netzwerkkabel gezogen",
                        "Es war 7:35 Uhr.",
                        "Verwaltungsserver",
                        "198.51.100.23",
                        "Schulträger");
        var entries = report.json().get("journal").size();
        assertThat(report.json().at("/head/number").asInt()).isEqualTo(entries).isGreaterThan(40);

        var read = 0;
        JsonNode next = null;
        do {
            var part = program.get(incident + "/tagebuch?anzahl=17&ab=" + read).json();
            assertThat(part.get("entries").get(0).get("number").asInt()).isEqualTo(read + 1);
            read += part.get("entries").size();
            next = part.get("next");
        } while (next != null);
        assertThat(read).isEqualTo(entries);

        var pdf = program.get(incident + "/bericht.pdf");
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.header("Content-Type")).contains("application/pdf");
        assertThat(pdf.text()).startsWith("%PDF-");
        var zip = program.get(incident + "/tagebuch.zip");
        assertThat(zip.header("Content-Type")).contains("application/zip");
        assertThat(zip.text()).startsWith("PK");
    }

    private static String state(JsonNode task) {
        return task.get("state").asString();
    }

    private static Answer ok(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }
}
