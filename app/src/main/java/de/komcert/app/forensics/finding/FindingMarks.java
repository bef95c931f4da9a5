package de.komcert.app.forensics.finding;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people stick to findings: tags, and comments. */
@Component
@Transactional
public class FindingMarks {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Clock clock;

    FindingMarks(JdbcClient jdbc, Incidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Gives all of these findings a tag, or none of them where one is not there. */
    public void tag(IncidentId id, List<UUID> findings, String name) {
        var incident = incidents.working(id);
        var tag = Tag.typed(name).name();
        var wanted = some(incident, findings);
        jdbc.sql("""
                        insert into forensics.tag (finding_id, compartment_id, name, added_by, added_at)
                        select f, ?, ?, ?, ? from unnest(?::uuid[]) as f on conflict do nothing""")
                .params(
                        incident.compartment().value(),
                        tag,
                        Acting.person().id(),
                        Timestamp.from(clock.instant()),
                        wanted)
                .update();
        incidents.changed(id, incident.compartment());
    }

    /** Takes a tag off all of these findings. */
    public void untag(IncidentId id, List<UUID> findings, String name) {
        var incident = incidents.working(id);
        var wanted = some(incident, findings);
        jdbc.sql("delete from forensics.tag where finding_id = any(?) and name = ?")
                .params(wanted, Tag.typed(name).name())
                .update();
        incidents.changed(id, incident.compartment());
    }

    /** Writes a comment on a finding, and gives its id. */
    public UUID comment(IncidentId id, UUID finding, String words) {
        var incident = incidents.working(id);
        some(incident, List.of(finding));
        var typed = Comment.typed(words);
        var comment = UUID.randomUUID();
        jdbc.sql("""
                        insert into forensics.comment (id, finding_id, compartment_id, words, added_by, added_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        comment,
                        finding,
                        incident.compartment().value(),
                        typed,
                        Acting.person().id(),
                        Timestamp.from(clock.instant()))
                .update();
        incidents.changed(id, incident.compartment());
        return comment;
    }

    /** These findings, all of which lie in the incident. */
    private UUID[] some(Incident incident, List<UUID> findings) {
        var wanted = new LinkedHashSet<>(findings).toArray(UUID[]::new);
        if (wanted.length == 0) {
            throw new Refusal("finding.noneChosen");
        }
        var there = jdbc.sql("select count(*) from forensics.finding where id = any(?) and incident_id = ?")
                .params(wanted, incident.id().value())
                .query(Integer.class)
                .single();
        if (there < wanted.length) {
            throw new NotHere();
        }
        return wanted;
    }
}
