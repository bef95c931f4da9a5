package de.komcert.app.incident.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that somebody added stand in the plan as if a playbook had named them. */
class OwnTasksInPlanTests extends PlanCase {

    @Test
    void ownTasksComeAfterThoseOfThePlaybookInTheOrderInWhichTheyWereAdded() {
        var plan = withOwn(own(10, Danger.NONE, null), own(2, Danger.NONE, null), own(1, Danger.NONE, null));

        assertThat(plan.steps()).extracting(Step::id).containsExactly("A", "B", "C", "D", "E", "E1", "E2", "E10");
        assertThat(plan.playbook()).isEqualTo(playbook);
        var second = plan.step("E2").orElseThrow();
        assertThat(plan.status(second)).isEqualTo(new Status.Ready());
        assertThat(plan.added(second).map(AddedTask::addedBy)).contains("Grothe");
        assertThat(plan.added(first)).isEmpty();
        assertThat(plan.due(second)).isNull();
    }

    @Test
    void dangerAndDueTimePutAnOwnTaskAtItsPlaceAndNothingElseDoes() {
        var soon = T0.plusSeconds(60);
        var plan = withOwn(
                own(1, Danger.NONE, null),
                own(2, Danger.NONE, soon),
                own(3, Danger.LOSS, null),
                own(4, Danger.PEOPLE, null));

        assertThat(ids(plan.next(PlanRole.CERT))).containsExactly("E4", "E3", "A");
        var later = withOwn(
                List.of(
                        record(plan.step("E4").orElseThrow(), 1, TaskRecord.State.DONE),
                        record(plan.step("E3").orElseThrow(), 1, TaskRecord.State.WAIVED)),
                own(1, Danger.NONE, null),
                own(2, Danger.NONE, soon),
                own(3, Danger.LOSS, null),
                own(4, Danger.PEOPLE, null));
        assertThat(ids(later.next(PlanRole.CERT))).as("others wait for A").containsExactly("A", "E2", "E1");
        assertThat(later.due(later.step("E2").orElseThrow())).isEqualTo(soon);
        var tie = withOwn(own(10, Danger.LOSS, null), own(9, Danger.LOSS, null));
        assertThat(ids(tie.next(PlanRole.CERT))).containsExactly("E9", "E10", "A");
    }

    @Test
    void anOwnTaskMovesAsAnyOtherAndTheCertLeavesItOut() {
        var own = own(1, Danger.NONE, null);
        var step = withOwn(own).step("E1").orElseThrow();

        var running = accepted(withOwn(own).start(step, "Yildiran", T0));
        assertThat(withOwn(List.of(running), own).status(step)).isEqualTo(new Status.Running(running));
        var done = accepted(withOwn(List.of(running), own).finish(step, "Yildiran", "", T0));
        assertThat(withOwn(List.of(done), own).next(PlanRole.CERT))
                .extracting(Next::step)
                .doesNotContain(step);
        assertThat(accepted(withOwn(List.of(done), own).reopen(step, "Grothe", "Wieder da", T0))
                        .instance())
                .isEqualTo(2);
        assertThat(refused(withOwn(own).waive(step, PlanRole.HVB, "Hellweger", "Darum", T0)))
                .isEqualTo("plan.refused.notYours");
        assertThat(accepted(withOwn(own).waive(step, PlanRole.CERT, "Rothkamp", "Darum", T0))
                        .state())
                .isEqualTo(TaskRecord.State.WAIVED);
    }
}
