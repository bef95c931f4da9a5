package de.komcert.app.forensics.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.web.NotHere;
import de.komcert.traces.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The findings of the incidents, as people read them: with "Person 7" for a name that nobody has opened. */
@Component("findingsOfIncidents")
@Transactional(readOnly = true)
public class Findings {

    private static final String MATCHING = "forensics.matching_findings(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s, ?)";

    /** What ticks can count. */
    private static final Instant EARLIEST = Instant.parse("1601-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient jdbc;
    private final FindingRows rows;
    private final Comments comments;

    Findings(JdbcClient jdbc, FindingRows rows, Comments comments) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.comments = comments;
    }

    /** A page of those that match; two statements, however many there are. */
    public FindingExcerpt page(IncidentId id, Readable names, FindingFilter filter, Place place, int length) {
        var found = jdbc.sql("select finding, total from " + MATCHING.formatted(place.backwards()))
                .params(parameters(id, names, filter, place.beside(), length + 1))
                .query((row, _) -> new Match(row.getObject("finding", UUID.class), row.getLong("total")))
                .list();
        var ids = found.stream()
                .flatMap(match -> Stream.ofNullable(match.finding()))
                .limit(length)
                .toList();
        boolean goesOn = found.size() > length;
        if (place.backwards()) {
            ids = ids.reversed();
        }
        var isFirst = place.backwards() ? !goesOn : place.beside() == null;
        var isLast = place.backwards() ? place.beside() == null : !goesOn;
        return new FindingExcerpt(
                ids.isEmpty() ? List.of() : read(ids, names),
                found.getFirst().total(),
                isFirst || ids.isEmpty() ? null : ids.getFirst(),
                isLast || ids.isEmpty() ? null : ids.getLast());
    }

    private record Match(@Nullable UUID finding, long total) {}

    /**
     * The findings before and after one in a list.
     *
     * @param previous null at the beginning
     * @param next null at the end
     */
    public record Beside(@Nullable UUID previous, @Nullable UUID next) {}

    /** What stands beside a finding in the list of those that match. */
    public Beside beside(IncidentId id, Readable names, FindingFilter filter, UUID finding) {
        var parameters = parameters(id, names, filter, finding, 1);
        return jdbc.sql("select (select finding from %s) as previous, (select finding from %s) as next"
                        .formatted(MATCHING.formatted("true"), MATCHING.formatted("false")))
                .params(Stream.concat(parameters.stream(), parameters.stream()).toList())
                .query((row, _) -> new Beside(row.getObject("previous", UUID.class), row.getObject("next", UUID.class)))
                .single();
    }

    private List<@Nullable Object> parameters(
            IncidentId id, Readable names, FindingFilter filter, @Nullable UUID beside, int atMost) {
        var level = filter.level();
        return Arrays.asList(
                id.value(),
                patterns(names, filter.words()),
                level == null ? null : level.ordinal(),
                given(filter.rule()),
                given(names.exactly(filter.host())),
                given(names.exactly(filter.channel())),
                given(filter.tag()),
                filter.analysis(),
                filter.state().name(),
                ticks(filter.from()),
                ticks(filter.to()),
                filter.sort().name(),
                beside,
                atMost);
    }

    private static String @Nullable [] patterns(Readable names, String typed) {
        return typed.isBlank()
                ? null
                : Arrays.stream(names.stored(typed).strip().split("\\s+"))
                        .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                        .toArray(String[]::new);
    }

    private static @Nullable String given(String typed) {
        return typed.isEmpty() ? null : typed;
    }

    private static @Nullable Long ticks(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        if (time.isBefore(EARLIEST)) {
            return 0L;
        }
        return time.isAfter(LATEST) ? Long.valueOf(Long.MAX_VALUE) : Long.valueOf(Moment.ticks(time));
    }

