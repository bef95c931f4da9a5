package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.List;

import de.komcert.app.incident.Plans;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Status;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.plan.TaskRecord;
import de.komcert.app.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A task as the room shows it.
 *
 * @param why may be empty for an own task, as {@code plain} is
 * @param added that it is an own task, who added it and when, in words; null for a task of the playbook
 * @param touched who did what and when, in words, or null
 * @param waitsFor what it waits for, each in words
 * @param recordAt the page on which to record what does it, or null where a word is enough
 */
record TaskRow(
        String id,
        String title,
        List<PlanRole> roles,
        PlanRole waivedBy,
        State state,
        @Nullable Instant due,
        @Nullable String period,
        String why,
        String plain,
        @Nullable String added,
        @Nullable String touched,
        List<String> waitsFor,
        @Nullable String recordAt) {

    /** The state in one word. */
    enum State {
        BLOCKED,
        READY,
        RUNNING,
        DONE,
        WAIVED
    }

    static TaskRow of(Plan plan, Step step, Shell shell) {
        var status = plan.status(step);
        var period = step.period();
        return new TaskRow(
                step.id(),
                step.title(),
                step.roles(),
                step.waivedBy(),
                state(status),
                plan.due(step),
                period == null ? null : PeriodWords.of(period, shell),
                step.why(),
                step.plain(),
                plan.added(step)
                        .map(one -> shell.t(
                                "task.addedBy", one.addedBy(), shell.times().brief(one.addedAt())))
                        .orElse(null),
                touched(status, shell),
                status instanceof Status.Blocked(var waiting, var _)
                        ? waiting.stream()
                                .map(one -> WaitingWords.of(one, shell))
                                .toList()
                        : List.of(),
                plan.wants(step)
                        .filter(fact -> Plans.RECORDED.contains(fact.name()))
                        .map(_ -> Tabs.MANDATE.path())
                        .orElse(null));
    }

    boolean open() {
        return state != State.DONE && state != State.WAIVED;
    }

    boolean canStart() {
        return state == State.READY;
    }

    boolean canFinish() {
        return (state == State.READY || state == State.RUNNING) && recordAt == null;
    }

    boolean canRecord() {
        return (state == State.READY || state == State.RUNNING) && recordAt != null;
    }

    boolean canWaive() {
        return open();
    }

    boolean canReopen() {
        return !open();
    }

    /** The look of the badge; its word says the same. */
    String badge() {
        return switch (state) {
            case READY -> "k-badge--strong";
            case RUNNING -> "k-badge--warn";
            case DONE -> "k-badge--good";
            case BLOCKED, WAIVED -> "";
        };
    }

    /** A sign for the state, always beside its word. */
    String mark() {
        return switch (state) {
            case BLOCKED -> "○";
            case READY -> "●";
            case RUNNING -> "▶";
            case DONE -> "✓";
            case WAIVED -> "–";
        };
    }

    private static State state(Status status) {
        return switch (status) {
            case Status.Blocked _ -> State.BLOCKED;
            case Status.Ready _ -> State.READY;
            case Status.Running _ -> State.RUNNING;
            case Status.Done _ -> State.DONE;
            case Status.Waived _ -> State.WAIVED;
        };
    }

    private static @Nullable String touched(Status status, Shell shell) {
        return switch (status) {
            case Status.Ready _ -> null;
            case Status.Blocked(var _, var begun) -> begun == null ? null : sentence("room.haltedBy", begun, shell);
            case Status.Running(var record) -> sentence("room.runningBy", record, shell);
            case Status.Done(var record) ->
                sentence(record.reason().isEmpty() ? "room.doneBy" : "room.doneByWith", record, shell);
            case Status.Waived(var record) -> sentence("room.waivedBy", record, shell);
        };
    }

    private static String sentence(String key, TaskRecord record, Shell shell) {
        return shell.t(key, record.who(), shell.times().brief(record.at()), record.reason());
    }
}
