package de.komcert.app.incident.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import de.komcert.app.shared.Severity;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of plans have in common: a playbook of five tasks that wait in every way a task can. */
abstract class PlanCase {

    static final Instant T0 = Shipped.T0;

    final Step first = step("A", List.of(), List.of());
    final Step second = step("B", List.of("A"), List.of());
    final Step either = step("C", List.of(), List.of("A", "clean"));
    final Step decided = step("D", List.of("G"), List.of());
    final Step ruled = step("E", List.of(), List.of());
    final Gate gate =
            new Gate("G", "Weiter?", List.of("Ja", "Nein"), "Ja", "Darum.", List.of(PlanRole.HVB), List.of("A"), 1);
    final Fact clean = new Fact("clean", "Alles ist sauber.", 1);
    final Rule rule = new Rule("Erst A", List.of("A"), List.of("E"), "Darum.", 1);
    final Playbook playbook =
            playbook(List.of(first, second, either, decided, ruled), List.of(gate), List.of(clean), List.of(rule));

    Plan plan(List<TaskRecord> records) {
        return Plan.of(playbook, T0, List.of(), records, Set.of(), Set.of());
    }

    Plan withOwn(AddedTask... own) {
        return withOwn(List.of(), own);
    }

    Plan withOwn(List<TaskRecord> records, AddedTask... own) {
        return Plan.of(playbook, T0, List.of(own), records, Set.of(), Set.of());
    }

    static AddedTask own(int number, Danger danger, @Nullable Instant due) {
        return new AddedTask(number, "Eigene " + number, PlanRole.CERT, PlanRole.CERT, danger, due, "", "Grothe", T0);
    }

    static List<String> ids(List<Next> next) {
        return next.stream().map(one -> one.step().id()).toList();
    }

    static List<Status.Waiting> waiting(Plan plan, Step step) {
        assertThat(plan.status(step)).isInstanceOf(Status.Blocked.class);
        return ((Status.Blocked) plan.status(step)).waiting();
    }

    static TaskRecord accepted(Move move) {
        assertThat(move).isInstanceOf(Move.Accepted.class);
        return ((Move.Accepted) move).record();
    }

    static String refused(Move move) {
        assertThat(move).isInstanceOf(Move.Refused.class);
        return ((Move.Refused) move).key();
    }

    static TaskRecord record(Step step, int instance, TaskRecord.State state) {
        return new TaskRecord(step.id(), instance, state, "Grothe", T0, "");
    }

    static Step step(String id, List<String> allOf, List<String> anyOf) {
        return step(id, allOf, anyOf, null);
    }

    static Step step(String id, List<String> allOf, List<String> anyOf, @Nullable String doneBy) {
        return new Step(
                id,
                "Aufgabe " + id,
                List.of(PlanRole.CERT),
                PlanRole.HVB,
                false,
                1,
                Duration.ofHours(1),
                null,
                allOf,
                anyOf,
                Danger.NONE,
                null,
                doneBy,
                "Darum.",
                "Einfach.",
                "",
                1);
    }

    static Playbook playbook(List<Step> steps, List<Gate> gates, List<Fact> facts, List<Rule> rules) {
        return new Playbook(
                "probe",
                "1",
                "Probe",
                new Playbook.Suggested("other", Severity.LOW),
                null,
                List.of(),
                List.of(),
                steps,
                gates,
                facts,
                rules);
    }
}