    private List<Finding> read(List<UUID> ids, Readable names) {
        return jdbc.sql("""
                        select %s, jsonb_path_query_array(f.fields, '$[*] ? (@.reason == true)') as fields
                        from %s join unnest(?::uuid[]) with ordinality as w (wanted, place) on w.wanted = f.id
                        order by w.place""".formatted(FindingRows.COLUMNS, FindingRows.TABLES))
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> rows.finding(row).read(names))
                .list();
    }

    /** One finding with everything that is known of it. */
    public FindingInFull find(IncidentId id, Readable names, UUID finding) {
        return stored(id, finding).read(names);
    }

    private FindingInFull stored(IncidentId id, UUID finding) {
        var written = comments(finding);
        return jdbc.sql("""
                        select %s, f.fields, f.entries, f.why, r.description, r.next_steps, r.false_positives,
                            r.tags as rule_tags, r.status, r.log_source, r.conditions, r.hits, a.rules_hash
                        from %s left join forensics.rule_result r on r.analysis_id = f.analysis_id and r.rule = f.rule
                        where f.id = ? and f.incident_id = ?""".formatted(FindingRows.COLUMNS, FindingRows.TABLES))
                .params(finding, id.value())
                .query((row, _) -> FindingInFull.stored(
                        rows.finding(row),
                        words(row),
                        rows.why(row.getString("why")),
                        rows.list(row.getString("entries"), CountedEntry[].class),
                        written))
                .optional()
                .orElseThrow(NotHere::new);
    }

    private static FindingInFull.RuleWords words(ResultSet row) throws SQLException {
        return new FindingInFull.RuleWords(
                Objects.requireNonNullElse(row.getString("description"), ""),
                lines(row.getString("next_steps"), "\n"),
                lines(row.getString("false_positives"), "\n"),
                lines(row.getString("rule_tags"), " "),
                Objects.requireNonNullElse(row.getString("status"), ""),
                Objects.requireNonNullElse(row.getString("log_source"), ""),
                lines(row.getString("conditions"), "\n"),
                row.getLong("hits"),
                row.getString("rules_hash"));
    }

    private static List<String> lines(@Nullable String text, String separator) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(separator))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private List<Comment> comments(UUID finding) {
        return comments.read(jdbc.sql(
                        "select id, words, added_by, added_at from forensics.comment where finding_id = ? order by added_at, id")
                .param(finding));
    }

    /** What the findings can be filtered by; two statements, however many there are. */
    public FindingChoices choices(IncidentId id, Readable names) {
        record Row(String kind, String name, long findings) {}
        var places = jdbc.sql("select kind, name, findings from forensics.finding_places(?)")
                .param(id.value())
                .query((row, _) -> new Row(row.getString("kind"), row.getString("name"), row.getLong("findings")))
                .list();
        var byKind = new LinkedHashMap<String, Map<String, Long>>();
        places.forEach(row -> byKind.computeIfAbsent(row.kind(), _ -> new LinkedHashMap<>())
                .merge(names.text(row.name()), row.findings(), Long::sum));
        return new FindingChoices(
                rules(id),
                byKind.getOrDefault("HOST", Map.of()),
                byKind.getOrDefault("CHANNEL", Map.of()),
                byKind.getOrDefault("TAG", Map.of()));
    }

    private List<FindingChoices.RuleCount> rules(IncidentId id) {
        return jdbc.sql("""
                        select r.rule, max(r.title) as title, max(r.level) as level, sum(r.hits) as hits, sum(r.kept) as kept
                        from forensics.rule_result r join forensics.analysis a on a.id = r.analysis_id
                        where a.incident_id = ? group by r.rule order by max(r.level) desc, sum(r.hits) desc, max(r.title)""")
                .param(id.value())
                .query((row, _) -> new FindingChoices.RuleCount(
                        row.getString("rule"),
                        row.getString("title"),
                        FindingRows.level(row.getInt("level")),
                        row.getLong("hits"),
                        row.getLong("kept")))
                .list();
    }
}
