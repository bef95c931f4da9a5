package de.komcert.app.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Fact;
import de.komcert.app.incident.plan.Move;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.plan.PlaybookReader;
import de.komcert.app.incident.plan.Reading;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.plan.TaskRecord;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.app.web.Typed;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The plans of the incidents: what was recorded of their tasks, adding a task, and moving one on. */
@Component
@Transactional
public class Plans {

    /** The facts that are stated by recording what happened, and by nothing less. */
    public static final Set<String> RECORDED = Set.of(Mandates.GIVEN, InsurerCalls.ASKED);

    /** A due time beyond it is a slip of the hand. */
    private static final Duration FARTHEST = Duration.ofDays(36_525);

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Decisions decisions;
    private final Journal journal;
    private final OwnTaskRows ownTasks;
    private final Texts texts;
    private final Clock clock;
    /** Reading a playbook takes longer than a page; its text never changes. */
    private final ConcurrentHashMap<String, Playbook> read = new ConcurrentHashMap<>();

    Plans(
            JdbcClient jdbc,
            Incidents incidents,
            Decisions decisions,
            Journal journal,
            OwnTaskRows ownTasks,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
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
        var ids = incidents.stream().map(incident -> incident.id().value()).toArray(UUID[]::new);
        var added = ownTasks.of(ids);
        var records = byIncident(
                "select incident_id, task, instance, state, who, at, reason from incident.task where incident_id = any(?)",
                ids,
                row -> new TaskRecord(
                        row.getString("task"),
                        row.getInt("instance"),
                        TaskRecord.State.valueOf(row.getString("state")),
                        row.getString("who"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("reason")));
        var given = byIncident("""
                select incident_id, gate, name from (
                    select incident_id, false as gate, name from incident.fact
                    union all
                    select incident_id, true, gate from incident.decision where gate <> ''
                ) given where incident_id = any(?)""", ids, row -> new Given(row.getBoolean("gate"), row.getString("name")));
        var playbooks = playbooks(incidents);
        return incidents.stream()
                .collect(Collectors.toMap(
                        Incident::id,
                        incident -> Plan.of(
                                Objects.requireNonNull(
                                        playbooks.get(incident.id().value())),
                                incident.t0(),
                                added.getOrDefault(incident.id().value(), List.of()),
                                records.getOrDefault(incident.id().value(), List.of()),
                                Given.names(given.getOrDefault(incident.id().value(), List.of()), false),
                                Given.names(given.getOrDefault(incident.id().value(), List.of()), true))));
    }

    /** A fact that was stated, or a gate that was decided. */
    private record Given(boolean gate, String name) {

        static Set<String> names(List<Given> given, boolean gates) {
            return given.stream()
                    .filter(one -> one.gate() == gates)
                    .map(Given::name)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private <T> Map<UUID, List<T>> byIncident(String sql, UUID[] ids, Column<T> column) {
        return jdbc
                .sql(sql)
                .param(ids)
                .query((row, _) -> Map.entry(row.getObject("incident_id", UUID.class), column.read(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private interface Column<T> {
        T read(ResultSet row) throws SQLException;
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
        decisions.record(id, Decisions.Taken.toWaive(step, waiver));
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
        var added = jdbc.sql("""
                        insert into incident.fact (compartment_id, incident_id, name, stated_by, stated_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        incident.compartment().value(),
                        incident.id().value(),
                        fact.name(),
                        author(),
                        Timestamp.from(clock.instant()))
                .update();
        if (added > 0) {
            journal.record(incident.compartment(), JournalEntry.Kind.TASK, "journal.fact", fact.sentence());
            incidents.changed(incident.id(), incident.compartment());
        }
        of(incident).doneBy(fact).forEach(step -> finish(incident.id(), step.id()));
    }

    private void carryOut(Incident incident, Step step, Move move, String sentence) {
        switch (move) {
            case Move.Refused(var key, var arguments) -> throw new Refusal(key, arguments.toArray());
            case Move.Accepted(var record) -> {
                jdbc.sql("""
                                insert into incident.task (compartment_id, incident_id, task, instance, state, who, at,
                                    reason, person_id)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (incident_id, task, instance) do update set state = excluded.state,
                                    who = excluded.who, at = excluded.at, reason = excluded.reason,
                                    person_id = excluded.person_id""")
                        .params(
                                incident.compartment().value(),
                                incident.id().value(),
                                record.task(),
                                record.instance(),
                                record.state().name(),
                                record.who(),
                                Timestamp.from(record.at()),
                                record.reason(),
                                Acting.now().id())
                        .update();
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

    /** The playbooks as they were when the incidents were opened; incidents of one version share one text. */
    private Map<UUID, Playbook> playbooks(Collection<Incident> incidents) {
        var ids = incidents.stream().map(incident -> incident.id().value()).toArray(UUID[]::new);
        return jdbc
                .sql("""
                        select i.playbook, i.playbook_text, r.reviewer, array_agg(i.id) as incidents
                        from incident.incident i left join incident.playbook_release r
                            on r.fingerprint = sha256(convert_to(i.playbook_text, 'UTF8')) and r.withdrawn_at is null
                        where i.id = any(?) group by i.playbook, i.playbook_text, r.reviewer""")
                .param(ids)
                .query((row, _) -> {
                    var playbook = playbook(row.getString("playbook"), row.getString("playbook_text"))
                            .releasedBy(row.getString("reviewer"));
                    return Arrays.stream((UUID[]) row.getArray("incidents").getArray())
                            .map(id -> Map.entry(id, playbook))
                            .toList();
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Playbook playbook(String id, String text) {
        return read.computeIfAbsent(text, yaml -> switch (PlaybookReader.read(id, yaml)) {
            case Reading.Good(var playbook) -> playbook;
            case Reading.Bad(var problems) ->
                throw new IllegalStateException("the playbook of an incident became unreadable: " + problems);
        });
    }

    private static Step step(Plan plan, String task) {
        return plan.step(task).orElseThrow(NotHere::new);
    }

    private static String author() {
        return Acting.now().name();
    }
}
