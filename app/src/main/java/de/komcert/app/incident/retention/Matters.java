package de.komcert.app.incident.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.IncidentChanged;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that retention reads and writes of a compartment; whoever uses them opens the transaction. */
@Component
class Matters {

    private final JdbcClient jdbc;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Matters(JdbcClient jdbc, Journal journal, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.events = events;
    }

    /**
     * What lies in the compartment, held against whoever would erase it or forbid that.
     *
     * @param incident the incident, or null where there is only a Meldung
     */
    record Locked(
            CompartmentId compartment,
            @Nullable IncidentId incident,
            @Nullable PersonId lead) {}

    Optional<Locked> locked(CompartmentId compartment) {
        return jdbc.sql("""
                        select i.id, i.lead from incident.report r
                        left join incident.incident i on i.compartment_id = r.compartment_id
                        where r.compartment_id = ? order by r.taken_at limit 1 for update of r""")
                .param(compartment.value())
                .query((row, _) -> {
                    var incident = row.getObject("id", UUID.class);
                    return new Locked(
                            compartment,
                            incident == null ? null : new IncidentId(incident),
                            incident == null ? null : new PersonId(row.getObject("lead", UUID.class)));
                })
                .optional();
    }

    /** What ended when, and by which period it is kept; one statement. */
    Optional<Retention> retention(CompartmentId compartment) {
        return jdbc.sql("""
                        select m.kind, m.closed_at, a.announced_at,
                            (select p.months from incident.period p where p.kind = m.kind
                                order by p.number desc limit 1) as months,
                            exists (select 1 from incident.hold h
                                where h.compartment_id = m.compartment_id and h.lifted_at is null) as held
                        from incident.matter m
                        left join incident.announcement a on a.compartment_id = m.compartment_id
                        where m.compartment_id = ?""")
                .param(compartment.value())
                .query((row, _) -> {
                    var closed = row.getTimestamp("closed_at");
                    var announced = row.getTimestamp("announced_at");
                    return new Retention(
                            Kind.valueOf(row.getString("kind")),
                            row.getInt("months"),
                            closed == null ? null : closed.toInstant(),
                            announced == null ? null : announced.toInstant(),
                            row.getBoolean("held"));
                })
                .optional();
    }

    /** Where that stands of which this is a part; only the job may ask, since others do not see both ends. */
    Retention.Whole whole(CompartmentId compartment) {
        return jdbc.sql("select incident.whole(?)")
                .param(compartment.value())
                .query((row, _) -> Retention.Whole.valueOf(row.getString(1)))
                .single();
    }

    /** Announces, and gives the moment that the database wrote down. */
    Instant announce(CompartmentId compartment) {
        return jdbc.sql("insert into incident.announcement (compartment_id) values (?) returning announced_at")
                .param(compartment.value())
                .query((row, _) -> row.getTimestamp("announced_at").toInstant())
                .single();
    }

    /** Takes an announcement back, with a line in the journal; does nothing where there is none. */
    void withdraw(CompartmentId compartment) {
        if (jdbc.sql("delete from incident.announcement where compartment_id = ?")
                        .param(compartment.value())
                        .update()
                > 0) {
            journal.record(compartment, JournalEntry.Kind.INCIDENT, "journal.erasingOff");
        }
    }

    /** Tells open rooms that there is something new. */
    void changed(Locked matter) {
        if (matter.incident() != null) {
            events.publishEvent(new IncidentChanged(matter.incident(), matter.compartment()));
        }
    }
}
