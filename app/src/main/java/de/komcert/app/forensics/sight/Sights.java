package de.komcert.app.forensics.sight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.web.NotHere;
import de.komcert.sigma.settings.Setting;
import de.komcert.traces.census.Gap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the logs of analyses can show. */
@Component
@Transactional(readOnly = true)
public class Sights {

    private static final TypeReference<List<LogGap.At>> EVIDENCE = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> SAID = new TypeReference<>() {};
    private static final long TICKS_PER_MILLISECOND = 10_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Sights(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What the logs of an analysis can show; the same number of statements however much that is.
     *
     * @throws NotHere where there is no such analysis, it has not ended, or its results were deleted
     */
    public Sight of(IncidentId incident, UUID analysis, Readable names) {
        return find(incident, analysis, names).orElseThrow(NotHere::new);
    }

    /** The same; nothing where there is none, such as after the day on which results are deleted. */
    public Optional<Sight> find(IncidentId incident, UUID analysis, Readable names) {
        return jdbc.sql("""
                        select s.* from forensics.sight s join forensics.analysis a on a.id = s.analysis_id
                        where a.incident_id = ? and a.id = ?""")
                .params(incident.value(), analysis)
                .query((row, _) -> new Sight.Summary(
                        row.getInt("rules"),
                        row.getInt("can"),
                        row.getInt("may"),
                        row.getBoolean("complete"),
                        row.getInt("gaps"),
                        row.getBoolean("gaps_complete"),
                        row.getInt("unnamed"),
                        names.text(row.getString("unnamed_hosts")).lines().toList()))
                .optional()
                .map(summary -> new Sight(
                        summary,
                        rows("rule_sight", analysis, (row, _) -> rule(row)),
                        rows("setting_proposal", analysis, (row, _) -> proposal(row)),
                        gaps(analysis, names),
                        rows("clock_proposal", analysis, (row, _) -> clock(row, names))));
    }

    private <T> List<T> rows(String table, UUID analysis, RowMapper<T> one) {
        return jdbc.sql("select * from forensics." + table + " where analysis_id = ? order by number")
                .param(analysis)
                .query(one)
                .list();
    }

    private List<LogGap> gaps(UUID analysis, Readable names) {
        return jdbc.sql("""
                        select g.*, coalesce(k.ahead_millis, 0) as ahead_millis from forensics.gap g
                            join forensics.analysis a on a.id = g.analysis_id
                            left join forensics.host_clock k on k.incident_id = a.incident_id and k.host = g.host
                        where g.analysis_id = ? order by g.number""").param(analysis).query((row, _) -> gap(row, names)).list();
    }

    private static RuleSight rule(ResultSet row) throws SQLException {
        return new RuleSight(
                row.getString("rule"),
                row.getString("title"),
                Level.values()[row.getInt("level")],
                RuleSight.Reason.valueOf(row.getString("reason")),
                row.getString("words"));
    }

    private static SettingProposal proposal(ResultSet row) throws SQLException {
        return new SettingProposal(
                Setting.Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("english"),
                row.getString("place"),
                row.getString("command"),
                row.getString("note"),
                row.getBoolean("here"),
                row.getInt("rules"),
                row.getInt("severe"),
                row.getInt("further"),
                row.getInt("further_severe"));
    }

    private LogGap gap(ResultSet row, Readable names) throws SQLException {
        Map<String, String> said = json.readValue(row.getString("said"), SAID);
        said.replaceAll((_, value) -> names.text(value));
        return new LogGap(
                Gap.Kind.valueOf(row.getString("kind")),
                names.text(row.getString("host")),
                names.text(row.getString("channel")),
                ticks(row, "from_ticks"),
                ticks(row, "to_ticks"),
                row.getLong("ahead_millis") * TICKS_PER_MILLISECOND,
                row.getLong("records"),
                row.getLong("shift"),
                json.readValue(row.getString("evidence"), EVIDENCE).stream()
                        .map(at -> new LogGap.At(names.text(at.file()), at.record()))
                        .toList(),
                said);
    }

    private static ClockProposal clock(ResultSet row, Readable names) throws SQLException {
        return new ClockProposal(
                names.text(row.getString("host")),
                ticks(row, "from_ticks"),
                ticks(row, "to_ticks"),
                Duration.ofMillis(row.getLong("ahead_millis")));
    }

    private static @Nullable Long ticks(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
