package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The indicators of compromise of an incident: addresses, hashes, names by which others can look for the same. */
@Component
@Transactional
public class Indicators {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Clock clock;

    Indicators(JdbcClient jdbc, Incidents incidents, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    /** What an indicator can be. */
    public enum Kind {
        ADDRESS,
        HOST,
        URL,
        MAIL,
        HASH,
        FILE,
        ACCOUNT,
        PHONE,
        OTHER
    }

    /** One indicator and what may be done with it. */
    public record Indicator(UUID id, Kind kind, String value, String comment, Tlp tlp, Pap pap, Instant addedAt) {}

    /** Adds one, and gives its id. */
    public UUID add(IncidentId id, Kind kind, String value, String comment, Tlp tlp, Pap pap) {
        var incident = incidents.working(id);
        var typed = Typed.line(value);
        if (typed.isEmpty()) {
            throw new Refusal("indicator.empty");
        }
        var indicator = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.indicator (id, compartment_id, incident_id, kind, value, comment, tlp, pap,
                            added_by, added_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        indicator,
                        incident.compartment().value(),
                        id.value(),
                        kind.name(),
                        typed,
                        Typed.line(comment),
                        tlp.join(incident.classification().tlp()).name(),
                        pap.name(),
                        Acting.now().id(),
                        Timestamp.from(clock.instant()))
                .update();
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.indicator", typed);
        incidents.changed(id, incident.compartment());
        return indicator;
    }

    /** Puts right what was noted; the journal keeps what it was before. */
    public void correct(IncidentId id, UUID indicator, Kind kind, String value, String comment, Tlp tlp, Pap pap) {
        var incident = incidents.working(id);
        var before = one(id, indicator);
        var typed = Typed.line(value);
        if (typed.isEmpty()) {
            throw new Refusal("indicator.empty");
        }
        var marking = tlp.join(incident.classification().tlp());
        var after = new Indicator(indicator, kind, typed, Typed.line(comment), marking, pap, before.addedAt());
        if (after.equals(before)) {
            return;
        }
        jdbc.sql("update incident.indicator set kind = ?, value = ?, comment = ?, tlp = ?, pap = ? where id = ?")
                .params(kind.name(), typed, after.comment(), marking.name(), pap.name(), indicator)
                .update();
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.indicatorCorrected",
                inWords(before),
                inWords(after));
        incidents.changed(id, incident.compartment());
    }

    /** Takes out what was noted by mistake; the journal keeps it. */
    public void remove(IncidentId id, UUID indicator) {
        var incident = incidents.working(id);
        var gone = one(id, indicator);
        jdbc.sql("delete from incident.indicator where id = ?").param(indicator).update();
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.indicatorRemoved", inWords(gone));
        incidents.changed(id, incident.compartment());
    }

    private Indicator one(IncidentId id, UUID indicator) {
        return of(id).stream()
                .filter(one -> one.id().equals(indicator))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private static String inWords(Indicator indicator) {
        return Stream.of(indicator.value(), indicator.comment(), indicator.tlp().label(), "PAP:" + indicator.pap())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    @Transactional(readOnly = true)
    public List<Indicator> of(IncidentId id) {
        return jdbc.sql("select * from incident.indicator where incident_id = ? order by added_at, id")
                .param(id.value())
                .query((row, _) -> new Indicator(
                        row.getObject("id", UUID.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("value"),
                        row.getString("comment"),
                        Tlp.valueOf(row.getString("tlp")),
                        Pap.valueOf(row.getString("pap")),
                        row.getTimestamp("added_at").toInstant()))
                .list();
    }
}
