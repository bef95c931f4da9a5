package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.PersonId;
import de.komcert.app.identity.People;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
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
    private final People people;
    private final Clock clock;

    Informed(JdbcClient jdbc, Incidents incidents, Journal journal, People people, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Somebody who was told.
     *
     * @param recalledAt when they heard that it was a false alarm, or null
     * @param recalledBy who told them, or null
     */
    public record Party(
            UUID id,
            String who,
            String channel,
            Instant toldAt,
            @Nullable Instant recalledAt,
            @Nullable String recalledBy) {}

    /** Somebody who has yet to hear that it was a false alarm. */
    public record AllClear(
            IncidentId incident, CodeName codeName, boolean exercise, String who, String channel, Instant closedAt) {}

    /** Adds one, and gives its id. */
    public UUID add(IncidentId id, String who, String channel, Instant toldAt) {
        var incident = incidents.working(id);
        var typed = Typed.line(who);
        if (typed.isEmpty()) {
            throw new Refusal("informed.empty");
        }
        journal.requirePast(toldAt);
        var party = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.told (id, compartment_id, incident_id, who, channel, told_at, recorded_by)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        party,
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
        return party;
    }

    /** Notes that this party heard of the false alarm. */
    public void recall(IncidentId id, UUID party) {
        var incident = incidents.find(id);
        if (of(id).stream().noneMatch(known -> known.id().equals(party))) {
            throw new NotHere();
        }
        if (incident.outcome() != Incident.Outcome.FALSE_ALARM) {
            throw new Refusal("informed.noFalseAlarm");
        }
        var who = jdbc.sql("""
                        update incident.told set recalled_at = ?, recalled_by = ?
                        where id = ? and incident_id = ? and recalled_at is null returning who""")
                .params(Timestamp.from(clock.instant()), Acting.now().id(), party, id.value())
                .query(String.class)
                .optional()
                .orElseThrow(NotHere::new);
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.recalled", who);
        incidents.changed(id, incident.compartment());
    }

    @Transactional(readOnly = true)
    public List<Party> of(IncidentId id) {
        record Row(
                UUID id,
                String who,
                String channel,
                Instant at,
                @Nullable Instant recalled,
                @Nullable PersonId by) {}
        var rows = jdbc.sql("select * from incident.told where incident_id = ? order by told_at, id")
                .param(id.value())
                .query((row, _) -> {
                    var recalled = row.getTimestamp("recalled_at");
                    var by = row.getObject("recalled_by", UUID.class);
                    return new Row(
                            row.getObject("id", UUID.class),
                            row.getString("who"),
                            row.getString("channel"),
                            row.getTimestamp("told_at").toInstant(),
                            recalled == null ? null : recalled.toInstant(),
                            by == null ? null : new PersonId(by));
                })
                .list();
        var names = people.names(
                rows.stream().map(Row::by).filter(Objects::nonNull).distinct().toList());
        return rows.stream()
                .map(row -> new Party(
                        row.id(),
                        row.who(),
                        row.channel(),
                        row.at(),
                        row.recalled(),
                        row.by() == null ? null : names.getOrDefault(row.by(), "")))
                .toList();
    }

    /** Whom the actor has yet to tell, in the incidents they led to a false alarm; the longest waiting first. */
    @Transactional(readOnly = true)
    public List<AllClear> mine() {
        return jdbc.sql("""
                        select i.id, i.code_name, i.exercise, i.closed_at, t.who, t.channel
                        from access.member m
                            join incident.incident i on i.compartment_id = m.compartment_id
                            join incident.told t on t.incident_id = i.id
                        where m.person_id = access.actor() and i.lead = access.actor() and i.outcome = 'FALSE_ALARM'
                            and t.recalled_at is null
                        order by i.closed_at, t.told_at, t.id""")
                .query((row, _) -> new AllClear(
                        new IncidentId(row.getObject("id", UUID.class)),
                        new CodeName(row.getString("code_name")),
                        row.getBoolean("exercise"),
                        row.getString("who"),
                        row.getString("channel"),
                        row.getTimestamp("closed_at").toInstant()))
                .list();
    }
}
