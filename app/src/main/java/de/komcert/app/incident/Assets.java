package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The systems an incident touches, and in which condition they are. */
@Component
@Transactional
public class Assets {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Texts texts;
    private final Clock clock;

    Assets(JdbcClient jdbc, Incidents incidents, Journal journal, Texts texts, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.texts = texts;
        this.clock = clock;
    }

    /** What is known of a system. */
    public enum Condition {
        UNKNOWN,
        SUSPECTED,
        COMPROMISED,
        ISOLATED,
        CLEAN,
        RESTORED
    }

    /** One system. */
    public record Asset(UUID id, String name, String kind, Condition condition, String comment, Instant addedAt) {}

    /** Adds one, and gives its id. */
    public UUID add(IncidentId id, String name, String kind, Condition condition, String comment) {
        var incident = incidents.working(id);
        var typed = Typed.line(name);
        if (typed.isEmpty()) {
            throw new Refusal("asset.empty");
        }
        var asset = UUID.randomUUID();
        jdbc.sql("""
                        insert into incident.asset (id, compartment_id, incident_id, name, kind, condition, comment,
                            added_by, added_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        asset,
                        incident.compartment().value(),
                        id.value(),
                        typed,
                        Typed.line(kind),
                        condition.name(),
                        Typed.line(comment),
                        Acting.now().id(),
                        Timestamp.from(clock.instant()))
                .update();
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.asset",
                typed,
                texts.get(Locale.GERMAN, "asset.condition." + condition));
        incidents.changed(id, incident.compartment());
        return asset;
    }

    @Transactional(readOnly = true)
    public List<Asset> of(IncidentId id) {
        return jdbc.sql("select * from incident.asset where incident_id = ? order by added_at, id")
                .param(id.value())
                .query((row, _) -> new Asset(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        Condition.valueOf(row.getString("condition")),
                        row.getString("comment"),
                        row.getTimestamp("added_at").toInstant()))
                .list();
    }
}
