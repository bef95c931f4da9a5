package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;

import de.komcert.app.incident.plan.AddedTask;
import de.komcert.app.incident.plan.Next;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Status;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.plan.TaskRecord;
import org.jspecify.annotations.Nullable;

/** Tasks as programs read them. */
final class TaskBodies {

    private TaskBodies() {}

    /** Where a task stands. */
    enum TaskState {
        BLOCKED,
        READY,
        RUNNING,
        DONE,
        WAIVED
    }

    /** What a task can wait for. */
    enum WaitingKind {
        TASK,
        FACT,
        DECISION,
        /** One of several is enough. */
        ONE_OF,
        /** A rule forbids it until a task is done. */
        RULE
    }

    /** What puts a task at its place. */
    enum NextReason {
        PEOPLE_IN_DANGER,
        LOST_FOR_GOOD,
        OTHERS_WAIT,
        DUE_FIRST,
        ITS_TURN
    }

    /**
     * Something a task waits for.
     *
     * @param id of the task, the gate or the fact; empty where there are choices
     * @param text what it is, in words
     * @param choices of which one is enough
     */
    record WaitingBody(WaitingKind kind, String id, String text, List<WaitingBody> choices) {

        static WaitingBody of(Status.Waiting waiting) {
            return switch (waiting) {
                case Status.Waiting.ForTask(var step) ->
                    new WaitingBody(WaitingKind.TASK, step.id(), step.title(), List.of());
                case Status.Waiting.ForFact(var fact) ->
                    new WaitingBody(WaitingKind.FACT, fact.name(), fact.sentence(), List.of());
                case Status.Waiting.ForDecision(var gate) ->
                    new WaitingBody(WaitingKind.DECISION, gate.id(), gate.question(), List.of());
                case Status.Waiting.ForOneOf(var choices) ->
                    new WaitingBody(
                            WaitingKind.ONE_OF,
                            "",
                            "",
                            choices.stream().map(WaitingBody::of).toList());
                case Status.Waiting.ForRule(var rule, var step) ->
                    new WaitingBody(WaitingKind.RULE, step.id(), rule.reason(), List.of());
            };
        }
    }

    /**
     * A legal period. No clock is computed from it.
     *
     * @param length as the law counts it, such as {@code PT72H} or {@code P1M}
     * @param start the event it starts with, in words
     * @param whose the role whose duty it is
     */
    record PeriodBody(String length, String start, PlanRole whose) {}

    /**
     * A task of the plan.
     *
     * @param phase from 1 to 9, or 0 for an own task, which belongs to none
     * @param roles who does it; the first leads
     * @param waivedBy the one role that may decide to leave it out
     * @param due when it is due at the latest
     * @param waitsFor what keeps a blocked task from beginning
     * @param why why this, and why now; may be empty for an own task
     * @param plain the same for somebody who knows nothing of IT; empty for an own task
     * @param gate the decision it belongs to
     * @param doneBy the fact that must be stated before it can be done; stating it does the task
     * @param who whoever began, finished or waived it
     * @param at when they did
     * @param reason why it was waived
     * @param result what came of it, where somebody said so as it was done
     * @param addedBy whoever added an own task; missing for a task of the playbook
     * @param addedAt when they did
     */
    record TaskBody(
            String id,
            String title,
            int phase,
            List<PlanRole> roles,
            PlanRole waivedBy,
            TaskState state,
            @Nullable Instant due,
            @Nullable PeriodBody period,
            List<WaitingBody> waitsFor,
            String why,
            String plain,
            @Nullable String gate,
            @Nullable String doneBy,
            @Nullable String who,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable String result,
            @Nullable String addedBy,
            @Nullable Instant addedAt) {

        static TaskBody of(Plan plan, Step step) {
            return switch (plan.status(step)) {
                case Status.Blocked(var waiting, var begun) ->
                    of(
                            plan,
                            step,
                            TaskState.BLOCKED,
                            waiting.stream().map(WaitingBody::of).toList(),
                            begun);
                case Status.Ready _ -> of(plan, step, TaskState.READY, List.of(), null);
                case Status.Running(var record) -> of(plan, step, TaskState.RUNNING, List.of(), record);
                case Status.Done(var record) -> of(plan, step, TaskState.DONE, List.of(), record);
                case Status.Waived(var record) -> of(plan, step, TaskState.WAIVED, List.of(), record);
            };
        }

        private static TaskBody of(
                Plan plan, Step step, TaskState state, List<WaitingBody> waiting, @Nullable TaskRecord record) {
            var period = step.period();
            var added = plan.added(step);
            return new TaskBody(
                    step.id(),
                    step.title(),
                    step.phase(),
                    step.roles(),
                    step.waivedBy(),
                    state,
                    plan.due(step),
                    period == null ? null : new PeriodBody(period.length(), period.start(), period.whose()),
                    waiting,
                    step.why(),
                    step.plain(),
                    step.gate(),
                    step.doneBy(),
                    record == null ? null : record.who(),
                    record == null ? null : record.at(),
                    state == TaskState.DONE || record == null ? null : record.reason(),
                    state == TaskState.DONE && record != null ? record.reason() : null,
                    added.map(AddedTask::addedBy).orElse(null),
                    added.map(AddedTask::addedAt).orElse(null));
        }
    }

    /**
     * A task that a role should do now.
     *
     * @param reason what puts it at its place
     * @param waiting how many tasks wait for it
     * @param running whether somebody does it already
     */
    record NextTask(
            String id,
            String title,
            NextReason reason,
            @Nullable Integer waiting,
            boolean running,
            @Nullable Instant due,
            String why) {

        static NextTask of(Next next) {
            return switch (next.reason()) {
                case Next.Reason.PeopleInDanger _ -> of(next, NextReason.PEOPLE_IN_DANGER, null);
                case Next.Reason.LostForGood _ -> of(next, NextReason.LOST_FOR_GOOD, null);
                case Next.Reason.OthersWait(int tasks) -> of(next, NextReason.OTHERS_WAIT, tasks);
                case Next.Reason.DueFirst _ -> of(next, NextReason.DUE_FIRST, null);
                case Next.Reason.ItsTurn _ -> of(next, NextReason.ITS_TURN, null);
            };
        }

        private static NextTask of(Next next, NextReason reason, @Nullable Integer waiting) {
            var step = next.step();
            return new NextTask(step.id(), step.title(), reason, waiting, next.running(), next.due(), step.why());
        }
    }
}
