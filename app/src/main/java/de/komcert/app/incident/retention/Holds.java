package de.komcert.app.incident.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Journal;
import de.komcert.app.incident.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The Löschsperren of an incident or a Meldung, whatever its state. Several may stand at once; all must be lifted before
 * anything is erased.
 */
@Component
@Transactional
public class Holds {

    private final JdbcClient jdbc;
    private final Matters matters;
    private final Journal journal;
    private final People people;
    private final Clock clock;

    Holds(JdbcClient jdbc, Matters matters, Journal journal, People people, Clock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.journal = journal;
        this.people = people;
        this.clock = clock;
    }

    /** What somebody wants kept, and why. */
    public record Demand(
            String orderedBy, String reason, @Nullable Instant nextLook) {

        public Demand {
            orderedBy = Typed.line(orderedBy);
            reason = Typed.text(reason).strip();
        }
    }

    /**
     * Whether the actor may set and lift holds: as Leitung, or as whoever leads the incident.
     *
     * @param lead who leads it, or null where there is only a Meldung
     */
    public static boolean mayDecide(@Nullable PersonId lead) {
        var actor = Acting.person();
        return actor.role() == Role.LEITUNG || actor.person().equals(lead);
    }

    /** All there are, those that stand first. Two statements, however many. */
    @Transactional(readOnly = true)
    public List<Hold> of(CompartmentId compartment) {
        var rows = jdbc.sql("""
                        select * from incident.hold where compartment_id = ?
                        order by lifted_at is not null, set_at desc, id""")
                .param(compartment.value())
                .query((row, _) -> Row.read(row))
                .list();
        var names = people.names(rows.stream().flatMap(Row::people).distinct().toList());
        return rows.stream().map(row -> row.told(names)).toList();
    }

    /** Sets a hold, and gives its id. An erasing that was announced is off. */
    public UUID set(CompartmentId compartment, Demand demand) {
        var matter = decided(compartment);
        if (demand.orderedBy().isEmpty() || demand.reason().isEmpty()) {
            throw new Refusal("hold.incomplete");
        }
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.hold (id, compartment_id, ordered_by, reason, next_look, set_by, set_at)
                        values (:id, :compartment, :orderedBy, :reason, :nextLook, :by, :at)""")
                .param("id", id)
                .param("compartment", compartment.value())
                .param("orderedBy", demand.orderedBy())
                .param("reason", demand.reason())
                .param(
                        "nextLook",
                        demand.nextLook() == null ? null : Timestamp.from(demand.nextLook()),
                        Types.TIMESTAMP)
                .param("by", Acting.person().id())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        journal.record(compartment, JournalEntry.Kind.RECORD, "journal.holdSet", demand.orderedBy(), demand.reason());
        matters.withdraw(compartment);
        matters.changed(matter);
        return id;
    }

    /** Lifts a hold, with the reason on record. */
    public void lift(CompartmentId compartment, UUID hold, String reason) {
        var matter = decided(compartment);
        var known = of(compartment).stream()
                .filter(one -> one.id().equals(hold))
                .findFirst()
                .orElseThrow(NotHere::new);
        if (!known.stands()) {
            throw new Refusal("hold.liftedAlready");
        }
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("hold.liftReasonMissing");
        }
        jdbc.sql("""
                        update incident.hold set lifted_by = ?, lifted_at = ?, lifted_why = ?
                        where id = ? and compartment_id = ?""")
                .params(Acting.person().id(), Timestamp.from(clock.instant()), why, hold, compartment.value())
                .update();
        journal.record(compartment, JournalEntry.Kind.RECORD, "journal.holdLifted", known.orderedBy(), why);
        matters.changed(matter);
    }

    private Matters.Locked decided(CompartmentId compartment) {
        var matter = matters.locked(compartment).orElseThrow(NotHere::new);
        if (!mayDecide(matter.lead())) {
            throw new Refusal("hold.notYours").as(HttpStatus.FORBIDDEN);
        }
        return matter;
    }

    /** A hold as it stands in the database, which knows people by their ids. */
    private record Row(
            UUID id,
            String orderedBy,
            String reason,
            @Nullable Instant nextLook,
            PersonId setBy,
            Instant setAt,
            @Nullable PersonId liftedBy,
            @Nullable Instant liftedAt,
            @Nullable String liftedWhy) {

        static Row read(ResultSet row) throws SQLException {
            var lifter = row.getObject("lifted_by", UUID.class);
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("ordered_by"),
                    row.getString("reason"),
                    instant(row, "next_look"),
                    new PersonId(row.getObject("set_by", UUID.class)),
                    row.getTimestamp("set_at").toInstant(),
                    lifter == null ? null : new PersonId(lifter),
                    instant(row, "lifted_at"),
                    row.getString("lifted_why"));
        }

        Stream<PersonId> people() {
            return liftedBy == null ? Stream.of(setBy) : Stream.of(setBy, liftedBy);
        }

        Hold told(Map<PersonId, String> names) {
            var lifted = liftedBy == null || liftedAt == null || liftedWhy == null
                    ? null
                    : new Hold.Lifting(names.getOrDefault(liftedBy, ""), liftedAt, liftedWhy);
            return new Hold(id, orderedBy, reason, nextLook, names.getOrDefault(setBy, ""), setAt, lifted);
        }

        private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            var time = row.getTimestamp(column);
            return time == null ? null : time.toInstant();
        }
    }
}
