package de.komcert.app.incident.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a task waits for, who moves it on, and what that does to those that wait for it. */
class PlanTests extends PlanCase {

    @Test
    void eachTaskSaysWhatItWaitsFor() {
        var plan = plan(List.of());

        assertThat(plan.status(first)).isEqualTo(new Status.Ready());
        assertThat(waiting(plan, second)).containsExactly(new Status.Waiting.ForTask(first));
        assertThat(waiting(plan, either))
                .containsExactly(new Status.Waiting.ForOneOf(
                        List.of(new Status.Waiting.ForTask(first), new Status.Waiting.ForFact(clean))));
        assertThat(waiting(plan, decided)).containsExactly(new Status.Waiting.ForDecision(gate));
        assertThat(waiting(plan, ruled)).containsExactly(new Status.Waiting.ForRule(rule, first));
    }

    @Test
    void aTaskIsStartedOnceAndFinishedOnce() {
        var running = accepted(plan(List.of()).start(first, "Yildiran", T0));
        assertThat(running).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.RUNNING, "Yildiran", T0, ""));
        assertThat(refused(plan(List.of(running)).start(first, "Grothe", T0))).isEqualTo("plan.refused.running");

        var done = accepted(plan(List.of(running)).finish(first, "Yildiran", "", T0));
        assertThat(done.state()).isEqualTo(TaskRecord.State.DONE);
        assertThat(refused(plan(List.of(done)).start(first, "Grothe", T0))).isEqualTo("plan.refused.ended");
        assertThat(refused(plan(List.of(done)).finish(first, "Grothe", "", T0))).isEqualTo("plan.refused.ended");
        assertThat(plan(List.of(done)).status(second)).isEqualTo(new Status.Ready());
    }

    @Test
    void whatCameOfATaskIsKeptWithItsEnd() {
        var done = accepted(plan(List.of()).finish(first, "Grothe", " Niemand da ", T0));
        assertThat(done).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.DONE, "Grothe", T0, "Niemand da"));
    }

    @Test
    void aQuestionIsToComeUntilWhatItComesAfterHasBegun() {
        var before = plan(List.of());
        assertThat(before.gatesAsked()).isEmpty();
        assertThat(before.gatesToCome()).containsExactly(gate);
        assertThat(before.comesAfter(gate)).containsExactly(new Status.Waiting.ForTask(first));

        var begun = plan(List.of(record(first, 1, TaskRecord.State.RUNNING)));
        assertThat(begun.gatesAsked()).containsExactly(gate);
        assertThat(begun.gatesToCome()).isEmpty();
        assertThat(begun.comesAfter(gate)).isEmpty();

        var decided = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of("G"));
        assertThat(decided.gatesAsked()).isEmpty();
        assertThat(decided.gatesToCome()).isEmpty();
    }

    @Test
    void aTaskThatWaitsCannotMove() {
        assertThat(refused(plan(List.of()).start(second, "Grothe", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(plan(List.of()).finish(second, "Grothe", "", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(plan(List.of()).reopen(second, "Grothe", "Noch einmal", T0)))
                .isEqualTo("plan.refused.open");
    }

    @Test
    void whatHadBegunStandsStillWhenSomethingBeforeItIsOpenAgainAndRunsOnAfterwards() {
        var done = record(first, 1, TaskRecord.State.DONE);
        var running = record(second, 1, TaskRecord.State.RUNNING);
        var again = accepted(plan(List.of(done, running)).reopen(first, "Grothe", "Falsches Gerät", T0));
        var halted = plan(List.of(done, running, again));

        assertThat(halted.status(second))
                .isEqualTo(new Status.Blocked(List.of(new Status.Waiting.ForTask(first)), running));
        assertThat(refused(halted.finish(second, "Grothe", "", T0))).isEqualTo("plan.refused.blocked");
        assertThat(refused(halted.start(second, "Grothe", T0))).isEqualTo("plan.refused.blocked");
        assertThat(halted.next(PlanRole.CERT))
                .extracting(next -> next.step().id())
                .doesNotContain("B");

        var redone = plan(List.of(done, running, record(first, 2, TaskRecord.State.DONE)));
        assertThat(redone.status(second)).isEqualTo(new Status.Running(running));
    }

    @Test
    void aTaskThatAFactDoesIsDoneByNothingLess() {
        var proven = step("P", List.of(), List.of(), "clean");
        var after = step("Q", List.of("P"), List.of());
        var playbook = playbook(List.of(proven, after), List.of(), List.of(clean), List.of());
        var before = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of());
        var stated = Plan.of(playbook, T0, List.of(), List.of(), Set.of("clean"), Set.of());

        assertThat(before.wants(proven)).contains(clean);
        assertThat(before.status(proven)).isEqualTo(new Status.Ready());
        assertThat(refused(before.finish(proven, "Grothe", "", T0))).isEqualTo("plan.refused.wantsFact");
        assertThat(accepted(before.waive(proven, PlanRole.HVB, "Hellweger", "Gefahr im Verzug", T0))
                        .state())
                .isEqualTo(TaskRecord.State.WAIVED);
        assertThat(stated.wants(proven)).isEmpty();
        assertThat(stated.doneBy(clean)).containsExactly(proven);
        assertThat(accepted(stated.finish(proven, "Grothe", "", T0)).state()).isEqualTo(TaskRecord.State.DONE);
    }

    @Test
    void beginningIsNotEnoughForThoseWhoWait() {
        var plan = plan(List.of(record(first, 1, TaskRecord.State.RUNNING)));

        assertThat(plan.status(second)).isInstanceOf(Status.Blocked.class);
        assertThat(plan.status(ruled)).isInstanceOf(Status.Blocked.class);
        assertThat(plan.gatesAsked()).containsExactly(gate);
    }

    @Test
    void onlyTheNamedRoleLeavesATaskOutAndSaysWhy() {
        var plan = plan(List.of());

        assertThat(refused(plan.waive(first, PlanRole.CERT, "Grothe", "Nicht nötig", T0)))
                .isEqualTo("plan.refused.notYours");
        assertThat(refused(plan.waive(first, PlanRole.HVB, "Grothe", " ", T0))).isEqualTo("plan.refused.noReason");
        assertThat(refused(plan.waive(first, PlanRole.HVB, "", "Nicht nötig", T0)))
                .isEqualTo("plan.refused.noReason");

        var waived = accepted(plan.waive(first, PlanRole.HVB, "Grothe", " Nicht nötig ", T0));
        assertThat(waived).isEqualTo(new TaskRecord("A", 1, TaskRecord.State.WAIVED, "Grothe", T0, "Nicht nötig"));
        assertThat(plan(List.of(waived)).status(second)).isEqualTo(new Status.Ready());
    }

    @Test
    void openingAgainKeepsTheOldInstanceAndBlocksWhatFollows() {
        var done = record(first, 1, TaskRecord.State.DONE);
        assertThat(refused(plan(List.of(done)).reopen(first, "Grothe", "", T0))).isEqualTo("plan.refused.noReason");

        var again = accepted(plan(List.of(done)).reopen(first, "Grothe", "Neuer Befund", T0));
        assertThat(again).isEqualTo(new TaskRecord("A", 2, TaskRecord.State.OPEN, "Grothe", T0, "Neuer Befund"));
        for (var records : List.of(List.of(done, again), List.of(again, done))) {
            var plan = plan(records);
            assertThat(plan.status(first)).isEqualTo(new Status.Ready());
            assertThat(plan.status(second)).isInstanceOf(Status.Blocked.class);
            assertThat(accepted(plan.finish(first, "Grothe", "", T0)).instance())
                    .isEqualTo(2);
        }
    }

    @Test
    void oneOfSeveralIsEnough() {
        var stated = Plan.of(playbook, T0, List.of(), List.of(), Set.of("clean"), Set.of());

        assertThat(stated.status(either)).isEqualTo(new Status.Ready());
        assertThat(stated.factsWanted()).isEmpty();
        assertThat(plan(List.of(record(first, 1, TaskRecord.State.DONE))).status(either))
                .isEqualTo(new Status.Ready());
        assertThat(plan(List.of()).factsWanted()).containsExactly(clean);
    }

    @Test
    void aDecisionIsAskedWhenItsTimeComesAndOpensItsTasks() {
        assertThat(plan(List.of()).gatesAsked()).isEmpty();
        assertThat(plan(List.of(record(first, 1, TaskRecord.State.DONE))).gatesAsked())
                .containsExactly(gate);

        var after = Plan.of(playbook, T0, List.of(), List.of(), Set.of(), Set.of("G"));
        assertThat(after.gatesAsked()).isEmpty();
        assertThat(after.status(decided)).isEqualTo(new Status.Ready());
    }

    @Test
    void nobodyIsToldMoreThanThreeThingsAndWhatRunsComesFirst() {
        var steps = Stream.of("1", "2", "3", "4")
                .map(id -> step(id, List.of(), List.of()))
                .toList();
        var many = playbook(steps, List.of(), List.of(), List.of());
        var running = record(steps.get(3), 1, TaskRecord.State.RUNNING);

        assertThat(Plan.of(many, T0, List.of(), List.of(running), Set.of(), Set.of())
                        .next(PlanRole.CERT))
                .extracting(next -> next.step().id())
                .containsExactly("4", "1", "2");
        assertThat(Plan.of(many, T0, List.of(), List.of(), Set.of(), Set.of()).next(PlanRole.POL))
                .isEmpty();
    }
}
