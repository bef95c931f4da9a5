package de.komcert.app.forensics.analysis;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.forensics.finding.NewFindings;
import de.komcert.app.forensics.finding.Storable;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.sight.NewSight;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Times;
import de.komcert.logs.Rules;
import de.komcert.sigma.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the job writes: how far it is, and in the end all it has found, in one transaction. */
@Component
@Transactional
class AnalysisRecords {

    /** Whoever brings the program to its knees three times is not tried a fourth time. */
    private static final int MOST_ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final NewFindings findings;
    private final NewSight sight;
    private final RuleProblems ruleProblems;
    private final AnalysisOrders orders;
    private final Clock clock;

    AnalysisRecords(
            JdbcClient jdbc,
            Incidents incidents,
            Journal journal,
            Pseudonyms pseudonyms,
            NewFindings findings,
            NewSight sight,
            RuleProblems ruleProblems,
            AnalysisOrders orders,
            Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.findings = findings;
        this.sight = sight;
        this.ruleProblems = ruleProblems;
        this.orders = orders;
        this.clock = clock;
    }

    /** An analysis that waits, and where. */
    record Waiting(UUID analysis, CompartmentId compartment) {}

    /** The next one that waits or was interrupted; asked by the job while it visits nothing. */
    Optional<Waiting> next() {
        return jdbc
                .sql("select analysis, compartment from forensics.queue()")
                .query((row, _) -> new Waiting(
                        row.getObject("analysis", UUID.class),
                        new CompartmentId(row.getObject("compartment", UUID.class))))
                .list()
                .stream()
                .findFirst();
    }

    /** Begins, or begins anew; false where it has ended meanwhile, or was begun too often. */
    boolean begin(Analysis analysis) {
        var attempts = jdbc.sql("""
                        update forensics.analysis set state = 'RUNNING', begun_at = ?, attempts = attempts + 1,
                            bytes_read = 0, entries = 0, findings = 0
                        where id = ? and state in ('WAITING', 'RUNNING') returning attempts""")
                .params(Timestamp.from(clock.instant()), analysis.id())
                .query(Integer.class)
                .optional();
        if (attempts.isPresent() && attempts.get() > MOST_ATTEMPTS) {
            fail(analysis, "analysis.tooOften");
            return false;
        }
        changed(analysis);
        return attempts.isPresent() && isOrdered(analysis);
    }

    /** Ends it where its order's results would have to be deleted by now. */
    private boolean isOrdered(Analysis analysis) {
        var today = LocalDate.ofInstant(clock.instant(), Times.ZONE);
        boolean stands = orders.find(analysis.incident(), analysis.order()).stands(today);
        if (!stands) {
            fail(analysis, "analysis.orderEnded");
        }
        return stands;
    }

    /** Keeps how far it is; false where somebody has ended it. */
    boolean tell(Analysis analysis, Analysis.Progress progress) {
        var running = jdbc.sql("""
                        update forensics.analysis set bytes_read = ?, bytes_total = ?, entries = ?, findings = ?,
                            files_read = ?, passed_over = ?
                        where id = ? and state = 'RUNNING'""")
                .params(
                        progress.bytes(),
                        progress.bytesTotal(),
                        progress.entries(),
                        progress.findings(),
                        progress.files(),
                        progress.passedOver(),
                        analysis.id())
                .update();
        if (running > 0) {
            changed(analysis);
        }
        return running > 0;
    }

    /** It cannot be carried out, since there is no rule among these. */
    void failFor(Analysis analysis, Rules rules) {
        if (fail(analysis, rules.refused() > 0 ? "analysis.noRuleLoads" : "analysis.noRules")) {
            keepUsed(analysis, rules);
        }
    }

    /** It cannot be carried out, for this reason; false where it has ended meanwhile. */
    boolean fail(Analysis analysis, String reason) {
        var failed = jdbc.sql("""
                        update forensics.analysis set state = 'FAILED', ended_at = ?, reason = ?
                        where id = ? and state in ('WAITING', 'RUNNING')""")
                .params(Timestamp.from(clock.instant()), reason, analysis.id())
                .update();
        if (failed > 0) {
            journal.record(
                    analysis.compartment(), JournalEntry.Kind.RECORD, "journal.analysisFailed", analysis.number());
            changed(analysis);
        }
        return failed > 0;
    }

