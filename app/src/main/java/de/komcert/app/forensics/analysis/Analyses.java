package de.komcert.app.forensics.analysis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFile;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The analyses of an incident. */
@Component
@Transactional
public class Analyses {

    private static final String SELECT = """
            select a.*, f.file_id, f.name, f.size, f.sha256, f.einrichtung from forensics.analysis a
            left join forensics.analysed_file f on f.analysis_id = a.id
            """;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentFiles files;
    private final AnalysisOrders orders;
    private final Constituency constituency;
    private final Journal journal;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Analyses(
            JdbcClient jdbc,
            Incidents incidents,
            IncidentFiles files,
            AnalysisOrders orders,
            Constituency constituency,
            Journal journal,
            Texts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.files = files;
        this.orders = orders;
        this.constituency = constituency;
        this.journal = journal;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /** An analysis was asked for. */
    record Requested() {}

    /**
     * Asks for an analysis of these files under this order, and gives its id.
     *
     * @param zone in which times without one are read, such as {@code Europe/Berlin}
     * @param beforeTold that it may begin before those who watch over people's data are on record as told
     */
    public UUID request(IncidentId id, UUID order, List<UUID> wanted, String zone, boolean beforeTold) {
        return request(id, order, wanted, Map.of(), zone, beforeTold);
    }

    /**
     * The same, where somebody has said which of the affected Einrichtungen a file comes from, so that rules can compare
     * them. Where nobody has, it comes from the only one that is affected.
     *
     * @param from by file
     */
    public UUID request(
            IncidentId id,
            UUID order,
            List<UUID> wanted,
            Map<UUID, EinrichtungId> from,
            String zone,
            boolean beforeTold) {
        var incident = incidents.working(id);
        var ordered = orders.find(id, order);
        if (!ordered.stands(LocalDate.ofInstant(clock.instant(), Times.ZONE))) {
            throw new Refusal("analysis.orderEnded");
        }
        if (wanted.isEmpty()) {
            throw new Refusal("analysis.noFile");
        }
        var untold = ordered.untold();
        if (!untold.isEmpty() && !beforeTold) {
            throw new Refusal("analysis.untold");
        }
        var there = files.of(id).stream().collect(Collectors.toMap(IncidentFile::id, Function.identity()));
        var chosen = new LinkedHashSet<>(wanted)
                .stream()
                        .map(file -> {
                            var known = there.get(file);
                            if (known == null) {
                                throw new NotHere();
                            }
                            return known;
                        })
                        .toList();
        var origins = origins(incident, from);
        var analysis = UUID.randomUUID();
        var number = jdbc.sql("""
                        insert into forensics.analysis (id, compartment_id, incident_id, order_id, number, zone,
                            requested_by, requested_at, state, bytes_total)
                        select ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, 'WAITING', ?
                        from forensics.analysis where incident_id = ?
                        returning number""")
                .params(
                        analysis,
                        incident.compartment().value(),
                        id.value(),
                        order,
                        known(zone).getId(),
                        Acting.person().id(),
                        Timestamp.from(clock.instant()),
                        chosen.stream().mapToLong(IncidentFile::size).sum(),
                        id.value())
                .query(Integer.class)
                .single();
        for (var file : chosen) {
            jdbc.sql("""
                            insert into forensics.analysed_file (analysis_id, compartment_id, file_id, name, size, sha256,
                                einrichtung)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            analysis,
                            incident.compartment().value(),
                            file.id(),
                            file.name(),
                            file.size(),
                            file.sha256(),
                            origins.apply(file.id()))
                    .update();
        }
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.RECORD,
                untold.isEmpty() ? "journal.analysisRequested" : "journal.analysisRequestedBeforeTold",
                number,
                ordered.number(),
                chosen.stream().map(IncidentFile::name).collect(Collectors.joining(", ")),
                untold.stream()
                        .map(body -> texts.get(Locale.GERMAN, "order.body." + body))
                        .collect(Collectors.joining(", ")));
        incidents.changed(id, incident.compartment());
        events.publishEvent(new Requested());
        return analysis;
    }

    /** What the Einrichtung of a file is called; empty where that is not known. */
    private Function<UUID, String> origins(Incident incident, Map<UUID, EinrichtungId> from) {
        var affected = incident.affected().stream().map(EinrichtungId::new).toList();
        if (!affected.containsAll(from.values())) {
            throw new NotHere();
        }
        var names = constituency.those(affected).stream().collect(Collectors.toMap(Einrichtung::id, Einrichtung::name));
        var only = names.size() == 1 ? names.values().iterator().next() : "";
        return file -> {
            var said = from.get(file);
            return said == null ? only : names.getOrDefault(said, "");
        };
    }

    private static ZoneId known(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new Refusal("analysis.unknownZone");
        }
    }

    /** Ends an analysis before it is done; nothing of it is kept. */
    public void cancel(IncidentId id, UUID analysis) {
        var incident = incidents.working(id);
        var asked = find(id, analysis);
        var ended = jdbc.sql("""
                        update forensics.analysis set state = 'CANCELLED', cancelled_by = ?, ended_at = ?
                        where id = ? and state in ('WAITING', 'RUNNING')""")
                .params(Acting.person().id(), Timestamp.from(clock.instant()), analysis)
                .update();
        if (ended == 0) {
            throw new Refusal("analysis.endedAlready");
        }
        journal.record(incident.compartment(), JournalEntry.Kind.RECORD, "journal.analysisCancelled", asked.number());
        incidents.changed(id, incident.compartment());
    }

    @Transactional(readOnly = true)
    public Analysis find(IncidentId id, UUID analysis) {
        return of(id).stream()
                .filter(one -> one.id().equals(analysis))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    /** The newest first; one statement, however many there are. */
    @Transactional(readOnly = true)
    public List<Analysis> of(IncidentId id) {
        return grouped(jdbc.sql(SELECT + "where a.incident_id = ? order by a.number desc, f.name, f.file_id")
                .param(id.value())
                .query((row, _) -> Map.entry(analysis(row), file(row)))
                .list());
    }

    /**
     * The first problems of each analysis of an incident, those of one kind in one file as one; one statement, however many
     * there are.
     */
    @Transactional(readOnly = true)
    public Map<UUID, List<AnalysisProblem>> problems(IncidentId id, int ofEach, Readable names) {
        return jdbc
                .sql("""
                        select * from (
                            select p.analysis_id, p.file, p.kind, (array_agg(p.message order by p.number))[1] as message,
                                (array_agg(p.position order by p.number))[1] as position,
                                bool_or(p.costs_content) as costs_content, count(*) as times,
                                row_number() over (partition by p.analysis_id order by min(p.number)) as place
                            from forensics.problem p join forensics.analysis a on a.id = p.analysis_id
                            where a.incident_id = ? group by p.analysis_id, p.file, p.kind) kinds
                        where place <= ? order by analysis_id, place""")
                .params(id.value(), ofEach)
                .query((row, _) -> new AnalysisProblem(
                        row.getObject("analysis_id", UUID.class),
                        names.text(row.getString("file")),
                        row.getString("kind"),
                        names.text(row.getString("message")),
                        row.getLong("position"),
                        row.getBoolean("costs_content"),
                        row.getLong("times")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(AnalysisProblem::analysis));
    }

    /** The analysis of this id, whatever incident it belongs to; for the job. */
    @Transactional(readOnly = true)
    Analysis find(UUID analysis) {
        return grouped(jdbc.sql(SELECT + "where a.id = ? order by f.name, f.file_id")
                        .param(analysis)
                        .query((row, _) -> Map.entry(analysis(row), file(row)))
                        .list())
                .getFirst();
    }

    private static List<Analysis> grouped(List<Map.Entry<Analysis, List<Analysis.AnalysedFile>>> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.getKey().id(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> with(
                        same.getFirst().getKey(),
                        same.stream().flatMap(row -> row.getValue().stream()).toList()))
                .toList();
    }

    private static Analysis with(Analysis one, List<Analysis.AnalysedFile> files) {
        return new Analysis(
                one.id(),
                one.compartment(),
                one.incident(),
                one.order(),
                one.number(),
                one.zone(),
                files,
                one.requestedBy(),
                one.requestedAt(),
                one.state(),
                one.begunAt(),
                one.endedAt(),
                one.progress(),
                one.rules(),
                one.reason());
    }

    private static List<Analysis.AnalysedFile> file(ResultSet row) throws SQLException {
        var id = row.getObject("file_id", UUID.class);
        return id == null
                ? List.of()
                : List.of(new Analysis.AnalysedFile(
                        id,
                        row.getString("name"),
                        row.getLong("size"),
                        row.getString("sha256"),
                        row.getString("einrichtung")));
    }

    private static Analysis analysis(ResultSet row) throws SQLException {
        return new Analysis(
                row.getObject("id", UUID.class),
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                new IncidentId(row.getObject("incident_id", UUID.class)),
                row.getObject("order_id", UUID.class),
                row.getInt("number"),
                row.getString("zone"),
                List.of(),
                new PersonId(row.getObject("requested_by", UUID.class)),
                row.getTimestamp("requested_at").toInstant(),
                Analysis.State.valueOf(row.getString("state")),
                instant(row, "begun_at"),
                instant(row, "ended_at"),
                new Analysis.Progress(
                        row.getLong("bytes_read"),
                        row.getLong("bytes_total"),
                        row.getLong("entries"),
                        row.getLong("findings"),
                        row.getInt("files_read"),
                        row.getInt("passed_over"),
                        row.getLong("outside"),
                        row.getLong("problems")),
                new Analysis.RulesUsed(
                        row.getInt("rules"),
                        row.getInt("rules_waiting"),
                        row.getInt("rules_refused"),
                        row.getInt("rules_noted"),
                        row.getString("rules_hash"),
                        row.getString("lists").lines().toList(),
                        row.getString("lists_hash"),
                        row.getString("program")),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
