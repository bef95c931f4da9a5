package de.komcert.app.incident;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.plan.AddedTask;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code incident.own_task}, read and written; whoever uses them opens the transaction. */
@Component
class OwnTaskRows {

    private final JdbcClient jdbc;

    OwnTaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tasks that were added to these incidents. One statement, however many there are. */
    Map<UUID, List<AddedTask>> of(UUID[] incidents) {
        return jdbc
                .sql("select * from incident.own_task where incident_id = any(?)")
                .param(incidents)
                .query((row, _) -> Map.entry(
                        row.getObject("incident_id", UUID.class),
                        new AddedTask(
                                row.getInt("number"),
                                row.getString("title"),
                                PlanRole.valueOf(row.getString("role")),
                                PlanRole.valueOf(row.getString("waived_by")),
                                Danger.valueOf(row.getString("danger")),
                                moment(row.getTimestamp("due")),
                                row.getString("why"),
                                row.getString("added_by"),
                                row.getTimestamp("added_at").toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Adds one with the next number; the incident is locked, so nobody else takes it. */
    AddedTask insert(Incident incident, OwnTask task, PlanRole waivedBy, Instant at) {
        var due = task.due();
        var who = Acting.now().name();
        int number = jdbc.sql("""
                        insert into incident.own_task (id, compartment_id, incident_id, number, title, role, waived_by,
                            danger, due, why, added_by, person_id, added_at)
                        select :id, :compartment, :incident, coalesce(max(number), 0) + 1, :title, :role, :waivedBy,
                            :danger, :due, :why, :who, :person, :at
                        from incident.own_task where incident_id = :incident
                        returning number""")
                .param("id", UUID.randomUUID())
                .param("compartment", incident.compartment().value())
                .param("incident", incident.id().value())
                .param("title", task.title())
                .param("role", task.role().name())
                .param("waivedBy", waivedBy.name())
                .param("danger", task.danger().name())
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .param("why", task.why())
                .param("who", who)
                .param("person", Acting.now().id())
                .param("at", Timestamp.from(at))
                .query(Integer.class)
                .single();
        return new AddedTask(number, task.title(), task.role(), waivedBy, task.danger(), due, task.why(), who, at);
    }

    private static @Nullable Instant moment(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
