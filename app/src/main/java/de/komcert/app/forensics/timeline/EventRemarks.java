package de.komcert.app.forensics.timeline;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.finding.Comment;
import de.komcert.app.forensics.finding.Comments;
import de.komcert.app.forensics.finding.Tag;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.NotHere;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people stick to events of a timeline: tags, and comments, as they do to findings. An event is meant by its position in
 * the file, which stays the same; what is stuck to it goes with the timeline.
 */
@Component
@Transactional
public class EventRemarks {

    private static final String SELECT = """
            select position, name, 0 as comments from forensics.event_tag where analysis_id = ? %s
            union all
            select position, null, count(*) from forensics.event_comment where analysis_id = ? %s group by position
            order by position, name""";

    private static final int MOST_TAGS = 200;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Comments comments;
    private final Clock clock;

    EventRemarks(JdbcClient jdbc, Incidents incidents, Comments comments, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.comments = comments;
        this.clock = clock;
    }

    /**
     * What is stuck to an event.
     *
     * @param tags in their order
     * @param comments how many there are
     */
    public record Remark(List<String> tags, int comments) {

        private static final Remark NONE = new Remark(List.of(), 0);

        public Remark {
            tags = List.copyOf(tags);
        }

        public boolean isNone() {
            return tags.isEmpty() && comments == 0;
        }

        private Remark and(Remark more) {
            return new Remark(Stream.concat(tags.stream(), more.tags.stream()).toList(), comments + more.comments);
        }
    }

    /** What is stuck to some events, by event. */
    public static final class Remarks {
        private final Map<Long, Remark> byPosition = new HashMap<>();

        public Remark of(TimelineEvent event) {
            return byPosition.getOrDefault(event.position(), Remark.NONE);
        }
    }

    /** Gives an event a tag. */
    public void tag(IncidentId id, UUID analysis, long position, String name) {
        var incident = incidents.working(id);
        var tag = Tag.typed(name);
        require(id, analysis, position);
        jdbc.sql("""
                        insert into forensics.event_tag (analysis_id, compartment_id, position, name, added_by, added_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        analysis,
                        incident.compartment().value(),
                        position,
                        tag.name(),
                        Acting.person().id(),
                        Timestamp.from(clock.instant()))
                .update();
        changed(incident);
    }

    /** Takes a tag off an event. */
    public void untag(IncidentId id, UUID analysis, long position, String name) {
        var incident = incidents.working(id);
        var tag = Tag.typed(name);
        require(id, analysis, position);
        jdbc.sql("delete from forensics.event_tag where analysis_id = ? and position = ? and name = ?")
                .params(analysis, position, tag.name())
                .update();
        changed(incident);
    }

    /** Writes a comment on an event, and gives its id. */
    public UUID comment(IncidentId id, UUID analysis, long position, String words) {
        var incident = incidents.working(id);
        var typed = Comment.typed(words);
        require(id, analysis, position);
        var comment = UUID.randomUUID();
        jdbc.sql("""
                        insert into forensics.event_comment (id, analysis_id, compartment_id, position, words, added_by,
                            added_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        comment,
                        analysis,
                        incident.compartment().value(),
                        position,
                        typed,
                        Acting.person().id(),
                        Timestamp.from(clock.instant()))
                .update();
        changed(incident);
        return comment;
    }

    /** Whoever deletes the results waits until what is written is among them. */
    private void require(IncidentId id, UUID analysis, long position) {
        boolean isThere = jdbc.sql("""
                        select 1 from forensics.timeline t join forensics.analysis a on a.id = t.analysis_id
                            join forensics.analysis_order o on o.id = a.order_id
                        where t.analysis_id = ? and a.incident_id = ? and ? >= 0 and ? < t.events and o.deleted_at is null
                        for share of o""")
                .params(analysis, id.value(), position, position)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!isThere) {
            throw new NotHere();
        }
    }

    private void changed(Incident incident) {
        incidents.changed(incident.id(), incident.compartment());
    }

    /** What is stuck to these events; one statement, however many there are. */
    @Transactional(readOnly = true)
    public Remarks of(UUID analysis, List<TimelineEvent> events) {
        var positions = events.stream().map(TimelineEvent::position).toArray(Long[]::new);
        var those = "and position = any(?::bigint[])";
        return remarks(jdbc.sql(SELECT.formatted(those, those)).params(analysis, positions, analysis, positions));
    }

    /** What is stuck to any event of a timeline: not more than people have typed. */
    @Transactional(readOnly = true)
    public Remarks all(UUID analysis) {
        return remarks(jdbc.sql(SELECT.formatted("", "")).params(analysis, analysis));
    }

    private static Remarks remarks(JdbcClient.StatementSpec asked) {
        var remarks = new Remarks();
        asked.query((ResultSet row) -> {
            var name = row.getString("name");
            remarks.byPosition.merge(
                    row.getLong("position"),
                    new Remark(name == null ? List.of() : List.of(name), row.getInt("comments")),
                    Remark::and);
        });
        return remarks;
    }

    /** The comments on an event, oldest first. */
    @Transactional(readOnly = true)
    public List<Comment> comments(UUID analysis, long position) {
        return comments.read(jdbc.sql("""
                        select id, words, added_by, added_at from forensics.event_comment
                        where analysis_id = ? and position = ? order by added_at, id""").params(analysis, position));
    }

    /** The positions of the events that have a tag. */
    @Transactional(readOnly = true)
    public Set<Long> tagged(UUID analysis, String tag) {
        return new HashSet<>(jdbc.sql("select position from forensics.event_tag where analysis_id = ? and name = ?")
                .params(analysis, tag)
                .query(Long.class)
                .list());
    }

    /** The tags in use in an incident, at findings too, with how many events of a timeline have each; the most frequent first. */
    @Transactional(readOnly = true)
    public Map<String, Long> tags(IncidentId incident, UUID analysis) {
        var tags = new LinkedHashMap<String, Long>();
        jdbc.sql("""
                        select name, count(*) filter (where analysis_id = ?) as events from (
                            select t.name, t.analysis_id from forensics.event_tag t
                                join forensics.analysis a on a.id = t.analysis_id where a.incident_id = ?
                            union all
                            select t.name, null from forensics.tag t
                                join forensics.finding f on f.id = t.finding_id where f.incident_id = ?
                        ) as used group by name order by events desc, name limit ?""")
                .params(analysis, incident.value(), incident.value(), MOST_TAGS)
                .query((ResultSet row) -> {
                    tags.put(row.getString("name"), row.getLong("events"));
                });
        return tags;
    }
}
