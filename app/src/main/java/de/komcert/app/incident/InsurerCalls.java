package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.Insurer;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking the insurer before forensics: whose policy demands it, and what was answered.
 *
 * <p>Recording an answer states the fact {@value Plans#INSURER_ASKED}; what the plan makes of it is the playbook's business.
 */
@Component
@Transactional
public class InsurerCalls {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Plans plans;
    private final Constituency constituency;
    private final Journal journal;
    private final Clock clock;

    InsurerCalls(
            JdbcClient jdbc,
            Incidents incidents,
            Plans plans,
            Constituency constituency,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.plans = plans;
        this.constituency = constituency;
        this.journal = journal;
        this.clock = clock;
    }

    /** An affected Einrichtung whose policy pays only if the insurer is asked before forensics. */
    public record Demand(Einrichtung einrichtung, Insurer insurer) {}

    /** What is asked and answered; the recorder and the moment of recording are added. */
    public record Answer(
            boolean asked, String insurer, String askedBy, String spokeTo, Instant askedAt, String answer) {

        public Answer {
            insurer = Typed.line(insurer);
            askedBy = Typed.line(askedBy);
            spokeTo = Typed.line(spokeTo);
            answer = Typed.text(answer).strip();
        }
    }

    /** Whose insurer must be asked. Two statements, however many Einrichtungen are affected. */
    @Transactional(readOnly = true)
    public List<Demand> demands(Incident incident) {
        var affected = incident.affected().stream().map(EinrichtungId::new).toList();
        var insurers = constituency.insurers(affected);
        return constituency.those(affected).stream()
                .flatMap(one -> Optional.ofNullable(insurers.get(one.id())).stream()
                        .filter(Insurer::askBeforeForensics)
                        .map(insurer -> new Demand(one, insurer)))
                .toList();
    }

    /** Records what came of it, and gives its id. */
    public UUID record(IncidentId id, Answer answer) {
        var incident = incidents.working(id);
        if (answer.askedBy().isEmpty() || answer.answer().isEmpty()) {
            throw new Refusal("insurer.incomplete");
        }
        if (answer.asked() && answer.insurer().isEmpty()) {
            throw new Refusal("insurer.nameMissing");
        }
        journal.requirePast(answer.askedAt());
        var call = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.insurer_call (id, compartment_id, incident_id, asked, insurer, asked_by,
                            spoke_to, asked_at, answer, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        call,
                        incident.compartment().value(),
                        id.value(),
                        answer.asked(),
                        answer.insurer(),
                        answer.askedBy(),
                        answer.spokeTo(),
                        Timestamp.from(answer.askedAt()),
                        answer.answer(),
                        Acting.person().person().value(),
                        Timestamp.from(clock.instant()))
                .update();
        journal.record(
                incident.compartment(),
                answer.askedAt(),
                JournalEntry.Kind.DECISION,
                answer.asked() ? "journal.insurerAsked" : "journal.insurerNotNeeded",
                answer.insurer(),
                answer.askedBy(),
                answer.spokeTo(),
                answer.answer());
        plans.establish(incident, Plans.INSURER_ASKED);
        incidents.changed(id, incident.compartment());
        return call;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<InsurerCall> of(IncidentId id) {
        return jdbc.sql(
                        "select * from incident.insurer_call where incident_id = ? order by asked_at desc, recorded_at desc")
                .param(id.value())
                .query((row, _) -> new InsurerCall(
                        row.getObject("id", UUID.class),
                        row.getBoolean("asked"),
                        row.getString("insurer"),
                        row.getString("asked_by"),
                        row.getString("spoke_to"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getString("answer"),
                        new PersonId(row.getObject("recorded_by", UUID.class)),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }
}
