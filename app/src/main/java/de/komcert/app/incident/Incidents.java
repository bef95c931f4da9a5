package de.komcert.app.incident;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The incidents the actor is a member of. What they are not a member of does not exist for them. */
@Component
@Transactional
public class Incidents {

    private static final int DRAWS = 50;

    private static final String COLUMNS = """
            i.id, i.compartment_id, i.code_name, i.title, i.playbook, i.playbook_version, i.exercise, i.state, i.outcome,
            i.t0, i.opened_at, i.closed_at, i.next_look, i.lead, i.severity, i.tlp, i.pap, i.rsit, i.situation, i.revision,
            array(select a.einrichtung_id from incident.affected a where a.incident_id = i.id order by 1) as affected
            """;

    private final JdbcClient jdbc;
    private final Reports reports;
    private final Playbooks playbooks;
    private final Journal journal;
    private final People people;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Incidents(
            JdbcClient jdbc,
            Reports reports,
            Playbooks playbooks,
            Journal journal,
            People people,
            Texts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.playbooks = playbooks;
        this.journal = journal;
        this.people = people;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes an incident of a Meldung: same compartment, same readers. T0 is when the Meldung was taken.
     *
     * @param title a short name, or blank to take the caller's first words
     */
    public Incident open(ReportId reportId, String playbookId, String title) {
        var report = reports.locked(reportId);
        if (report.state() != Report.State.OPEN) {
            throw new Refusal("report.ended");
        }
        var playbook = playbooks.find(playbookId).orElseThrow(() -> new Refusal("incident.unknownPlaybook"));
        var id = IncidentId.random();
        var name = freeCodeName();
        var suggested = playbook.suggested();
        jdbc.sql("""
                        insert into incident.incident (id, compartment_id, code_name, title, playbook, playbook_version,
                            playbook_text, exercise, state, t0, opened_at, lead, severity, tlp, pap, rsit)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        report.compartment().value(),
                        name.value(),
                        title(title, report.call(), playbook),
                        playbook.id(),
                        playbook.version(),
                        playbooks.text(playbookId),
                        report.exercise(),
                        Timestamp.from(report.takenAt()),
                        Timestamp.from(clock.instant()),
                        Acting.person().person().value(),
                        suggested.severity().name(),
                        Tlp.AMBER_STRICT.name(),
                        Pap.AMBER.name(),
                        suggested.rsit())
                .update();
        var einrichtung = report.call().einrichtungId();
        if (einrichtung != null) {
            addAffected(id, report.compartment(), einrichtung);
        }
        reports.becameIncident(reportId);
        journal.record(
                report.compartment(),
                JournalEntry.Kind.INCIDENT,
                report.exercise() ? "journal.exerciseOpened" : "journal.opened",
                name.value(),
                playbook.title(),
                playbook.version());
        events.publishEvent(new IncidentOpened(id));
        changed(id, report.compartment());
        return find(id);
    }

    @Transactional(readOnly = true)
    public Incident find(IncidentId id) {
        return one("where i.id = ?", id.value()).orElseThrow(NotHere::new);
    }

    @Transactional(readOnly = true)
    public Optional<Incident> in(CompartmentId compartment) {
        return one("where i.compartment_id = ?", compartment.value());
    }

    /** The incidents that match, the nearest next look first. One statement, however many there are. */
    @Transactional(readOnly = true)
    public List<Incident> list(Filter filter) {
        var sql = new StringBuilder("select " + COLUMNS + """
                 from access.member m join incident.incident i on i.compartment_id = m.compartment_id
                where m.person_id = access.actor()""");
        var parameters = new ArrayList<Object>();
        if (!filter.states().isEmpty()) {
            sql.append(" and i.state = any(?)");
            parameters.add(filter.states().stream().map(Enum::name).toArray(String[]::new));
        }
        if (!filter.text().isBlank()) {
            sql.append(" and (i.title ilike ? or i.code_name ilike ? or i.situation ilike ?)");
            var pattern = "%" + filter.text().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
            parameters.addAll(List.of(pattern, pattern, pattern));
        }
        if (filter.einrichtung() != null) {
            sql.append(" and exists (select 1 from incident.affected a"
                    + " where a.incident_id = i.id and a.einrichtung_id = ?)");
            parameters.add(filter.einrichtung());
        }
        sql.append(" order by i.state = 'CLOSED', i.exercise, i.next_look nulls first, i.opened_at desc limit 500");
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query((row, _) -> incident(row))
                .list();
    }

    /** Which incidents to list; everything empty lists all. */
    public record Filter(
            List<Incident.State> states,
            String text,
            @Nullable UUID einrichtung) {

        public static final Filter RUNNING = new Filter(List.of(Incident.State.OPEN, Incident.State.PARKED), "", null);
        public static final Filter ALL = new Filter(List.of(), "", null);
    }

    public Incident classify(IncidentId id, Classification classification, int basedOn) {
        var incident = working(id);
        requireRevision(incident, basedOn);
        update(
                incident,
                "severity = ?, tlp = ?, pap = ?, rsit = ?",
                classification.severity().name(),
                classification.tlp().name(),
                classification.pap().name(),
                classification.rsit().value());
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.INCIDENT,
                "journal.classified",
                texts.get(Locale.GERMAN, "severity." + classification.severity()),
                classification.tlp().label(),
                classification.pap().name(),
                classification.rsit().value());
        return find(id);
    }

    /** Changes the name and the summary that a colleague reads first. */
    public Incident describe(IncidentId id, String title, String situation, int basedOn) {
        var incident = working(id);
        requireRevision(incident, basedOn);
        var name = Typed.line(title);
        if (name.isEmpty()) {
            throw new Refusal("incident.titleMissing");
        }
        update(incident, "title = ?, situation = ?", name, Typed.text(situation));
        journal.record(incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.described", name);
        return find(id);
    }

    public void affects(IncidentId id, UUID einrichtung, String name) {
        var incident = working(id);
        if (addAffected(id, incident.compartment(), einrichtung)) {
            journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.affected", name);
            changed(id, incident.compartment());
        }
    }

    /** Sets an incident aside until it is looked at again. */
    public Incident park(IncidentId id, Instant nextLook) {
        var incident = working(id);
        if (!nextLook.isAfter(clock.instant())) {
            throw new Refusal("incident.nextLookPast");
        }
        update(incident, "state = 'PARKED', next_look = ?", Timestamp.from(nextLook));
        journal.record(
                incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.parked", Times.GERMAN.format(nextLook));
        return find(id);
    }

    public Incident resume(IncidentId id) {
        var incident = working(id);
        update(incident, "state = 'OPEN', next_look = null");
        journal.record(incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.resumed");
        return find(id);
    }

    /** Makes a member the lead. */
    public Incident lead(IncidentId id, PersonId person) {
        var incident = working(id);
        var name = people.find(person).map(Person::name).orElseThrow(NotHere::new);
        if (!isMember(incident.compartment(), person)) {
            throw new Refusal("incident.leadMustBeMember", name);
        }
        update(incident, "lead = ?", person.value());
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.lead", name);
        return find(id);
    }

    /** Ends it. What was recorded stays; only retention erases. */
    Incident close(IncidentId id, Incident.Outcome outcome, String why) {
        var incident = working(id);
        var reason = Typed.text(why).strip();
        if (reason.isEmpty()) {
            throw new Refusal("incident.reasonMissing");
        }
        update(
                incident,
                "state = 'CLOSED', outcome = ?, closed_at = ?, next_look = null",
                outcome.name(),
                Timestamp.from(clock.instant()));
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.INCIDENT,
                outcome == Incident.Outcome.FALSE_ALARM ? "journal.falseAlarm" : "journal.closed",
                reason);
        return find(id);
    }

    /** The incident, locked for a change; refused when it is closed. */
    Incident working(IncidentId id) {
        var incident = one("where i.id = ? for update of i", id.value()).orElseThrow(NotHere::new);
        if (incident.closed()) {
            throw new Refusal("incident.closed");
        }
        return incident;
    }

    /** Tells open rooms that there is something new; they fetch it themselves, and only if they still may. */
    void changed(IncidentId id, CompartmentId compartment) {
        events.publishEvent(new IncidentChanged(id, compartment));
    }

    private static void requireRevision(Incident incident, int basedOn) {
        if (incident.revision() != basedOn) {
            throw new Refusal("incident.overtaken");
        }
    }

    private boolean isMember(CompartmentId compartment, PersonId person) {
        return jdbc.sql("select exists (select 1 from access.member where compartment_id = ? and person_id = ?)")
                .params(compartment.value(), person.value())
                .query(Boolean.class)
                .single();
    }

    private boolean addAffected(IncidentId id, CompartmentId compartment, UUID einrichtung) {
        return jdbc.sql("""
                        insert into incident.affected (compartment_id, incident_id, einrichtung_id)
                        values (?, ?, ?) on conflict do nothing""")
                        .params(compartment.value(), id.value(), einrichtung)
                        .update()
                > 0;
    }

    private void update(Incident incident, String assignments, Object... values) {
        var parameters = new ArrayList<Object>(Arrays.asList(values));
        parameters.add(incident.id().value());
        jdbc.sql("update incident.incident set " + assignments + ", revision = revision + 1 where id = ?")
                .params(parameters)
                .update();
        changed(incident.id(), incident.compartment());
    }

    /** Names are unique over all compartments; a taken one is drawn again without anybody learning whose it is. */
    private CodeName freeCodeName() {
        for (int draw = 0; draw < DRAWS; draw++) {
            var name = CodeName.draw(random);
            var taken = jdbc.sql("select incident.code_name_taken(?)")
                    .param(name.value())
                    .query(Boolean.class)
                    .single();
            if (!taken) {
                return name;
            }
        }
        throw new IllegalStateException("no code name is free after " + DRAWS + " draws");
    }

    private static String title(String wanted, Call call, Playbook playbook) {
        var typed = Typed.line(wanted);
        if (!typed.isEmpty()) {
            return typed;
        }
        return call.einrichtung().isBlank() ? playbook.title() : playbook.title() + ", " + call.einrichtung();
    }

    private Optional<Incident> one(String condition, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from incident.incident i " + condition)
                .param(id)
                .query((row, _) -> incident(row))
                .optional();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new Incident(
                new IncidentId(row.getObject("id", UUID.class)),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new CodeName(row.getString("code_name")),
                row.getString("title"),
                row.getString("playbook"),
                row.getString("playbook_version"),
                row.getBoolean("exercise"),
                Incident.State.valueOf(row.getString("state")),
                outcome == null ? null : Incident.Outcome.valueOf(outcome),
                row.getTimestamp("t0").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "closed_at"),
                instant(row, "next_look"),
                new PersonId(row.getObject("lead", UUID.class)),
                new Classification(
                        Severity.valueOf(row.getString("severity")),
                        Tlp.valueOf(row.getString("tlp")),
                        Pap.valueOf(row.getString("pap")),
                        new Rsit(row.getString("rsit"))),
                row.getString("situation"),
                uuids(row.getArray("affected")),
                row.getInt("revision"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static List<UUID> uuids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }
}
