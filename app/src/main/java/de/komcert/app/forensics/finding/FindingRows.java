package de.komcert.app.forensics.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import de.komcert.app.forensics.why.Why;
import de.komcert.app.incident.IncidentId;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Findings as they lie in the database. */
@Component
class FindingRows {

    /** Everything of a finding but its fields and entries. */
    static final String COLUMNS = """
            f.id, f.incident_id, a.number as analysis, f.number, f.rule, f.title, f.level, f.ticks, f.host, f.channel,
            f.provider, f.event_id, f.file_id, f.file, f.record, coalesce(k.ahead_millis, 0) as ahead_millis,
            (select coalesce(json_agg(t.name order by t.name), '[]') from forensics.tag t
                where t.finding_id = f.id) as tags,
            (select count(*) from forensics.comment c where c.finding_id = f.id) as comments,
            (select coalesce(json_agg(json_build_object('id', o.id, 'kind', o.kind, 'reference', o.reference,
                'label', o.label, 'addedAt', o.added_at) order by o.added_at, o.id), '[]')
                from forensics.outcome o where o.finding_id = f.id) as outcomes
            """;

    static final String TABLES = """
            forensics.finding f
            join forensics.analysis a on a.id = f.analysis_id
            left join forensics.host_clock k on k.incident_id = f.incident_id and k.host = f.host
            """;

    private static final List<Level> LEVELS = List.of(Level.values());

    private final JsonMapper json;

    FindingRows(JsonMapper json) {
        this.json = json;
    }

    Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getObject("id", UUID.class),
                new IncidentId(row.getObject("incident_id", UUID.class)),
                row.getInt("analysis"),
                row.getLong("number"),
                row.getString("rule"),
                row.getString("title"),
                LEVELS.get(row.getInt("level")),
                seen(row),
                row.getString("host"),
                row.getString("channel"),
                row.getString("provider"),
                row.getString("event_id"),
                row.getObject("file_id", UUID.class),
                row.getString("file"),
                row.getLong("record"),
                list(row.getString("fields"), FindingField[].class),
                list(row.getString("tags"), String[].class),
                row.getInt("comments"),
                list(row.getString("outcomes"), Outcome[].class));
    }

    @Nullable
    Why why(@Nullable String text) {
        return text == null ? null : json.readValue(text, Why.class);
    }

    <T> List<T> list(String text, Class<T[]> type) {
        return List.of(json.readValue(text, type));
    }

    static Level level(int stored) {
        return LEVELS.get(stored);
    }

    private static Finding.@Nullable Seen seen(ResultSet row) throws SQLException {
        var ticks = row.getLong("ticks");
        return row.wasNull() || ticks < 0
                ? null
                : new Finding.Seen(Moment.instant(ticks), Duration.ofMillis(row.getLong("ahead_millis")));
    }
}