    /** Keeps everything it has found; gives false and keeps nothing, where somebody has ended it. */
    boolean finish(Analysis analysis, Outcome outcome) {
        if (!orders.isKeeping(analysis.order())) {
            return false;
        }
        var incident = incidents.find(analysis.incident());
        var gathered = outcome.gathered();
        var rules = outcome.rules();
        var progress = outcome.progress();
        var done = jdbc.sql("""
                        update forensics.analysis set state = 'DONE', ended_at = ?, bytes_read = bytes_total, entries = ?,
                            findings = ?, outside = ?, problems = ?
                        where id = ? and state = 'RUNNING'""")
                .params(
                        Timestamp.from(clock.instant()),
                        progress.entries(),
                        gathered.matches(),
                        outcome.outside(),
                        gathered.problems(),
                        analysis.id())
                .update();
        if (done == 0) {
            return false;
        }
        keepUsed(analysis, rules);
        pseudonyms.keep(incident, outcome.masking());
        findings.keep(incident, analysis.id(), files(analysis), gathered.kept(), rules.set(), outcome.masking());
        sight.keep(incident, analysis.id(), outcome.order().systems(), outcome.census(), rules, outcome.masking());
        keepRules(analysis, gathered);
        keepProblems(analysis, outcome);
        journal.record(
                analysis.compartment(),
                JournalEntry.Kind.RECORD,
                "journal.analysisDone",
                analysis.number(),
                gathered.matches(),
                gathered.rules().size(),
                progress.entries(),
                rules.hash().substring(0, 12));
        changed(analysis);
        return true;
    }

    private void keepUsed(Analysis analysis, Rules rules) {
        jdbc.sql("""
                        update forensics.analysis set rules = ?, rules_waiting = ?, rules_refused = ?, rules_noted = ?,
                            rules_hash = ?, lists = ?, lists_hash = ?
                        where id = ?""")
                .params(
                        rules.inUse(),
                        rules.waiting(),
                        rules.refused(),
                        rules.set().problems().size() - rules.refused(),
                        rules.hash(),
                        String.join("\n", rules.lists().values().keySet()),
                        rules.listsHash(),
                        analysis.id())
                .update();
        ruleProblems.keep(analysis, rules);
    }

    private static Map<String, UUID> files(Analysis analysis) {
        var files = new HashMap<String, UUID>();
        analysis.files().forEach(file -> files.putIfAbsent(file.name(), file.id()));
        return files;
    }

    private void keepRules(Analysis analysis, Gathered gathered) {
        gathered.rules()
                .forEach((head, count) -> jdbc.sql("""
                        insert into forensics.rule_result (analysis_id, compartment_id, rule, title, level, description,
                            false_positives, next_steps, tags, status, log_source, conditions, hits, kept, first_ticks,
                            last_ticks)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .param(analysis.id())
                        .param(analysis.compartment().value())
                        .param(Storable.text(head.id()))
                        .param(Storable.text(head.title()))
                        .param(head.level().ordinal())
                        .param(Storable.text(head.description()))
                        .param(Storable.text(String.join("\n", head.falsePositives())))
                        .param(Storable.text(String.join("\n", head.nextSteps())))
                        .param(Storable.text(String.join(" ", head.tags())))
                        .param(Storable.text(head.status()))
                        .param(Storable.text(looksAt(count.rule())))
                        .param(Storable.text(conditions(count.rule())))
                        .param(count.hits())
                        .param(count.kept())
                        .param(Storable.ticks(count.first()))
                        .param(Storable.ticks(count.last()))
                        .update());
    }

    private static String looksAt(Rule rule) {
        return switch (rule) {
            case Rule.Detection detection -> detection.logSource().words();
            case Rule.Correlation _ -> "";
        };
    }

    private static String conditions(Rule rule) {
        return switch (rule) {
            case Rule.Detection detection ->
                detection.conditions().stream()
                        .map(condition -> condition.strip().replaceAll("\\s+", " "))
                        .collect(Collectors.joining("\n"));
            case Rule.Correlation _ -> "";
        };
    }

    private void keepProblems(Analysis analysis, Outcome outcome) {
        int number = 0;
        for (var trouble : outcome.gathered().troubles()) {
            jdbc.sql("""
                            insert into forensics.problem (analysis_id, compartment_id, number, file, kind, message,
                                position, costs_content)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            analysis.id(),
                            analysis.compartment().value(),
                            ++number,
                            outcome.masking().text(Storable.text(trouble.file())),
                            trouble.problem().kind(),
                            outcome.masking()
                                    .text(Storable.text(trouble.problem().message())),
                            trouble.problem().offset(),
                            trouble.problem().costsContent())
                    .update();
        }
    }

    private void changed(Analysis analysis) {
        incidents.changed(analysis.incident(), analysis.compartment());
    }
}
