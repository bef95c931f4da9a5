package de.komcert.app.forensics.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The findings as programs read and work with them. */
@IdentityServer
class FindingApiTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Members members;

    LogCase log;
    Programs programs;
    Program program;
    UUID sudo;
    String incident;
    String one;

    @BeforeEach
    void open() {
        log = LogCase.open(context);
        programs = new Programs(members);
        program = programs.of(log.member(), Role.ANALYST.permissions());
        sudo = log.finding(LogCase.SUDO_TITLE);
        incident = "/vorfaelle/" + log.incident().id();
        one = incident + "/funde/" + sudo;
    }

    @Test
    void theListGoesOnWhereItEnded() {
        log.copies(sudo, 30);
        var seen = new ArrayList<String>();
        var part = program.get(incident + "/funde?anzahl=10&folge=OLDEST").json();
        assertThat(part.get("total").asLong()).isEqualTo(log.findings());
        while (true) {
            part.get("findings").forEach(finding -> seen.add(finding.get("id").asString()));
            if (!part.hasNonNull("next")) {
                break;
            }
            part = program.get(incident + "/funde?anzahl=10&folge=OLDEST&nach="
                            + part.get("next").asString())
                    .json();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize((int) log.findings());
        assertThat(program.get(incident + "/funde?stufe=HIGH&suche=ssh")
                        .json()
                        .get("total")
                        .asLong())
                .isPositive();
        assertThat(program.get(incident + "/funde?von=2027-01-01T00:00:00Z")
                        .json()
                        .get("total")
                        .asLong())
                .isZero();
        assertThat(program.get(incident + "/funde?nach=irgendwo").status()).isEqualTo(400);
    }

    @Test
    void whatIsMadeOfAFindingStandsOnIt() {
        status(204, program.post(incident + "/funde/merkmale", Map.of("findings", List.of(sudo), "name", "Angriff")));
        status(201, program.post(one + "/kommentare", Map.of("words", "Wer war das?")));
        status(201, program.post(one + "/tagebuch", Map.of()));
        status(201, program.post(one + "/hinweise", Map.of("kind", "HOST", "value", "srv-web01")));
        status(201, program.post(one + "/aufgaben", Map.of("title", "Sitzung beenden")));
        var full = program.get(one).json();
        var finding = full.get("finding");
        assertThat(finding.get("tags").get(0).asString()).isEqualTo("Angriff");
        assertThat(full.get("comments").get(0).get("by").asString()).isEqualTo("Milena Grothe");
        assertThat(finding.get("outcomes").size()).isEqualTo(3);
        assertThat(full.get("people").get(0).asInt()).isEqualTo(1);
        status(
                204,
                program.post(
                        incident + "/funde/merkmale/wegnehmen", Map.of("findings", List.of(sudo), "name", "Angriff")));
        assertThat(program.get(one).json().get("finding").get("tags").isEmpty()).isTrue();
        status(422, program.post(one + "/kommentare", Map.of("words", " ")));
    }

    @Test
    void aNameIsReadOnceItIsOpened() {
        assertThat(program.get(one).text()).contains("Person 1").doesNotContain("kessler");
        assertThat(program.get(incident + "/personen").json().get("known").asInt())
                .isPositive();
        status(404, program.post(incident + "/personen/99/aufdecken", Map.of("reason", "Neugier")));
        status(404, program.post(incident + "/personen/A01/aufdecken", Map.of("reason", "Neugier")));
        status(200, program.post(incident + "/personen/1/aufdecken", Map.of("reason", "Konto sperren")));
        assertThat(program.get(one).text()).contains("m.kessler");
        assertThat(program.get(incident + "/tagebuch").text())
                .contains("Konto sperren")
                .doesNotContain("kessler");
    }

    @Test
    void timesAreCorrectedByTheClockOfTheHost() {
        status(
                200,
                program.put(
                        incident + "/uhren",
                        null,
                        Map.of("host", "srv-web01", "aheadMillis", 3_600_000, "why", "verglichen")));
        var finding = program.get(one).json().get("finding");
        assertThat(finding.get("originalTime").asString()).isEqualTo("2026-11-20T09:02:00Z");
        assertThat(finding.get("time").asString()).isEqualTo("2026-11-20T08:02:00Z");
        status(
                409,
                program.put(
                        incident + "/uhren", null, Map.of("host", "srv-web01", "aheadMillis", 0, "why", "verglichen")));
        status(204, program.delete(incident + "/uhren?rechner=srv-web01"));
        status(404, program.delete(incident + "/uhren?rechner=srv-web01"));
    }

    @Test
    void whoIsNoMemberIsAnsweredAsIfNothingWereThere() {
        var outsider = programs.of(Role.ANALYST);
        var nowhere = "/vorfaelle/" + UUID.randomUUID();
        for (var path : List.of("/funde", "/funde/" + sudo, "/uhren", "/personen")) {
            var there = outsider.get(incident + path);
            assertThat(there.status()).isEqualTo(404);
            assertThat(there.text()).hasSameSizeAs(outsider.get(nowhere + path).text());
        }
        status(404, outsider.post(one + "/tagebuch", Map.of("text", "x")));
        status(404, program.get(incident + "/funde/" + UUID.randomUUID()));
        status(
                403,
                programs.of(log.member(), java.util.Set.of(de.komcert.app.access.Permission.READ_INCIDENTS))
                        .post(one + "/tagebuch", Map.of("text", "x")));
    }

    private static void status(int expected, Program.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(expected);
    }
}
