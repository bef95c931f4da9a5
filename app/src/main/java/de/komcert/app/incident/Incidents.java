package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Overtaken;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The incidents the actor is a member of. What they are not a member of does not exist for them. */
@Component
@Transactional
public class Incidents {

    private static final int MOST_LISTED = 500;

    private final JdbcClient jdbc;
    private final IncidentRows rows;
    private final Opening opening;
    private final Journal journal;
    private final People people;
    private final Texts texts;
    private final Clock clock;

    Incidents(
            JdbcClient jdbc,
            IncidentRows rows,
            Opening opening,
            Journal journal,
            People people,
            Texts texts,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.opening = opening;
        this.journal = journal;
        this.people = people;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Makes an incident of a Meldung: same compartment, same readers. T0 is when the Meldung was taken.
     *
     * @param title a short name, or blank to take the caller's first words
     */
    public Incident open(ReportId report, String playbook, String title) {
        return opening.open(report, playbook, title);
    }

    @Transactional(readOnly = true)
    public Incident find(IncidentId id) {
        return lookUp(id).orElseThrow(NotHere::new);
    }

    /** The incident, for whoever has something else to say where there is none. */
    @Transactional(readOnly = true)
    public Optional<Incident> lookUp(IncidentId id) {
        return rows.find(id);
    }

    @Transactional(readOnly = true)
    public Optional<Incident> in(CompartmentId compartment) {
        return rows.in(compartment);
    }

    /** The incidents that match: overdue next looks first, then what runs, then what is parked. One statement, however many there are. */
    @Transactional(readOnly = true)
    public List<Incident> list(Filter filter) {
        return list(filter, 0, MOST_LISTED);
    }

    /** A part of the same list: at most so many, without the first ones. */
    @Transactional(readOnly = true)
    public List<Incident> list(Filter filter, int first, int atMost) {
        return rows.list(filter, clock.instant(), first, atMost);
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
        rows.update(
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
        rows.update(incident, "title = ?, situation = ?", name, Typed.text(situation));
        journal.record(incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.described", name);
        return find(id);
    }

    public void affects(IncidentId id, UUID einrichtung, String name) {
        var incident = working(id);
        if (rows.addAffected(incident, einrichtung)) {
            journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.affected", name);
            changed(id, incident.compartment());
        }
    }

    /** Takes back that it touches this Einrichtung; the journal keeps that it was thought to. */
    public void spares(IncidentId id, UUID einrichtung, String name) {
        var incident = working(id);
        if (!rows.removeAffected(incident, einrichtung)) {
            throw new NotHere();
        }
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.spared", name);
        changed(id, incident.compartment());
    }

    /** Sets an incident aside until it is looked at again. */
    public Incident park(IncidentId id, Instant nextLook) {
        var incident = working(id);
        if (!nextLook.isAfter(clock.instant())) {
            throw new Refusal("incident.nextLookPast");
        }
        rows.update(incident, "state = 'PARKED', next_look = ?", Timestamp.from(nextLook));
        journal.record(
                incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.parked", Times.german(texts, nextLook));
        return find(id);
    }

    public Incident resume(IncidentId id) {
        var incident = working(id);
        rows.update(incident, "state = 'OPEN', next_look = null");
        journal.record(incident.compartment(), JournalEntry.Kind.INCIDENT, "journal.resumed");
        return find(id);
    }

    /** Makes a member the lead. */
    public Incident lead(IncidentId id, PersonId person) {
        var incident = working(id);
        var next = people.find(person).filter(Person::mayBeLetIn).orElseThrow(NotHere::new);
        var name = next.name();
        if (!isMember(incident.compartment(), person)) {
            throw new Refusal("incident.leadMustBeMember", name);
        }
        if (!next.role().permissions().contains(Permission.LEAD_INCIDENTS)) {
            throw new Refusal("handover.cannotLead", name);
        }
        rows.update(incident, "lead = ?", person.value());
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.lead", name);
        return find(id);
    }

    /** The incident, locked for a change; refused when it is closed. */
    public Incident working(IncidentId id) {
        var incident = rows.locked(id).orElseThrow(NotHere::new);
        if (incident.closed()) {
            throw new Refusal("incident.closed");
        }
        return incident;
    }

    /** Tells open rooms that there is something new; they fetch it themselves, and only if they still may. */
    public void changed(IncidentId id, CompartmentId compartment) {
        rows.changed(id, compartment);
    }

    private static void requireRevision(Incident incident, int basedOn) {
        if (incident.revision() != basedOn) {
            throw new Overtaken("incident.overtaken", incident.revision());
        }
    }

    private boolean isMember(CompartmentId compartment, PersonId person) {
        return jdbc.sql("select exists (select 1 from access.member where compartment_id = ? and person_id = ?)")
                .params(compartment.value(), person.value())
                .query(Boolean.class)
                .single();
    }
}
