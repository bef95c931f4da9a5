package de.komcert.app.incident.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A playbook in the course of an incident, with the tasks that were added to it: computed from what was recorded,
 * changed by nobody.
 *
 * <p>Ready tasks are ordered by danger to people, then by what is lost for good, then by how many tasks wait for them,
 * then by due time.
 */
public final class Plan {

    /** More than three things at once help nobody in distress. */
    private static final int AT_ONCE = 3;

    private final Playbook playbook;
    private final Instant t0;
    private final List<Step> steps;
    private final Map<String, AddedTask> added = new HashMap<>();
    private final Map<String, TaskRecord> latest = new HashMap<>();
    private final Set<String> facts;
    private final Set<String> decided;
    /** How many tasks come after each, directly or by others, and are still open. */
    private final Map<String, Integer> waiters = new HashMap<>();

    private Plan(
            Playbook playbook,
            Instant t0,
            List<AddedTask> added,
            List<TaskRecord> records,
            Set<String> facts,
            Set<String> decided) {
        this.playbook = playbook;
        this.t0 = t0;
        this.facts = Set.copyOf(facts);
        this.decided = Set.copyOf(decided);
        added.forEach(task -> this.added.put(task.id(), task));
        this.steps = Stream.concat(
                        playbook.steps().stream(),
                        added.stream()
                                .sorted(Comparator.comparing(AddedTask::number))
                                .map(task -> task.step(t0)))
                .toList();
        for (var record : records) {
            latest.merge(record.task(), record, (a, b) -> a.instance() >= b.instance() ? a : b);
        }
        var followers = Followers.of(playbook);
        for (var step : playbook.steps()) {
            waiters.put(step.id(), (int)
                    followers.after(step).filter(id -> !given(id)).count());
        }
    }

    /**
     * The plan of this playbook after all that was added and recorded; the order of either does not matter.
     *
     * @param facts names of the facts that were stated
     * @param decided ids of the gates that were decided
     */
    public static Plan of(
            Playbook playbook,
            Instant t0,
            List<AddedTask> added,
            List<TaskRecord> records,
            Set<String> facts,
            Set<String> decided) {
        return new Plan(playbook, t0, added, records, facts, decided);
    }

    public Playbook playbook() {
        return playbook;
    }

    /** All tasks: those of the playbook, then those that were added, in the order in which they were. */
    public List<Step> steps() {
        return steps;
    }

    /** The task of this id, of the playbook or added. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** Who added this task and when; nothing for a task of the playbook. */
    public Optional<AddedTask> added(Step step) {
        return Optional.ofNullable(added.get(step.id()));
    }

    public Status status(Step step) {
        var record = latest.get(step.id());
        return switch (record == null ? TaskRecord.State.OPEN : record.state()) {
            case RUNNING -> {
                // What it waits for may have been opened again since: then it stands still, and its start stays on
                // record.
                var waiting = waiting(step);
                yield waiting.isEmpty()
                        ? new Status.Running(Objects.requireNonNull(record))
                        : new Status.Blocked(waiting, record);
            }
            case DONE -> new Status.Done(Objects.requireNonNull(record));
            case WAIVED -> new Status.Waived(Objects.requireNonNull(record));
            case OPEN -> {
                var waiting = waiting(step);
                yield waiting.isEmpty() ? new Status.Ready() : new Status.Blocked(waiting, null);
            }
        };
    }

    /** When the task is due, or null where the playbook names no time. */
    public @Nullable Instant due(Step step) {
        var due = step.due();
        return due == null ? null : t0.plus(due);
    }

    /** The next three tasks of a role, those it already does first. */
    public List<Next> next(PlanRole role) {
        return steps.stream()
                .filter(step -> step.roles().contains(role))
                .filter(this::moves)
                .sorted(mostUrgentFirst())
                .limit(AT_ONCE)
                .map(step -> new Next(step, reason(step), status(step) instanceof Status.Running, due(step)))
                .toList();
    }

    /** The gates whose question is on the table and not decided: everything they come after has begun. */
    public List<Gate> gatesAsked() {
        return playbook.gates().stream()
                .filter(gate -> !decided.contains(gate.id()))
                .filter(gate -> gate.after().stream().allMatch(this::begun))
                .toList();
    }

    /** The gates whose question is still to come. */
    public List<Gate> gatesToCome() {
        var asked = gatesAsked();
        return playbook.gates().stream()
                .filter(gate -> !decided.contains(gate.id()) && !asked.contains(gate))
                .toList();
    }

    /** What must begin before the question of this gate is on the table. */
    public List<Status.Waiting> comesAfter(Gate gate) {
        return gate.after().stream()
                .filter(id -> !begun(id))
                .map(this::waitingFor)
                .toList();
    }

    /** The facts that some open task waits for and nobody has stated yet. */
    public List<Fact> factsWanted() {
        return playbook.facts().stream()
                .filter(fact -> !facts.contains(fact.name()))
                .filter(fact -> playbook.steps().stream()
                        .anyMatch(step -> status(step).open()
                                && (step.allOf().contains(fact.name())
                                        || step.anyOf().contains(fact.name()))))
                .toList();
    }

    /** Whether this fact was stated. */
    public boolean stated(Fact fact) {
        return facts.contains(fact.name());
    }

    /** The fact that must be stated before this task can be done, while nobody has stated it. */
    public Optional<Fact> wants(Step step) {
        return Optional.ofNullable(step.doneBy())
                .filter(name -> !facts.contains(name))
                .flatMap(playbook::fact);
    }

    /** The tasks that this fact does, those that can move. */
    public List<Step> doneBy(Fact fact) {
        return playbook.steps().stream()
                .filter(step -> fact.name().equals(step.doneBy()))
                .filter(this::moves)
                .toList();
    }

