package de.komcert.app.incident;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code incident.incident}, read and written; whoever uses them opens the transaction. */
@Component
class IncidentRows {

    private static final String COLUMNS = """
            i.id, i.compartment_id, i.code_name, i.title, i.playbook, i.playbook_version, i.exercise, i.state,
            case when i.outcome = 'ENDED' and exists (
                select 1 from incident.link l
                where l.compartment_id = i.compartment_id and l.kind = 'MERGED' and l.parted_at is null
            ) then 'MERGED' else i.outcome end as outcome,
            i.t0, i.opened_at, i.closed_at, i.next_look, i.lead, i.severity, i.tlp, i.pap, i.rsit, i.situation, i.revision,
            array(select a.einrichtung_id from incident.affected a where a.incident_id = i.id order by 1) as affected,
            case when i.outcome = 'FALSE_ALARM' then (
                select count(*) from incident.told t where t.incident_id = i.id and t.recalled_at is null
            ) else 0 end as all_clear_open
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    IncidentRows(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    Optional<Incident> find(IncidentId id) {
        return one("where i.id = ?", id.value());
    }

    Optional<Incident> locked(IncidentId id) {
        return one("where i.id = ? for update of i", id.value());
    }

    Optional<Incident> in(CompartmentId compartment) {
        return one("where i.compartment_id = ?", compartment.value());
    }

    /** One statement, however many there are. */
    List<Incident> list(Incidents.Filter filter, Instant now, int first, int atMost) {
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
            var pattern = "%" + Typed.line(filter.text()).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            parameters.addAll(List.of(pattern, pattern, pattern));
        }
        if (filter.einrichtung() != null) {
            sql.append(" and exists (select 1 from incident.affected a"
                    + " where a.incident_id = i.id and a.einrichtung_id = ?)");
            parameters.add(filter.einrichtung());
        }
        sql.append(" order by i.state = 'CLOSED', (i.next_look <= ?) is not true, i.exercise,"
                + " i.next_look nulls first, i.opened_at desc, i.id limit ? offset ?");
        parameters.addAll(List.of(Timestamp.from(now), atMost, first));
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query((row, _) -> incident(row))
                .list();
    }

    void insert(Incident incident, String playbookText) {
        var classification = incident.classification();
        jdbc.sql("""
                        insert into incident.incident (id, compartment_id, code_name, title, playbook, playbook_version,
                            playbook_text, exercise, state, t0, opened_at, lead, severity, tlp, pap, rsit)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        incident.id().value(),
                        incident.compartment().value(),
                        incident.codeName().value(),
                        incident.title(),
                        incident.playbook(),
                        incident.playbookVersion(),
                        playbookText,
                        incident.exercise(),
                        Timestamp.from(incident.t0()),
                        Timestamp.from(incident.openedAt()),
                        incident.lead().value(),
                        classification.severity().name(),
                        classification.tlp().name(),
                        classification.pap().name(),
                        classification.rsit().value())
                .update();
    }

    /** False where it was there already. */
    boolean addAffected(Incident incident, UUID einrichtung) {
        return jdbc.sql("""
                        insert into incident.affected (compartment_id, incident_id, einrichtung_id)
                        values (?, ?, ?) on conflict do nothing""")
                        .params(incident.compartment().value(), incident.id().value(), einrichtung)
                        .update()
                > 0;
    }

    /** False where it was not there. */
    boolean removeAffected(Incident incident, UUID einrichtung) {
        return jdbc.sql("delete from incident.affected where incident_id = ? and einrichtung_id = ?")
                        .params(incident.id().value(), einrichtung)
                        .update()
                > 0;
    }

    void update(Incident incident, String assignments, Object... values) {
        var parameters = new ArrayList<Object>(Arrays.asList(values));
        parameters.add(incident.id().value());
        jdbc.sql("update incident.incident set " + assignments + ", revision = revision + 1 where id = ?")
                .params(parameters)
                .update();
        changed(incident.id(), incident.compartment());
    }

    /** Tells open rooms that there is something new; they fetch it themselves, and only if they still may. */
    void changed(IncidentId id, CompartmentId compartment) {
        events.publishEvent(new IncidentChanged(id, compartment));
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
                row.getInt("all_clear_open"),
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
