package de.komcert.app.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Fact;
import de.komcert.app.incident.plan.Move;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.app.web.Typed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The plans of the incidents: what was recorded of their tasks, adding a task, and moving one on. */
@Component
@Transactional
public class Plans {

    /** The fact that an Auftrag was given. */
    static final String MANDATE_GIVEN = "auftrag.erteilt";

    /** The fact that the insurer was asked. */
    static final String INSURER_ASKED = "versicherung.gefragt";

    /** The facts that are stated by recording what happened, and by nothing less. */
    public static final Set<String> RECORDED = Set.of(MANDATE_GIVEN, INSURER_ASKED);

    /** A due time beyond it is a slip of the hand. */
    private static final Duration FARTHEST = Duration.ofDays(36_525);

    private final PlanRows rows;
    private final Incidents incidents;
    private final Decisions decisions;
    private final Journal journal;
    private final OwnTaskRows ownTasks;
    private final Texts texts;
    private final Clock clock;

    Plans(
            PlanRows rows,
            Incidents incidents,
            Decisions decisions,
            Journal journal,
            OwnTaskRows ownTasks,
            Texts texts,
            Clock clock) {
        this.rows = rows;
        this.incidents = incidents;
        this.decisions = decisions;
        this.journal = journal;
        this.ownTasks = ownTasks;
        this.texts = texts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Plan of(Incident incident) {
        return Objects.requireNonNull(of(List.of(incident)).get(incident.id()));
    }

    /** The plans of all of these, with as many statements as for one. */
    @Transactional(readOnly = true)
    public Map<IncidentId, Plan> of(Collection<Incident> incidents) {
        return rows.of(incidents);
    }

    /** What the Meldung itself was about is done by the time there is an incident. */
    @EventListener
    void opened(IncidentOpened opened) {
        var incident = incidents.working(opened.incident());
        of(incident).playbook().steps().stream()
                .filter(Step::byReport)
                .forEach(step -> finish(incident.id(), step.id()));
    }

    /**
     * Adds a task of one's own to the plan, and gives the id of its step. The CERT may leave it out, as any task of which
     * no playbook says more. Refused without a title, with a due time that has passed or lies beyond all reason, and in
     * an incident that is closed.
     */
    public String add(IncidentId id, OwnTask task) {
        var incident = incidents.working(id);
        if (task.title().isEmpty()) {
            throw new Refusal("task.titleMissing");
        }
        var now = clock.instant();
        var due = task.due();
        if (due != null && (!due.isAfter(now) || due.isAfter(now.plus(FARTHEST)))) {
            throw new Refusal("task.dueUnlikely");
        }
        var added = ownTasks.insert(incident, task, PlanRole.CERT, now);
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.TASK,
                due == null ? "journal.taskAdded" : "journal.taskAddedDue",
                added.id(),
                added.title(),
                texts.get(Locale.GERMAN, "planRole." + added.role()),
                due == null ? "" : Times.german(texts, due));
        incidents.changed(id, incident.compartment());
        return added.id();
    }

    public void start(IncidentId id, String task) {
        var incident = incidents.working(id);
        var plan = of(incident);
        var step = step(plan, task);
        carryOut(incident, step, plan.start(step, author(), clock.instant()), "journal.taskStarted");
    }

    /** A task is done, and there is no more to be said of it. */
    public void finish(IncidentId id, String task) {
        finish(id, task, "");
    }

    /**
     * A task is done.
     *
     * @param result what came of it, in one line; may be empty
     */
    public void finish(IncidentId id, String task, String result) {
        var incident = incidents.working(id);
        var plan = of(incident);
        var step = step(plan, task);
        var said = Typed.line(result);
        var sentence = said.isEmpty() ? "journal.taskDone" : "journal.taskDoneWith";
        carryOut(incident, step, plan.finish(step, author(), said, clock.instant()), sentence);
    }

    /**
     * That a task is left out.
     *
     * @param as the role in which it was decided
     * @param decidedBy whoever decided; they need no account
     * @param channel by which channel they told us
     */
    public record Waiver(PlanRole as, String decidedBy, Instant decidedAt, String channel, String why) {

        public Waiver {
            decidedBy = Typed.line(decidedBy);
            channel = Typed.line(channel);
            why = Typed.line(why);
        }

        /** Leaving a task out is a decision too. */
        private Decisions.Taken decision(Step step) {
            return Decisions.Taken.unasked(
                    step.id() + " " + step.title(), "entfällt", decidedBy, decidedAt, channel, why);
        }
    }

    /**
     * Leaves a task out. Whoever decided it need not sign in; both names stand in the decision. Refused where it is said to
     * have been decided in the future, or before there was a plan.
     */
    public void waive(IncidentId id, String task, Waiver waiver) {
        var incident = incidents.working(id);
        var plan = of(incident);
        var step = step(plan, task);
        journal.requirePast(waiver.decidedAt());
        if (waiver.decidedAt().isBefore(incident.t0().truncatedTo(ChronoUnit.MINUTES))) {
            throw new Refusal("plan.refused.beforeStart", step.id(), step.title());
        }
        var move = plan.waive(step, waiver.as(), waiver.decidedBy(), waiver.why(), waiver.decidedAt());
        carryOut(incident, step, move, "journal.taskWaived");
        decisions.record(id, waiver.decision(step));
    }

    public void reopen(IncidentId id, String task, String reason) {
        var incident = incidents.working(id);
        var plan = of(incident);
        var step = step(plan, task);
        var move = plan.reopen(step, author(), Typed.line(reason), clock.instant());
        carryOut(incident, step, move, "journal.taskReopened");
    }

    /** States a fact that tasks wait for. Refused for one that has a form of its own, such as the Auftrag. */
    public void state(IncidentId id, String name) {
        var incident = incidents.working(id);
        var fact = of(incident).playbook().fact(name).orElseThrow(NotHere::new);
        if (RECORDED.contains(name)) {
            throw new Refusal("fact.recordedElsewhere", fact.sentence());
        }
        state(incident, fact);
    }

    /** States what has just been recorded with all its circumstances, where the playbook knows such a fact. */
    void establish(Incident incident, String name) {
        of(incident).playbook().fact(name).ifPresent(fact -> state(incident, fact));
    }

    /** What the fact does is done: the Auftrag is recorded, so nobody has to say once more that it is settled. */
    private void state(Incident incident, Fact fact) {
        if (rows.state(incident, fact, clock.instant())) {
            journal.record(incident.compartment(), JournalEntry.Kind.TASK, "journal.fact", fact.sentence());
            incidents.changed(incident.id(), incident.compartment());
        }
        of(incident).doneBy(fact).forEach(step -> finish(incident.id(), step.id()));
    }

    private void carryOut(Incident incident, Step step, Move move, String sentence) {
        switch (move) {
            case Move.Refused(var key, var arguments) -> throw new Refusal(key, arguments.toArray());
            case Move.Accepted(var record) -> {
                rows.put(incident, record);
                journal.record(
                        incident.compartment(),
                        record.at(),
                        JournalEntry.Kind.TASK,
                        sentence,
                        step.id(),
                        step.title(),
                        record.reason());
                incidents.changed(incident.id(), incident.compartment());
            }
        }
    }

    private static Step step(Plan plan, String task) {
        return plan.step(task).orElseThrow(NotHere::new);
    }

    private static String author() {
        return Acting.now().name();
    }
}
