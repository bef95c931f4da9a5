package de.komcert.app.incident;

import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever ticks a task off may say what came of it; the next one who asks reads it at the task. */
class TaskResultTests extends IncidentCase {

    private static final String TASK = "V02";
    private static final String RESULT = "Herr Kallweit erreicht, weiß es seit 07:40";

    Incident incident;
    Browser browser;
    Program program;
    String room;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Ergebnis", false);
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
        room = "/vorfaelle/" + incident.id();
    }

    @AfterEach
    void signOut() {
        browser.close();
    }

    @Test
    void itStandsAtTheTaskInTheJournalAndInTheReport() {
        assertThat(browser.submit(room, finishing(), Map.of("ergebnis", "  " + RESULT + " "))
                        .status())
                .isEqualTo(303);

        assertThat(browser.get(room).page().select("#task-" + TASK).text()).contains("erledigt", ": " + RESULT);
        assertThat(lastEntry()).endsWith("Ergebnis: " + RESULT);
        assertThat(browser.get(room + "/bericht")
                        .page()
                        .select("tr:contains(" + TASK + ")")
                        .text())
                .contains("(" + RESULT + ")");
        var task = program.get(room + "/aufgaben/" + TASK).json();
        assertThat(task.get("result").asString()).isEqualTo(RESULT);
        assertThat(task.has("reason")).isFalse();
    }

    @Test
    void nobodyHasToSayAnything() {
        assertThat(browser.submit(room, finishing(), Map.of()).status()).isEqualTo(303);
        assertThat(browser.get(room)
                        .page()
                        .select("#task-" + TASK + " .k-task__line")
                        .text())
                .endsWith("Milena Grothe");
        assertThat(lastEntry()).startsWith("Aufgabe " + TASK + " erledigt: ").doesNotContain("Ergebnis");
    }

    @Test
    void aProgramSaysTheSame() {
        var body = Map.of("move", "FINISH", "result", RESULT);
        var finished = program.post(room + "/aufgaben/" + TASK, body);
        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.at("result")).isEqualTo(RESULT);
        assertThat(program.post(room + "/aufgaben/" + TASK, Map.of("move", "FINISH", "result", "x".repeat(100_000)))
                        .status())
                .as("far too long")
                .isEqualTo(422);
    }

    private String finishing() {
        return room + "/aufgaben/" + TASK + "/erledigt";
    }

    private String lastEntry() {
        return Acting.as(analyst, () -> journal.entries(incident.compartment()))
                .getLast()
                .text();
    }
}
