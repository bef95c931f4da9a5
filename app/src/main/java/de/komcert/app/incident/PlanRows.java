package de.komcert.app.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.plan.Fact;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.plan.PlaybookReader;
import de.komcert.app.incident.plan.Reading;
import de.komcert.app.incident.plan.TaskRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code incident.task} and {@code incident.fact}, and the plans they make; whoever uses them opens the transaction. */
@Component
class PlanRows {

    private final JdbcClient jdbc;
    private final OwnTaskRows ownTasks;
    /** Reading a playbook takes longer than a page; its text never changes. */
    private final ConcurrentHashMap<String, Playbook> read = new ConcurrentHashMap<>();

    PlanRows(JdbcClient jdbc, OwnTaskRows ownTasks) {
        this.jdbc = jdbc;
        this.ownTasks = ownTasks;
    }

    /** The plans of all of these, with as many statements as for one. */
    Map<IncidentId, Plan> of(Collection<Incident> incidents) {
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

    /** Puts down how a task stands by now. */
    void put(Incident incident, TaskRecord record) {
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
    }

    /** States a fact, and says whether it was not stated before. */
    boolean state(Incident incident, Fact fact, Instant at) {
        return jdbc.sql("""
                        insert into incident.fact (compartment_id, incident_id, name, stated_by, stated_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                incident.compartment().value(),
                                incident.id().value(),
                                fact.name(),
                                Acting.now().name(),
                                Timestamp.from(at))
                        .update()
                > 0;
    }
}
