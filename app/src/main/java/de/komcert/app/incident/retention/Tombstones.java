package de.komcert.app.incident.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tombstones of what the actor was a member of at the end. For everybody else there never was anything. */
@Component
@Transactional(readOnly = true)
public class Tombstones {

    private static final int MOST_LISTED = 500;

    private final JdbcClient jdbc;
    private final Journal journal;

    Tombstones(JdbcClient jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    public Optional<Tombstone> find(IncidentId incident) {
        return one("incident_id = ?", incident.value());
    }

    public Optional<Tombstone> find(ReportId report) {
        return one("report_id = ?", report.value());
    }

    /** By the id under which it was known, of an incident or of a Meldung that became none. */
    public Optional<Tombstone> find(UUID id) {
        return one("coalesce(incident_id, report_id) = ?", id);
    }

    /** What was erased last comes first. */
    public List<Tombstone> list() {
        return jdbc.sql("""
                        select t.* from access.member m join incident.tombstone t on t.compartment_id = m.compartment_id
                        where m.person_id = access.actor() order by t.erased_at desc, t.report_id limit ?""")
                .param(MOST_LISTED)
                .query((row, _) -> tombstone(row))
                .list();
    }

    /** What is left of its journal: every entry, all but the last without their text. */
    public List<JournalEntry> journal(Tombstone stone) {
        return journal.entries(stone.compartment());
    }

    private Optional<Tombstone> one(String condition, UUID id) {
        return jdbc.sql("select * from incident.tombstone where " + condition)
                .param(id)
                .query((row, _) -> tombstone(row))
                .optional();
    }

    private static Tombstone tombstone(ResultSet row) throws SQLException {
        var incident = row.getObject("incident_id", UUID.class);
        var name = row.getString("code_name");
        return new Tombstone(
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new ReportId(row.getObject("report_id", UUID.class)),
                incident == null ? null : new IncidentId(incident),
                name == null ? null : new CodeName(name),
                Kind.valueOf(row.getString("kind")),
                row.getBoolean("exercise"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("closed_at").toInstant(),
                row.getInt("months"),
                row.getTimestamp("announced_at").toInstant(),
                row.getTimestamp("erased_at").toInstant(),
                row.getLong("head_number"),
                row.getBytes("head_hash"));
    }
}
