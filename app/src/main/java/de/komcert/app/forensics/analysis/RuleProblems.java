package de.komcert.app.forensics.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.forensics.finding.Storable;
import de.komcert.app.incident.IncidentId;
import de.komcert.logs.Rules;
import de.komcert.sigma.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was wrong with the rules of analyses. Of each analysis the first {@value #MOST} are kept, rules that were left out
 * before those that were used all the same; how many there were stands in {@link Analysis.RulesUsed}.
 */
@Component
@Transactional
public class RuleProblems {

    /** Whoever has more of them has pointed at a folder of something else. */
    public static final int MOST = 200;

    private static final Comparator<Problem> REFUSED_FIRST =
            Comparator.comparing(Problem::weight).thenComparing(Comparator.naturalOrder());

    private final JdbcClient jdbc;

    RuleProblems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first of each analysis of an incident; one statement, however many analyses there are. */
    @Transactional(readOnly = true)
    public Map<UUID, List<RuleProblem>> of(IncidentId incident, int ofEach) {
        record Kept(UUID analysis, RuleProblem problem) {}
        return jdbc
                .sql("""
                        select p.* from forensics.rule_problem p join forensics.analysis a on a.id = p.analysis_id
                        where a.incident_id = ? and p.number <= ? order by p.analysis_id, p.number""")
                .params(incident.value(), ofEach)
                .query((row, _) -> new Kept(
                        row.getObject("analysis_id", UUID.class),
                        new RuleProblem(
                                row.getString("file"),
                                row.getInt("line"),
                                row.getString("title"),
                                row.getString("reason"),
                                row.getBoolean("refused"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Kept::analysis, Collectors.mapping(Kept::problem, Collectors.toList())));
    }

    void keep(Analysis analysis, Rules rules) {
        var number = 0;
        for (var problem : rules.set().problems().stream()
                .sorted(REFUSED_FIRST)
                .limit(MOST)
                .toList()) {
            jdbc.sql("""
                            insert into forensics.rule_problem (analysis_id, compartment_id, number, file, line, title,
                                reason, refused)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            analysis.id(),
                            analysis.compartment().value(),
                            ++number,
                            Storable.text(problem.file()),
                            problem.line(),
                            Storable.text(problem.rule()),
                            Storable.text(problem.reason()),
                            problem.weight() == Problem.Weight.REFUSED)
                    .update();
        }
    }
}