    /** Somebody takes the task on. */
    public Move start(Step step, String who, Instant now) {
        return switch (status(step)) {
            case Status.Ready _ -> moved(step, TaskRecord.State.RUNNING, who, now, "");
            case Status.Blocked _ -> refused("plan.refused.blocked", step);
            case Status.Running _ -> refused("plan.refused.running", step);
            case Status.Done _, Status.Waived _ -> refused("plan.refused.ended", step);
        };
    }

    /**
     * The task is done, whether or not somebody said before that they had begun.
     *
     * @param result what came of it, such as whom they reached; may be empty
     */
    public Move finish(Step step, String who, String result, Instant now) {
        return switch (status(step)) {
            case Status.Ready _, Status.Running _ ->
                wants(step)
                        .<Move>map(fact -> new Move.Refused(
                                "plan.refused.wantsFact", List.of(step.id(), step.title(), fact.sentence())))
                        .orElseGet(() -> moved(step, TaskRecord.State.DONE, who, now, result));
            case Status.Blocked _ -> refused("plan.refused.blocked", step);
            case Status.Done _, Status.Waived _ -> refused("plan.refused.ended", step);
        };
    }

    /** Somebody in the role that may decide it leaves the task out, for a reason. */
    public Move waive(Step step, PlanRole as, String who, String reason, Instant now) {
        if (as != step.waivedBy()) {
            return refused("plan.refused.notYours", step);
        }
        if (reason.isBlank() || who.isBlank()) {
            return refused("plan.refused.noReason", step);
        }
        return switch (status(step)) {
            case Status.Ready _, Status.Running _, Status.Blocked _ ->
                moved(step, TaskRecord.State.WAIVED, who, now, reason);
            case Status.Done _, Status.Waived _ -> refused("plan.refused.ended", step);
        };
    }

    /** What was done or left out must be done again: a new instance begins, the old one stays on record. */
    public Move reopen(Step step, String who, String reason, Instant now) {
        if (reason.isBlank()) {
            return refused("plan.refused.noReason", step);
        }
        return switch (status(step)) {
            case Status.Done(var record) -> reopened(record, who, reason, now);
            case Status.Waived(var record) -> reopened(record, who, reason, now);
            case Status.Ready _, Status.Running _, Status.Blocked _ -> refused("plan.refused.open", step);
        };
    }

    private Move moved(Step step, TaskRecord.State state, String who, Instant now, String reason) {
        var record = latest.get(step.id());
        var instance = record == null ? 1 : record.instance();
        return new Move.Accepted(new TaskRecord(step.id(), instance, state, who, now, reason.strip()));
    }

    private static Move reopened(TaskRecord old, String who, String reason, Instant now) {
        return new Move.Accepted(
                new TaskRecord(old.task(), old.instance() + 1, TaskRecord.State.OPEN, who, now, reason.strip()));
    }

    private static Move refused(String key, Step step) {
        return new Move.Refused(key, List.of(step.id(), step.title()));
    }

    private List<Status.Waiting> waiting(Step step) {
        var waiting = new ArrayList<Status.Waiting>();
        step.allOf().stream().filter(id -> !given(id)).map(this::waitingFor).forEach(waiting::add);
        if (!step.anyOf().isEmpty() && step.anyOf().stream().noneMatch(this::given)) {
            waiting.add(new Status.Waiting.ForOneOf(
                    step.anyOf().stream().map(this::waitingFor).toList()));
        }
        for (var rule : playbook.rules()) {
            if (rule.then().contains(step.id())) {
                rule.first().stream()
                        .filter(id -> !given(id) && !step.allOf().contains(id))
                        .flatMap(id -> playbook.step(id).stream())
                        .map(first -> new Status.Waiting.ForRule(rule, first))
                        .forEach(waiting::add);
            }
        }
        return waiting;
    }

    private Status.Waiting waitingFor(String id) {
        return playbook.fact(id)
                .<Status.Waiting>map(Status.Waiting.ForFact::new)
                .or(() -> playbook.gate(id).map(Status.Waiting.ForDecision::new))
                .orElseGet(() -> new Status.Waiting.ForTask(playbook.step(id).orElseThrow()));
    }

    private boolean given(String id) {
        var record = latest.get(id);
        return facts.contains(id) || decided.contains(id) || (record != null && record.fulfilled());
    }

    /** Whether somebody can do it now. */
    private boolean moves(Step step) {
        return switch (status(step)) {
            case Status.Ready _, Status.Running _ -> true;
            case Status.Blocked _, Status.Done _, Status.Waived _ -> false;
        };
    }

    private boolean begun(String id) {
        var record = latest.get(id);
        return given(id) || (record != null && record.state() == TaskRecord.State.RUNNING);
    }

    private Comparator<Step> mostUrgentFirst() {
        return Comparator.<Step, Boolean>comparing(step -> !(status(step) instanceof Status.Running))
                .thenComparing(Step::danger, Comparator.reverseOrder())
                .thenComparing(step -> waiters.getOrDefault(step.id(), 0), Comparator.reverseOrder())
                .thenComparing(this::due, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(step -> added(step).map(AddedTask::number).orElse(0))
                .thenComparing(Step::id);
    }

    private Next.Reason reason(Step step) {
        int waiting = waiters.getOrDefault(step.id(), 0);
        return switch (step.danger()) {
            case PEOPLE -> new Next.Reason.PeopleInDanger();
            case LOSS -> new Next.Reason.LostForGood();
            case NONE -> {
                if (waiting > 0) {
                    yield new Next.Reason.OthersWait(waiting);
                }
                yield due(step) != null ? new Next.Reason.DueFirst() : new Next.Reason.ItsTurn();
            }
        };
    }
}
