package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everybody outside who was told of an incident. After a false alarm each of them must hear that it was one. */
@Component
@Transactional
public class Informed {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Clock clock;

    Informed(JdbcClient jdbc, Incidents incidents, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Somebody who was told.
     *
     * @param recalledAt when they heard that it was a false alarm, or null
     */
    public record Party(
            UUID id,
            String who,
            String channel,
            Instant toldAt,
            @Nullable Instant recalledAt) {}

    public void add(IncidentId id, String who, String channel, Instant toldAt) {
        var incident = incidents.working(id);
        var typed = Typed.line(who);
        if (typed.isEmpty()) {
            throw new Refusal("informed.empty");
        }
        journal.requirePast(toldAt);
        jdbc.sql("""
                        insert into incident.told (id, compartment_id, incident_id, who, channel, told_at, recorded_by)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        incident.compartment().value(),
                        id.value(),
                        typed,
                        Typed.line(channel),
                        Timestamp.from(toldAt),
                        Acting.now().id())
                .update();
        journal.record(
                incident.compartment(), toldAt, JournalEntry.Kind.RECORD, "journal.told", typed, Typed.line(channel));
        incidents.changed(id, incident.compartment());
    }

    /** Notes that this party heard of the false alarm. */
    public void recall(IncidentId id, UUID party) {
        var incident = incidents.find(id);
        var who = jdbc.sql("""
                        update incident.told set recalled_at = ?
                        where id = ? and incident_id = ? and recalled_at is null returning who""")
                .params(Timestamp.from(clock.instant()), party, id.value())
                .query(String.class)
                .optional()
                .orElseThrow(NotHere::new);
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.recalled", who);
        incidents.changed(id, incident.compartment());
    }

    @Transactional(readOnly = true)
    public List<Party> of(IncidentId id) {
        return jdbc.sql("select * from incident.told where incident_id = ? order by told_at, id")
                .param(id.value())
                .query((row, _) -> {
                    var recalled = row.getTimestamp("recalled_at");
                    return new Party(
                            row.getObject("id", UUID.class),
                            row.getString("who"),
                            row.getString("channel"),
                            row.getTimestamp("told_at").toInstant(),
                            recalled == null ? null : recalled.toInstant());
                })
                .list();
    }
}
