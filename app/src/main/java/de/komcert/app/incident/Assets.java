package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
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

    /** Puts right what was noted; the journal keeps what it was before. */
    public void correct(IncidentId id, UUID asset, String name, String kind, Condition condition, String comment) {
        var incident = incidents.working(id);
        var before = one(id, asset);
        var typed = Typed.line(name);
        if (typed.isEmpty()) {
            throw new Refusal("asset.empty");
        }
        var after = new Asset(asset, typed, Typed.line(kind), condition, Typed.line(comment), before.addedAt());
        if (after.equals(before)) {
            return;
        }
        jdbc.sql("update incident.asset set name = ?, kind = ?, condition = ?, comment = ? where id = ?")
                .params(after.name(), after.kind(), condition.name(), after.comment(), asset)
                .update();
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.assetCorrected",
                inWords(before),
                inWords(after));
        incidents.changed(id, incident.compartment());
    }

    /** Takes out what was noted by mistake; the journal keeps it. */
    public void remove(IncidentId id, UUID asset) {
        var incident = incidents.working(id);
        var gone = one(id, asset);
        jdbc.sql("delete from incident.asset where id = ?").param(asset).update();
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.assetRemoved", inWords(gone));
        incidents.changed(id, incident.compartment());
    }

    private Asset one(IncidentId id, UUID asset) {
        return of(id).stream().filter(one -> one.id().equals(asset)).findFirst().orElseThrow(NotHere::new);
    }

    private String inWords(Asset asset) {
        return Stream.of(
                        asset.name(),
                        asset.kind(),
                        texts.get(Locale.GERMAN, "asset.condition." + asset.condition()),
                        asset.comment())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
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
