package de.komcert.app.forensics.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The orders of an incident. What an order says is never changed; a further order replaces it. */
@Component
@Transactional
public class AnalysisOrders {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Texts texts;
    private final Clock clock;

    AnalysisOrders(JdbcClient jdbc, Incidents incidents, Journal journal, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * What was ordered; the recorder and the moment of recording are added.
     *
     * @param deleteOn the last day on which the results are here
     */
    public record Terms(
            String purpose,
            String systems,
            Instant from,
            Instant to,
            String orderedBy,
            Instant orderedAt,
            String channel,
            LocalDate deleteOn) {

        public Terms {
            purpose = Typed.text(purpose).strip();
            systems = Typed.text(systems).strip();
            orderedBy = Typed.line(orderedBy);
            channel = Typed.line(channel);
        }
    }

    /** Records an order, and gives its id. */
    public UUID record(IncidentId id, Terms terms) {
        var incident = incidents.working(id);
        if (terms.purpose().isEmpty()
                || terms.systems().isEmpty()
                || terms.orderedBy().isEmpty()) {
            throw new Refusal("order.incomplete");
        }
        if (!terms.from().isBefore(terms.to())) {
            throw new Refusal("order.periodBackwards");
        }
        journal.requirePast(terms.orderedAt());
        if (!terms.deleteOn().isAfter(LocalDate.ofInstant(clock.instant(), Times.ZONE))) {
            throw new Refusal("order.deletionPast");
        }
        var order = UUID.randomUUID();
        var number = jdbc.sql("""
                        insert into forensics.analysis_order (id, compartment_id, incident_id, number, purpose, systems,
                            period_from, period_to, ordered_by, ordered_at, channel, delete_on, recorded_by, recorded_at)
                        select ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        from forensics.analysis_order where incident_id = ?
                        returning number""")
                .params(
                        order,
                        incident.compartment().value(),
                        id.value(),
                        terms.purpose(),
                        terms.systems(),
                        Timestamp.from(terms.from()),
                        Timestamp.from(terms.to()),
                        terms.orderedBy(),
                        Timestamp.from(terms.orderedAt()),
                        terms.channel(),
                        terms.deleteOn(),
                        Acting.person().id(),
                        Timestamp.from(clock.instant()),
                        id.value())
                .query(Integer.class)
                .single();
        journal.record(
                incident.compartment(),
                terms.orderedAt(),
                JournalEntry.Kind.DECISION,
                "journal.analysisOrdered",
                number,
                terms.orderedBy(),
                terms.purpose(),
                terms.systems(),
                Times.german(texts, terms.from()),
                Times.german(texts, terms.to()),
                Times.german(terms.deleteOn()),
                terms.channel());
        incidents.changed(id, incident.compartment());
        return order;
    }

    /** Records that one of those who watch over people's data was told of an order, or why they need not be. */
    public void told(IncidentId id, UUID order, Notice.Body body, @Nullable Instant informedAt, String who) {
        var incident = incidents.working(id);
        var ordered = find(id, order);
        var typed = Typed.line(who);
        if (typed.isEmpty()) {
            throw new Refusal("order.noticeWithoutWho");
        }
        if (informedAt != null) {
            journal.requirePast(informedAt);
        }
        var added = jdbc.sql("""
                        insert into forensics.notice (order_id, compartment_id, body, informed_at, who, recorded_by,
                            recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(order)
                .param(incident.compartment().value())
                .param(body.name())
                .param(informedAt == null ? null : Timestamp.from(informedAt))
                .param(typed)
                .param(Acting.person().id())
                .param(Timestamp.from(clock.instant()))
                .update();
        if (added == 0) {
            throw new Refusal("order.alreadyTold");
        }
        journal.record(
                incident.compartment(),
                informedAt == null ? clock.instant() : informedAt,
                JournalEntry.Kind.RECORD,
                informedAt == null ? "journal.noticeNotNeeded" : "journal.noticeGiven",
                ordered.number(),
                texts.get(Locale.GERMAN, "order.body." + body),
                typed);
        incidents.changed(id, incident.compartment());
    }

    /** Sets another day of deletion, for a reason. */
    public void deleteOn(IncidentId id, UUID order, LocalDate day, String reason) {
        var incident = incidents.working(id);
        var ordered = find(id, order);
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("order.reasonMissing");
        }
        if (ordered.deletedAt() != null) {
            throw new Refusal("order.deletedAlready");
        }
        if (!day.isAfter(LocalDate.ofInstant(clock.instant(), Times.ZONE))) {
            throw new Refusal("order.deletionPast");
        }
        jdbc.sql("update forensics.analysis_order set delete_on = ? where id = ?")
                .params(day, order)
                .update();
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.DECISION,
                "journal.deletionMoved",
                ordered.number(),
                Times.german(ordered.deleteOn()),
                Times.german(day),
                why);
        incidents.changed(id, incident.compartment());
    }

    /** Nothing more is evaluated under it; what was found stays until its day of deletion. */
    public void end(IncidentId id, UUID order, String reason) {
        var incident = incidents.working(id);
        var ordered = find(id, order);
        var why = Typed.line(reason);
        if (why.isEmpty()) {
            throw new Refusal("order.reasonMissing");
        }
        if (!ordered.stands()) {
            throw new Refusal("order.endedAlready");
        }
        jdbc.sql("update forensics.analysis_order set ended_at = ?, ended_by = ?, ended_why = ? where id = ?")
                .params(Timestamp.from(clock.instant()), Acting.person().id(), why, order)
                .update();
        jdbc.sql("""
                        update forensics.analysis set state = 'CANCELLED', cancelled_by = ?, ended_at = ?
                        where order_id = ? and state in ('WAITING', 'RUNNING')""")
                .params(Acting.person().id(), Timestamp.from(clock.instant()), order)
                .update();
        journal.record(incident.compartment(), JournalEntry.Kind.DECISION, "journal.orderEnded", ordered.number(), why);
        incidents.changed(id, incident.compartment());
    }

    /** An order of this incident. */
    @Transactional(readOnly = true)
    public AnalysisOrder find(IncidentId id, UUID order) {
        return of(id).stream().filter(one -> one.id().equals(order)).findFirst().orElseThrow(NotHere::new);
    }

    /**
     * Whether what an order brings is kept. Then it stays so until the running transaction ends: whoever deletes it waits,
     * and takes along what was added.
     */
    public boolean isKeeping(UUID order) {
        return jdbc.sql("select 1 from forensics.analysis_order where id = ? and deleted_at is null for share")
                .param(order)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The newest first; two statements, however many there are. */
    @Transactional(readOnly = true)
    public List<AnalysisOrder> of(IncidentId id) {
        var notices = jdbc
                .sql("""
                        select n.* from forensics.notice n join forensics.analysis_order o on o.id = n.order_id
                        where o.incident_id = ? order by n.body""")
                .param(id.value())
                .query((row, _) -> Map.entry(row.getObject("order_id", UUID.class), notice(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql("select * from forensics.analysis_order where incident_id = ? order by number desc")
                .param(id.value())
                .query((row, _) -> order(row, notices.getOrDefault(row.getObject("id", UUID.class), List.of())))
                .list();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                Notice.Body.valueOf(row.getString("body")),
                instant(row, "informed_at"),
                row.getString("who"),
                new PersonId(row.getObject("recorded_by", UUID.class)),
                row.getTimestamp("recorded_at").toInstant());
    }

    private static AnalysisOrder order(ResultSet row, List<Notice> notices) throws SQLException {
        var endedAt = instant(row, "ended_at");
        return new AnalysisOrder(
                row.getObject("id", UUID.class),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new IncidentId(row.getObject("incident_id", UUID.class)),
                row.getInt("number"),
                row.getString("purpose"),
                row.getString("systems"),
                row.getTimestamp("period_from").toInstant(),
                row.getTimestamp("period_to").toInstant(),
                row.getString("ordered_by"),
                row.getTimestamp("ordered_at").toInstant(),
                row.getString("channel"),
                row.getObject("delete_on", LocalDate.class),
                notices,
                new PersonId(row.getObject("recorded_by", UUID.class)),
                row.getTimestamp("recorded_at").toInstant(),
                endedAt == null
                        ? null
                        : new AnalysisOrder.Ended(
                                endedAt,
                                new PersonId(row.getObject("ended_by", UUID.class)),
                                row.getString("ended_why")),
                instant(row, "deleted_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
