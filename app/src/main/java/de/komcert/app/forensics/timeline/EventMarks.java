package de.komcert.app.forensics.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.name.Readable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of events beside the logs: which of them are findings. */
@Component
@Transactional(readOnly = true)
public class EventMarks {

    private static final String SELECT =
            "select id, title, level, file, record from forensics.finding where analysis_id = ?";

    private final JdbcClient jdbc;

    EventMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A finding made of an event. */
    public record Mark(UUID finding, String title, Level level) {

        /** The same as people read it. */
        public Mark read(Readable names) {
            return new Mark(finding, names.text(title), level);
        }
    }

    private record Place(String file, long record) {}

    /** The findings among some events, by event. */
    public static final class Marks {
        private final Map<Place, List<Mark>> marks = new HashMap<>();

        public List<Mark> of(TimelineEvent event) {
            return marks.getOrDefault(new Place(event.file(), event.record()), List.of());
        }
    }

    /** The findings among these events; one statement, however many there are. */
    public Marks of(UUID analysis, List<TimelineEvent> events) {
        return marks(jdbc.sql(SELECT + " and (file, record) in (select * from unnest(?::text[], ?::bigint[]))"
                        + " order by level desc, number")
                .param(analysis)
                .param(events.stream().map(TimelineEvent::file).toArray(String[]::new))
                .param(events.stream().map(TimelineEvent::record).toArray(Long[]::new)));
    }

    /** All findings of an analysis; there are bounds to how many are kept. */
    public Marks all(UUID analysis) {
        return marks(jdbc.sql(SELECT + " order by level desc, number").param(analysis));
    }

    private static Marks marks(JdbcClient.StatementSpec asked) {
        var marks = new Marks();
        asked.query((ResultSet row) -> add(row, marks));
        return marks;
    }

    private static void add(ResultSet row, Marks marks) throws SQLException {
        marks.marks
                .computeIfAbsent(new Place(row.getString("file"), row.getLong("record")), _ -> new ArrayList<>())
                .add(new Mark(
                        row.getObject("id", UUID.class), row.getString("title"), Level.values()[row.getInt("level")]));
    }

    /** How many findings fall into each of some slots of the same length, by corrected clocks. */
    long[] perSlot(UUID analysis, long from, long step, int slots) {
        var counts = new long[slots];
        jdbc.sql("""
                        select (moment - ?) / ? as slot, count(*) as findings from (
                            select forensics.moment(f.ticks, k.ahead_millis) as moment from forensics.finding f
                                left join forensics.host_clock k on k.incident_id = f.incident_id and k.host = f.host
                            where f.analysis_id = ?) f
                        where moment >= ? and moment < ? group by 1""").params(from, step, analysis, from, from + step * slots).query((ResultSet row) -> {
            counts[row.getInt("slot")] = row.getLong("findings");
        });
        return counts;
    }
}
