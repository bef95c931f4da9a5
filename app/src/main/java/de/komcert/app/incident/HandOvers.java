package de.komcert.app.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Handing an incident over: what the next lead must know, and the head of the journal at that moment. */
@Component
@Transactional
public class HandOvers {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Compartments compartments;
    private final Journal journal;
    private final People people;
    private final Clock clock;

    HandOvers(
            JdbcClient jdbc,
            Incidents incidents,
            Compartments compartments,
            Journal journal,
            People people,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.compartments = compartments;
        this.journal = journal;
        this.people = people;
        this.clock = clock;
    }

    /** A hand-over that took place. */
    public record HandOver(PersonId from, PersonId to, String body, long headNumber, String headHash, Instant at) {}

    /** Lets the next lead in, makes them the lead, and keeps what they were told. */
    public void handOver(IncidentId id, PersonId to, String body) {
        var incident = incidents.working(id);
        var typed = Typed.text(body).strip();
        if (typed.isEmpty()) {
            throw new Refusal("handover.empty");
        }
        var next = people.find(to).filter(Person::mayBeLetIn).orElseThrow(NotHere::new);
        if (!next.role().permissions().contains(Permission.LEAD_INCIDENTS)) {
            throw new Refusal("handover.cannotLead", next.name());
        }
        try {
            compartments.admit(incident.compartment(), to);
        } catch (Compartments.PersonExcluded excluded) {
            throw new Refusal("readers.excluded", next.name());
        }
        journal.record(incident.compartment(), JournalEntry.Kind.PEOPLE, "journal.handedOver", next.name(), typed);
        incidents.lead(id, to);
        var head = journal.head(incident.compartment());
        jdbc.sql("""
                        insert into incident.handover (id, compartment_id, incident_id, from_person, to_person, body,
                            head_number, head_hash, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        incident.compartment().value(),
                        id.value(),
                        Acting.person().person().value(),
                        to.value(),
                        typed,
                        head.number(),
                        HexFormat.of().formatHex(head.hash()),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** The last hand-over of each of these incidents, as far as it was to this person and after this moment. */
    @Transactional(readOnly = true)
    public Map<IncidentId, HandOver> last(Collection<IncidentId> ids, PersonId to, Instant after) {
        return jdbc
                .sql("""
                        select * from (
                            select distinct on (incident_id) * from incident.handover where incident_id = any(?)
                            order by incident_id, at desc) last
                        where to_person = ? and at > ?""")
                .params(ids.stream().map(IncidentId::value).toArray(UUID[]::new), to.value(), Timestamp.from(after))
                .query((row, _) -> Map.entry(new IncidentId(row.getObject("incident_id", UUID.class)), handOver(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional(readOnly = true)
    public List<HandOver> of(IncidentId id) {
        return jdbc.sql("select * from incident.handover where incident_id = ? order by at desc")
                .param(id.value())
                .query((row, _) -> handOver(row))
                .list();
    }

    private static HandOver handOver(ResultSet row) throws SQLException {
        return new HandOver(
                new PersonId(row.getObject("from_person", UUID.class)),
                new PersonId(row.getObject("to_person", UUID.class)),
                row.getString("body"),
                row.getLong("head_number"),
                row.getString("head_hash"),
                row.getTimestamp("at").toInstant());
    }
}
