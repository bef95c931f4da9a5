package de.komcert.app.forensics.sight;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.web.NotHere;
import de.komcert.logs.Rules;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.census.Census;
import de.komcert.traces.census.CensusTaker;
import de.komcert.traces.census.Gap;
import de.komcert.traces.json.JsonEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What the logs of an analysis can show, kept and told. */
@IdentityServer
class SightsTests {

    private static final List<String> TABLES =
            List.of("sight", "rule_sight", "setting_proposal", "gap", "clock_proposal");

    @Autowired
    ApplicationContext context;

    @Autowired
    Sights sights;

    @Autowired
    NewSight kept;

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path rules;

    LogCase log;
    UUID analysis;

    @BeforeEach
    void analyse() {
        log = LogCase.open(context);
        analysis = log.owner()
                .sql("select id from forensics.analysis where incident_id = ?")
                .param(log.incident().id().value())
                .query(UUID.class)
                .single();
    }

    private Sight sight() {
        return Acting.as(
                log.analyst(), () -> sights.of(log.incident().id(), analysis, pseudonyms.readable(log.incident())));
    }

    @Test
    void anAnalysisKeepsWhichRulesCanFindSomethingInItsLogs() {
        var sight = sight();

        var summary = sight.summary();
        assertThat(summary.can()).isPositive();
        assertThat(summary.cannot()).isPositive();
        assertThat(summary.complete()).isTrue();
        assertThat(sight.rules()).hasSize(summary.rules());
        assertThat(sight.rules())
                .filteredOn(rule -> rule.reason() == RuleSight.Reason.CAN)
                .hasSize(summary.can())
                .extracting(RuleSight::title)
                .contains(LogCase.SUDO_TITLE);
        assertThat(sight.rules())
                .filteredOn(rule -> rule.reason() == RuleSight.Reason.NO_LOG)
                .extracting(RuleSight::words)
                .anyMatch(words -> words.startsWith("windows"));
        assertThat(sight.proposals())
                .isNotEmpty()
                .allSatisfy(proposal -> assertThat(proposal.rules()).isPositive());
        assertThat(sight.gaps()).isEmpty();
        assertThat(sight.clocks()).isEmpty();
    }

    /** Keeps what a census of these events tells, instead of what the analysis has kept. */
    private void keep(String events) {
        TABLES.forEach(table -> log.owner()
                .sql("delete from forensics." + table + " where analysis_id = ?")
                .param(analysis)
                .update());
        Acting.run(
                log.analyst(),
                () -> transaction.executeWithoutResult(_ -> {
                    var masking = pseudonyms.masking(log.incident());
                    try {
                        kept.keep(
                                log.incident(),
                                analysis,
                                LogCase.HOST,
                                census(events),
                                Rules.read(List.of(rules), Pipeline.standard()),
                                masking);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }

    private static Census census(String events) throws IOException {
        var taker = new CensusTaker();
        var entries = new JsonEntries(new ByteArrayInputStream(events.getBytes(StandardCharsets.UTF_8)), problem -> {
            throw new IllegalArgumentException(problem.toString());
        });
        while (entries.next()) {
            taker.add("Users/m.kessler/log.jsonl", entries.entry());
        }
        return taker.take();
    }

    @Test
    void whoClearedALogIsASign() {
        keep("""
                {"product":"windows","service":"security","Channel":"Security","EventID":1102,\
                "Provider_Name":"Microsoft-Windows-Eventlog","Computer":"dc-1","SubjectUserName":"m.kessler",\
                "SubjectDomainName":"RATHAUS","@timestamp":"2026-11-20T08:00:00Z"}
                """);

        var stored = log.owner()
                .sql("select said::text || evidence::text from forensics.gap where analysis_id = ?")
                .param(analysis)
                .query(String.class)
                .list();
        assertThat(stored).hasSize(1).noneMatch(text -> text.contains("kessler"));
        assertThat(sight().gaps())
                .extracting(LogGap::kind, LogGap::host, gap -> gap.said().get("user"))
                .containsExactly(tuple(Gap.Kind.CLEARED, "dc-1", "Person 1"));
        assertThat(sight().summary().gaps()).isEqualTo(1);
        assertThat(sight().summary().rules()).isZero();
    }

    @Test
    void hostsThatTheOrderDoesNotNameAreKept() {
        assertThat(sight().summary().unnamed()).isZero();

        keep("""
                {"product":"windows","Computer":"dc-1","SubjectUserName":"m.kessler"}
                {"product":"windows","Computer":"pc-m.kessler"}
                {"product":"windows","Computer":"SRV-WEB01.rathaus.example"}
                """);

        assertThat(sight().summary().unnamed()).isEqualTo(2);
        assertThat(sight().summary().unnamedHosts()).containsExactly("dc-1", "pc-Person 1");
    }

    @Test
    void aClockThatWasWrongIsKeptByHowFarItWasAhead() {
        keep("");
        log.owner()
                .sql("""
                        insert into forensics.clock_proposal (analysis_id, compartment_id, number, host, to_ticks, ahead_millis)
                        values (?, ?, 1, 'dc-1', 134175168000000000, -61000)""")
                .params(analysis, log.incident().compartment().value())
                .update();

        assertThat(sight().clocks())
                .containsExactly(new ClockProposal("dc-1", null, 134_175_168_000_000_000L, Duration.ofSeconds(-61)));
    }

    @Test
    void itGoesWithTheOtherResultsOfItsOrder() {
        log.owner()
                .sql("update forensics.analysis_order set deleted_at = now() where id = ?")
                .param(log.order())
                .update();

        assertThatThrownBy(this::sight).isInstanceOf(NotHere.class);
        for (var table : TABLES) {
            assertThat(log.owner()
                            .sql("select count(*) from forensics." + table + " where compartment_id = ?")
                            .param(log.incident().compartment().value())
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
