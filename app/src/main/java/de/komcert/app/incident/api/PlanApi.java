package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.api.PlaybookApi.PlaybookBody;
import de.komcert.app.incident.api.TaskBodies.NextTask;
import de.komcert.app.incident.api.TaskBodies.TaskBody;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT)
@Tag(name = "Plan", description = "What is important now, in which order, and what waits for what.")
class PlanApi {

    private final Incidents incidents;
    private final Plans plans;
    private final Decisions decisions;
    private final Clock clock;

    PlanApi(Incidents incidents, Plans plans, Decisions decisions, Clock clock) {
        this.incidents = incidents;
        this.plans = plans;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The plan of an incident as it stands. */
    record PlanBody(PlaybookBody playbook, List<TaskBody> tasks, List<GateBody> gates, List<FactBody> facts) {}

    /**
     * A decision somebody has to take.
     *
     * @param recommendation what the CERT advises, one of the options
     * @param reason why it advises so
     * @param decides whose decision it is
     * @param asked whether the question is on the table
     * @param decided whether it was decided
     */
    record GateBody(
            String id,
            String question,
            List<String> options,
            String recommendation,
            String reason,
            List<PlanRole> decides,
            boolean asked,
            boolean decided) {}

    /**
     * Something that tasks wait for and whoever knows it can state.
     *
     * @param sentence what is stated
     * @param wanted whether an open task waits for it
     */
    record FactBody(String name, String sentence, boolean stated, boolean wanted) {}

    /** What to do with a task. */
    enum Move {
        START,
        FINISH,
        WAIVE,
        REOPEN
    }

    /**
     * A task moves on.
     *
     * @param as on WAIVE: the role that decides to leave it out
     * @param who on WAIVE: whoever decided that; they need no account
     * @param decidedAt on WAIVE: when they did, not before T0; now, where it is missing
     * @param channel on WAIVE: by which channel they told us
     * @param reason on WAIVE and REOPEN: why
     * @param result on FINISH: what came of it, such as whom they reached
     */
    record MoveSent(
            @NotNull @Nullable Move move,
            @Nullable PlanRole as,
            @Size(max = Typed.LINE) @Nullable String who,
            @Nullable Instant decidedAt,
            @Size(max = Typed.LINE) @Nullable String channel,
            @Size(max = Typed.LINE) @Nullable String reason,
            @Size(max = Typed.LINE) @Nullable String result) {}

    /**
     * An own task, which no playbook names.
     *
     * @param title what is to be done, in one line
     * @param role who does it; CERT, where it is missing
     * @param danger what waiting puts at risk: NONE, where it is missing
     * @param due when it is due, in the future
     * @param why why it is important
     */
    record OwnTaskSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String title,
            @Nullable PlanRole role,
            @Nullable Danger danger,
            @Nullable Instant due,
            @Size(max = Typed.LINE) @Nullable String why) {}

    /** The whole plan: every task and what it waits for, the gates and the facts. */
    @GetMapping("/plan")
    @Requires(Permission.READ_INCIDENTS)
    PlanBody plan(@PathVariable UUID id) {
        var incident = incidents.find(new IncidentId(id));
        var plan = plans.of(incident);
        var asked = plan.gatesAsked();
        var wanted = plan.factsWanted();
        var decided = decisions.of(incident.id()).stream().map(Decision::gate).collect(Collectors.toSet());
        return new PlanBody(
                PlaybookBody.of(plan.playbook()),
                plan.steps().stream().map(step -> TaskBody.of(plan, step)).toList(),
                plan.playbook().gates().stream()
                        .map(gate -> gate(gate, asked, decided))
                        .toList(),
                plan.playbook().facts().stream()
                        .map(fact ->
                                new FactBody(fact.name(), fact.sentence(), plan.stated(fact), wanted.contains(fact)))
                        .toList());
    }

    /**
     * The next three tasks of a role, with the reason for their order.
     *
     * @param rolle the short code of the role
     */
    @GetMapping("/naechstes")
    @Requires(Permission.READ_INCIDENTS)
    List<NextTask> next(@PathVariable UUID id, @RequestParam(defaultValue = "CERT") PlanRole rolle) {
        return plans.of(incidents.find(new IncidentId(id))).next(rolle).stream()
                .map(NextTask::of)
                .toList();
    }

    /** Adds an own task to the plan. Its id is E and a number; it moves on as any other. */
    @PostMapping("/aufgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    TaskBody add(@PathVariable UUID id, @Valid @RequestBody OwnTaskSent sent) {
        var incident = new IncidentId(id);
        var added = plans.add(
                incident,
                new OwnTask(
                        Sent.text(sent.title()),
                        Objects.requireNonNullElse(sent.role(), PlanRole.CERT),
                        Objects.requireNonNullElse(sent.danger(), Danger.NONE),
                        sent.due(),
                        Sent.text(sent.why())));
        return task(plans.of(incidents.find(incident)), added);
    }

    /** One task. */
    @GetMapping("/aufgaben/{task}")
    @Requires(Permission.READ_INCIDENTS)
    TaskBody task(@PathVariable UUID id, @PathVariable String task) {
        return task(plans.of(incidents.find(new IncidentId(id))), task);
    }

    /** Takes a task on, finishes it, leaves it out or opens it again. */
    @PostMapping("/aufgaben/{task}")
    @Requires(Permission.WORK_INCIDENTS)
    TaskBody move(@PathVariable UUID id, @PathVariable String task, @Valid @RequestBody MoveSent sent) {
        var incident = new IncidentId(id);
        switch (Objects.requireNonNull(sent.move())) {
            case START -> plans.start(incident, task);
            case FINISH -> plans.finish(incident, task, Sent.text(sent.result()));
            case WAIVE ->
                plans.waive(
                        incident,
                        task,
                        new Plans.Waiver(
                                Objects.requireNonNullElse(sent.as(), PlanRole.CERT),
                                Sent.text(sent.who()),
                                Bodies.at(sent.decidedAt(), clock),
                                Sent.text(sent.channel()),
                                Sent.text(sent.reason())));
            case REOPEN -> plans.reopen(incident, task, Sent.text(sent.reason()));
        }
        return task(plans.of(incidents.find(incident)), task);
    }

    /** States a fact that tasks wait for. Stating it again changes nothing. */
    @PutMapping("/feststellungen/{name}")
    @Requires(Permission.WORK_INCIDENTS)
    FactBody state(@PathVariable UUID id, @PathVariable String name) {
        var incident = new IncidentId(id);
        plans.state(incident, name);
        var plan = plans.of(incidents.find(incident));
        var fact = plan.playbook().fact(name).orElseThrow(NotHere::new);
        return new FactBody(
                fact.name(),
                fact.sentence(),
                plan.stated(fact),
                plan.factsWanted().contains(fact));
    }

    private static TaskBody task(Plan plan, String id) {
        return TaskBody.of(plan, plan.step(id).orElseThrow(NotHere::new));
    }

    private static GateBody gate(Gate gate, List<Gate> asked, Set<String> decided) {
        return new GateBody(
                gate.id(),
                gate.question(),
                gate.options(),
                gate.recommendation(),
                gate.reason(),
                gate.decides(),
                asked.contains(gate),
                decided.contains(gate.id()));
    }
}
