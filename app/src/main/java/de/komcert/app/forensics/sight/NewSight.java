package de.komcert.app.forensics.sight;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import de.komcert.app.forensics.finding.Storable;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.incident.Incident;
import de.komcert.logs.Rules;
import de.komcert.sigma.Visibility;
import de.komcert.sigma.settings.Proposal;
import de.komcert.sigma.settings.Settings;
import de.komcert.traces.census.Census;
import de.komcert.traces.census.ClockCorrection;
import de.komcert.traces.census.Gap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what the logs of an analysis can show, with signs in place of names. */
@Component
public class NewSight {

    private static final int MOST_RULES = 20_000;
    private static final int MOST_GAPS = 2_000;
    private static final int MOST_CLOCKS = 500;
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_HOSTS = 50;
    private static final long TICKS_PER_MILLISECOND = 10_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    NewSight(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Works out what the rules can see in what was counted, and keeps it.
     *
     * @param systems whose logs were ordered to be evaluated, in words
     */
    public void keep(Incident incident, UUID analysis, String systems, Census census, Rules rules, Masking masking) {
        var held = census.kinds();
        var visibility = Visibility.of(rules.set(), rules.anywhere(), held, census.isComplete());
        var gaps = census.gaps();
        var unnamed = UnnamedHosts.of(systems, census.hosts());
        jdbc.sql("""
                        insert into forensics.sight (analysis_id, compartment_id, rules, can, may, complete, gaps,
                            gaps_complete, unnamed, unnamed_hosts)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        analysis,
                        incident.compartment().value(),
                        visibility.sights().size(),
                        visibility.can(),
                        visibility.may(),
                        census.isComplete(),
                        gaps.all().size(),
                        gaps.complete(),
                        unnamed.size(),
                        unnamed.stream()
                                .limit(MOST_HOSTS)
                                .map(host -> masked(host, masking).replace('\n', ' '))
                                .collect(Collectors.joining("\n")))
                .update();
        var into = new Kept(analysis, incident);
        into.all(
                """
                insert into forensics.rule_sight (analysis_id, compartment_id, number, rule, title, level, reason, words)
                select ?, ?, r.* from jsonb_to_recordset(?::jsonb)
                    as r (number int, rule text, title text, level int, reason text, words text)""",
                numbered(visibility.sights(), MOST_RULES, (number, sight) -> RuleRow.of(number, RuleSight.of(sight))));
        into.all("""
                insert into forensics.setting_proposal (analysis_id, compartment_id, number, kind, title, english, place,
                    command, note, here, rules, severe, further, further_severe)
                select ?, ?, p.* from jsonb_to_recordset(?::jsonb) as p (number int, kind text, title text, english text,
                    place text, command text, note text, here boolean, rules int, severe int, further int, furthest int)""", numbered(Settings.standard().proposals(visibility, held), MOST_RULES, ProposalRow::of));
        into.all("""
                insert into forensics.gap (analysis_id, compartment_id, number, kind, host, channel, from_ticks, to_ticks,
                    records, shift, evidence, said)
                select ?, ?, g.* from jsonb_to_recordset(?::jsonb) as g (number int, kind text, host text, channel text,
                    since bigint, until bigint, records bigint, shift bigint, evidence jsonb, said jsonb)""", numbered(gaps.all(), MOST_GAPS, (number, gap) -> GapRow.of(number, gap, masking)));
        into.all(
                """
                insert into forensics.clock_proposal (analysis_id, compartment_id, number, host, from_ticks, to_ticks,
                    ahead_millis)
                select ?, ?, c.* from jsonb_to_recordset(?::jsonb)
                    as c (number int, host text, since bigint, until bigint, ahead bigint)""", numbered(gaps.corrections(), MOST_CLOCKS, (number, clock) -> ClockRow.of(number, clock, masking)));
    }

    /** Rows that are kept with one statement. */
    private final class Kept {
        private final UUID analysis;
        private final UUID compartment;

        Kept(UUID analysis, Incident incident) {
            this.analysis = analysis;
            this.compartment = incident.compartment().value();
        }

        void all(String statement, List<? extends Record> rows) {
            jdbc.sql(statement)
                    .params(analysis, compartment, json.writeValueAsString(rows))
                    .update();
        }
    }

    private static <T, R extends Record> List<R> numbered(List<T> all, int most, BiFunction<Integer, T, R> row) {
        var rows = new ArrayList<R>();
        for (var one : all.subList(0, Math.min(all.size(), most))) {
            rows.add(row.apply(rows.size() + 1, one));
        }
        return rows;
    }

    private static String masked(String text, Masking masking) {
        return masking.text(Storable.text(text));
    }

    // Columns in the order of the statements above; their names are those of the records' components.

    private record RuleRow(int number, String rule, String title, int level, String reason, String words) {

        static RuleRow of(int number, RuleSight sight) {
            return new RuleRow(
                    number,
                    Storable.text(sight.rule()),
                    Storable.text(sight.title()),
                    sight.level().ordinal(),
                    sight.reason().name(),
                    Storable.text(sight.words()));
        }
    }

    private record ProposalRow(
            int number,
            String kind,
            String title,
            String english,
            String place,
            String command,
            String note,
            boolean here,
            int rules,
            int severe,
            int further,
            int furthest) {

        static ProposalRow of(int number, Proposal proposal) {
            var setting = proposal.setting();
            return new ProposalRow(
                    number,
                    setting.kind().name(),
                    Storable.text(setting.title()),
                    setting.english(),
                    setting.where(),
                    setting.how(),
                    setting.note(),
                    proposal.isHere(),
                    proposal.rules(),
                    proposal.severe(),
                    proposal.further(),
                    proposal.furtherSevere());
        }
    }

    private record GapRow(
            int number,
            String kind,
            String host,
            String channel,
            @Nullable Long since,
            @Nullable Long until,
            long records,
            long shift,
            List<LogGap.At> evidence,
            TreeMap<String, String> said) {

        static GapRow of(int number, Gap gap, Masking masking) {
            var said = new TreeMap<String, String>();
            gap.said().forEach((name, value) -> said.put(name, said(name, value, masking)));
            return new GapRow(
                    number,
                    gap.kind().name(),
                    masked(gap.host(), masking),
                    masked(gap.channel(), masking),
                    Storable.ticks(gap.from()),
                    Storable.ticks(gap.to()),
                    gap.records(),
                    gap.shift(),
                    gap.evidence().stream()
                            .limit(MOST_EVIDENCE)
                            .map(place -> new LogGap.At(masked(place.file(), masking), place.record()))
                            .toList(),
                    said);
        }

        /** The name of an account is one however short it is. */
        private static String said(String name, String value, Masking masking) {
            return name.equals("user")
                    ? masking.value("SubjectUserName", Storable.text(value))
                    : masked(value, masking);
        }
    }

    private record ClockRow(
            int number,
            String host,
            @Nullable Long since,
            @Nullable Long until,
            long ahead) {

        static ClockRow of(int number, ClockCorrection clock, Masking masking) {
            return new ClockRow(
                    number,
                    masked(clock.host(), masking),
                    Storable.ticks(clock.from()),
                    Storable.ticks(clock.until()),
                    -clock.shift() / TICKS_PER_MILLISECOND);
        }
    }
}
