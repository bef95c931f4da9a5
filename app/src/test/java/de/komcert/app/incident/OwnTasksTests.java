package de.komcert.app.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Status;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.web.Refusal;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tasks that no playbook names: added by somebody of the incident, and then like any other. */
@RecordApplicationEvents
class OwnTasksTests extends IncidentCase {

    private static final String ISOLATE = "Server DC02 isolieren";

    @Autowired
    Plans plans;

    @Autowired
    Readers readers;

    @Autowired
    Decisions decisions;

    @Autowired
    Closing closing;

    @Autowired
    IncidentReports incidentReports;

    @Autowired
    CountedStatements statements;

    @Autowired
    ApplicationEvents events;

    Incident incident;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Anlass", false);
    }

    @Test
    void anOwnTaskIsPartOfThePlanAndOfItsRecord() {
        var due = clock.instant().plus(Duration.ofMinutes(1));
        events.clear();

        var id = add(new OwnTask(" " + ISOLATE + " ", PlanRole.ITL, Danger.LOSS, due, " Gleiche Anmeldung "));

        assertThat(id).isEqualTo("E1");
        assertThat(events.stream(IncidentChanged.class))
                .containsExactly(new IncidentChanged(incident.id(), incident.compartment()));
        var plan = plan();
        var step = step(plan, id);
        assertThat(plan.steps()).last().isEqualTo(step);
        assertThat(step.title()).isEqualTo(ISOLATE);
        assertThat(step.why()).isEqualTo("Gleiche Anmeldung");
        assertThat(plan.due(step)).isEqualTo(due);
        assertThat(plan.next(PlanRole.ITL)).extracting(Next::step).contains(step);
        var added = plan.added(step).orElseThrow();
        assertThat(added.addedBy()).isEqualTo(analyst.name());
        assertThat(added.addedAt()).isEqualTo(clock.instant());
        assertThat(NearestClock.of(incident, plan)).isEqualTo(new NearestClock("E1", ISOLATE, due));
        var entry = lastEntry();
        assertThat(entry.kind()).isEqualTo(JournalEntry.Kind.TASK);
        assertThat(entry.text()).startsWith("Eigene Aufgabe E1 hinzugefügt: " + ISOLATE + " (IT-Leitung, bis ");
        assertThat(Cases.as(analyst, () -> journal.verify(incident.compartment())))
                .isInstanceOf(Verification.Intact.class);
    }

    @Test
    void itIsStartedFinishedOpenedAgainAndLeftOutAsAnyOther() {
        var id = add(simple(ISOLATE));
        Acting.run(analyst, () -> {
            plans.start(incident.id(), id);
            assertThat(status(id)).isInstanceOf(Status.Running.class);
            plans.finish(incident.id(), id);
            assertThat(status(id)).isInstanceOf(Status.Done.class);
            plans.reopen(incident.id(), id, "Er ist wieder am Netz");
            assertThat(status(id)).isEqualTo(new Status.Ready());
            refused(
                    "plan.refused.notYours",
                    () -> plans.waive(incident.id(), id, waiver(PlanRole.HVB, "Hellweger", "Zu teuer")));
            plans.waive(incident.id(), id, waiver(PlanRole.CERT, "Svenja Rothkamp", "Der Server ist aus"));
            assertThat(status(id)).isInstanceOf(Status.Waived.class);
            assertThat(decisions.of(incident.id()).getLast().question()).isEqualTo("E1 " + ISOLATE);
            notHere(() -> plans.start(incident.id(), "E2"));
        });
    }

    @Test
    void eachIncidentCountsItsOwn() {
        var other = cases.open(analyst, "Zweiter", false);
        assertThat(List.of(add(simple("eins")), add(simple("zwei")))).containsExactly("E1", "E2");
        assertThat(Cases.as(analyst, () -> plans.add(other.id(), simple("eins"))))
                .isEqualTo("E1");
    }

    @Test
    void anIncidentIsNotResolvedWhileOneIsOpen() {
        Acting.run(analyst, () -> {
            var before = open();
            add(simple(ISOLATE));
            assertThatThrownBy(() -> closing.close(incident.id(), Incident.Outcome.RESOLVED, "alles getan"))
                    .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                    .satisfies(refusal -> assertThat(refusal.arguments()).containsExactly(before + 1));
        });
    }

    @Test
    void whatIsMissingTooLongOrUnlikelyIsRefusedAndLeavesNothing() {
        var now = clock.instant();
        Acting.run(analyst, () -> {
            refused("task.titleMissing", () -> plans.add(incident.id(), simple(" \n\t ")));
            refused("typed.tooLong", () -> simple("x".repeat(501)));
            refused("typed.tooLong", () -> task(ISOLATE, null, "x".repeat(501)));
            for (var due : List.of(now, now.minusSeconds(60), Instant.parse("9999-01-01T00:00:00Z"), Instant.MAX)) {
                refused("task.dueUnlikely", () -> plans.add(incident.id(), task(ISOLATE, due, "")));
            }
            assertThat(plan().steps()).isEqualTo(plan().playbook().steps());
            plans.add(incident.id(), task("x".repeat(500), now.plusSeconds(1), "x".repeat(500)));
        });
    }

    @Test
    void aClosedIncidentTakesNone() {
        var id = add(simple(ISOLATE));
        Acting.run(analyst, () -> {
            closing.close(incident.id(), Incident.Outcome.ENDED, "Es geht anderswo weiter.");
            refused("incident.closed", () -> plans.add(incident.id(), simple("Zu spät")));
            assertThat(plan().step(id)).isPresent();
            assertThat(plan().step("E2")).isEmpty();
        });
    }

    @Test
    void whoIsNoMemberFindsNothingToAddTo() {
        add(simple(ISOLATE));
        Acting.run(cases.person(Role.ANALYST), () -> {
            notHere(() -> plans.add(incident.id(), simple("Fremd")));
            notHere(() -> plans.finish(incident.id(), "E1"));
        });
        assertThat(plan().step("E2")).isEmpty();
    }

    @Test
    void whoOnlyReadsSeesItAndCannotAddOne() {
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> {
            add(simple(ISOLATE));
            readers.admit(incident.id(), reader.id());
        });
        try (var browser = members.signIn(reader)) {
            var page = browser.get(room()).page();
            assertThat(page.select("#task-E1 .k-task__title").text()).isEqualTo(ISOLATE);
            assertThat(page.select("#aufgabe-hinzufuegen")).isEmpty();
            assertThat(browser.post(room() + "/aufgaben", Map.of("titel", "Fremd", "_csrf", csrf(browser)))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(plan().step("E2")).isEmpty();
    }

    @Test
    void plansCostAsManyStatementsHoweverManyTasksWereAdded() throws Exception {
        var all = new ArrayList<>(List.of(incident));
        IntStream.range(0, 5).forEach(_ -> all.add(cases.open(analyst, "Weiterer", false)));
        var none = Acting.<Integer, Exception>as(analyst, () -> statements.during(() -> plans.of(List.of(incident))));
        Acting.run(
                analyst,
                () -> all.forEach(one -> IntStream.range(0, 20).forEach(_ -> plans.add(one.id(), simple(ISOLATE)))));

        var many = Acting.<Integer, Exception>as(analyst, () -> statements.during(() -> plans.of(all)));

        assertThat(many).isEqualTo(none);
    }

    @Test
    void theReportNamesItWithWhoeverAddedIt() {
        add(task("<b>" + ISOLATE + "</b> {0}", null, ""));
        var report = Cases.as(analyst, () -> incidentReports.of(incident.id()));
        var task = report.tasks().getLast();
        assertThat(task.id()).isEqualTo("E1");
        assertThat(task.title()).isEqualTo("<b>" + ISOLATE + "</b> {0}");
        assertThat(task.addedBy()).isEqualTo(analyst.name());
        assertThat(task.addedAt()).isEqualTo(clock.instant());
        assertThat(report.tasks().getFirst().addedBy()).isNull();
        try (var browser = members.signIn(member)) {
            var page = browser.get(room() + "/bericht").page();
            assertThat(page.select("tr:contains(E1):contains(" + ISOLATE + ")").text())
                    .contains("<b>" + ISOLATE + "</b> {0}", "eigene Aufgabe, hinzugefügt", analyst.name());
            assertThat(browser.get(room() + "/bericht.json").body()).contains("\"E1\"", ISOLATE);
        }
    }

    @Test
    void itIsAddedOnThePageWithoutScript() {
        try (var browser = members.signIn(member)) {
            var sent = browser.submit(
                    room(),
                    room() + "/aufgaben",
                    Map.of(
                            "titel", ISOLATE,
                            "macht", "ITL",
                            "gefahr", "LOSS",
                            "bis", "2099-01-02T08:00",
                            "warum", "Gleiche Anmeldung"));
            assertThat(sent.location()).endsWith(room() + "#task-E1");

            var page = browser.get(room() + "?rolle=ITL").page();
            assertThat(page.select("#phase-0 > summary h3").text()).isEqualTo("Eigene Aufgaben");
            var task = page.select("#phase-0 #task-E1");
            assertThat(task.text())
                    .contains(
                            ISOLATE,
                            "IT-Leitung",
                            "eigene Aufgabe, hinzugefügt",
                            analyst.name(),
                            "Gleiche Anmeldung",
                            "bis 02.01.2099, 08:00 Uhr")
                    .doesNotContain("In einfachen Worten");
            assertThat(page.select(".k-next").text()).contains(ISOLATE, "unwiederbringlich verloren");
            assertThat(browser.get(room() + "/plan")
                            .page()
                            .select("svg .p-phase")
                            .eachText())
                    .last()
                    .isEqualTo("Eigene Aufgaben");
            assertThat(browser.get(room() + "/plan")
                            .page()
                            .select("svg .p-card")
                            .eachAttr("href"))
                    .contains(room() + "#task-E1");
            assertThat(browser.get(room() + "/verlauf")
                            .page()
                            .select(".k-timeline--ahead")
                            .text())
                    .contains(ISOLATE);
            assertThat(browser.get("/suche?q=DC02").page().select("[data-row]").eachAttr("href"))
                    .contains(room());
            browser.submit(room(), room() + "/aufgaben/E1/erledigt", Map.of());
            assertThat(browser.get(room()).page().select("#task-E1 .k-badge").text())
                    .contains("erledigt");
        }
    }

    @Test
    void aRefusedFormComesBackWithEverythingInIt() {
        try (var browser = members.signIn(member)) {
            var page = browser.submit(
                            room(),
                            room() + "/aufgaben",
                            Map.of("titel", ISOLATE, "macht", "DL", "bis", "2001-01-01T08:00", "warum", "<b>Darum</b>"))
                    .page();
            assertThat(page.select("#aufgabe-hinzufuegen[open] [role=alert]").text())
                    .startsWith("Bis wann?");
            assertThat(page.select("#eigen-titel").val()).isEqualTo(ISOLATE);
            assertThat(page.select("#eigen-macht option[selected]").val()).isEqualTo("DL");
            assertThat(page.select("#eigen-bis").val()).isEqualTo("2001-01-01T08:00");
            assertThat(page.select("#eigen-warum").val()).isEqualTo("<b>Darum</b>");
        }
        assertThat(plan().step("E1")).isEmpty();
    }

    private static OwnTask simple(String title) {
        return task(title, null, "");
    }

    private static OwnTask task(String title, @Nullable Instant due, String why) {
        return new OwnTask(title, PlanRole.CERT, Danger.NONE, due, why);
    }

    private String add(OwnTask task) {
        return Cases.as(analyst, () -> plans.add(incident.id(), task));
    }

    private Plan plan() {
        return Cases.as(analyst, () -> plans.of(incident));
    }

    private long open() {
        var plan = plan();
        return plan.steps().stream().filter(step -> plan.status(step).open()).count();
    }

    private Status status(String task) {
        var plan = plan();
        return plan.status(step(plan, task));
    }

    private static Step step(Plan plan, String task) {
        return plan.step(task).orElseThrow();
    }

    private JournalEntry lastEntry() {
        return Cases.as(analyst, () -> journal.newest(incident.compartment(), 1))
                .getFirst();
    }

    private String room() {
        return "/vorfaelle/" + incident.id();
    }

    private static String csrf(Browser browser) {
        return browser.get("/konto").page().select("[name=_csrf]").attr("value");
    }

    private Plans.Waiver waiver(PlanRole as, String who, String why) {
        return new Plans.Waiver(as, who, clock.instant(), "Telefon", why);
    }
}
