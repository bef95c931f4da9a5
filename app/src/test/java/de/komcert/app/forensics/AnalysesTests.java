package de.komcert.app.forensics;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.ResultDeletion;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From an order to findings, over the whole server. */
class AnalysesTests extends AnalysisCase {

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    Journal journal;

    @Autowired
    Holds holds;

    @Autowired
    ResultDeletion deletion;

    @Test
    void anOrderedAnalysisFindsWhatTheRulesFindAndHidesWhoItWas() throws Exception {
        var log = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            log.append(
                    "2026-11-20T10:00:%02d+01:00 srv-web01 sshd[12]: Failed password for m.kessler from 10.20.9.9 port 5%d200 ssh2\n"
                            .formatted(i, i % 10));
        }
        log.append(
                "2026-11-20T10:01:00+01:00 srv-web01 sshd[12]: Accepted password for m.kessler from 10.20.9.9 port 50999 ssh2\n");
        log.append(
                "2026-11-20T10:02:00+01:00 srv-web01 sudo: m.kessler : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/m.kessler ; USER=root ; COMMAND=/bin/bash\n");
        var analysis = ended(request("auth.log", log.toString()));

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        assertThat(analysis.progress().entries()).isEqualTo(14);
        assertThat(analysis.progress().findings()).isPositive();
        var rows = owner.sql(
                        "select rule, title, fields::text as fields, words, host from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query()
                .listOfRows();
        assertThat(rows).isNotEmpty();
        assertThat(rows.toString()).doesNotContainIgnoringCase("kessler").contains("\uE0001\uE001");
        Acting.run(analyst, () -> {
            assertThat(pseudonyms.readable(incident).text("\uE0001\uE001")).isEqualTo("Person 1");
            pseudonyms.open(incident.id(), 1, "Konto muss gesperrt werden");
            assertThat(pseudonyms.readable(incident).text("\uE0001\uE001")).isEqualTo("m.kessler");
            assertThat(journal.entries(incident.compartment()))
                    .extracting(JournalEntry::text)
                    .anyMatch(text -> text.startsWith("Auswertungsanordnung 1"))
                    .anyMatch(text -> text.startsWith("Auswertung 1 fertig"))
                    .anyMatch(text -> text.contains("Person 1 aufgedeckt"))
                    .noneMatch(text -> text.contains("kessler"));
        });
    }

    @Test
    void everyPersonHasOneSignAndNoNameIsLeft() throws Exception {
        var log = new StringBuilder();
        for (var name : List.of("m.kessler", "t.wendland", "eva.klein", "m.kessler")) {
            log.append(sudo("2026-11-20T10:00:00+01:00", name));
        }
        var analysis = ended(request("auth.log", log.toString()));
        var stored = owner.sql("select fields::text || words from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query(String.class)
                .list();
        assertThat(stored).hasSize(4);
        assertThat(String.join("", stored)).doesNotContain("kessler", "wendland", "klein");
        Acting.run(analyst, () -> assertThat(pseudonyms.count(incident.id())).isEqualTo(3));
    }

    @Test
    void whatLiesOutsideThePeriodIsNotEvaluated() throws Exception {
        var analysis = ended(request(
                "auth.log",
                sudo("2026-10-31T23:00:00+00:00", "m.kessler")
                        + sudo("2026-11-20T10:00:00+01:00", "eva.klein")
                        + sudo("2026-11-30T00:00:01+00:00", "t.wendland")));
        assertThat(analysis.progress().outside()).isEqualTo(2);
        assertThat(analysis.progress().findings()).isEqualTo(1);
        Acting.run(analyst, () -> assertThat(pseudonyms.count(incident.id())).isEqualTo(1));
    }

    @Test
    void whatIsNoLogIsPassedOverAndSaid() throws Exception {
        var analysis = ended(request("brief.txt", "Sehr geehrte Damen und Herren"));
        assertThat(analysis.progress().files()).isZero();
        assertThat(analysis.progress().passedOver()).isEqualTo(1);
    }

    @Test
    void anAnalysisThatWasInterruptedBeginsAnewAndFindsEverythingOnce() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        for (var result : List.of(
                "finding",
                "rule_result",
                "timeline",
                "rule_sight",
                "setting_proposal",
                "gap",
                "clock_proposal",
                "sight",
                "problem")) {
            owner.sql("delete from forensics." + result + " where analysis_id = ?")
                    .param(analysis.id())
                    .update();
        }
        owner.sql("update forensics.analysis set state = 'RUNNING', ended_at = null where id = ?")
                .param(analysis.id())
                .update();
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));
        assertThat(ended(analysis.id()).progress().findings()).isEqualTo(1);
        assertThat(owner.sql("select count(*) from forensics.finding where analysis_id = ?")
                        .param(analysis.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatBroughtTheProgramDownThreeTimesIsNotTriedAgain() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        owner.sql("update forensics.analysis set state = 'RUNNING', attempts = 3 where id = ?")
                .param(analysis.id())
                .update();
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));
        assertThat(ended(analysis.id()))
                .returns(Analysis.State.FAILED, Analysis::state)
                .returns("analysis.tooOften", Analysis::reason);
    }

    @Test
    void anAnalysisThatIsCancelledLeavesNothing() throws Exception {
        var id = request(
                "auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler").repeat(150_000));
        Acting.run(analyst, () -> analyses.cancel(incident.id(), id));
        assertThat(ended(id).state()).isEqualTo(Analysis.State.CANCELLED);
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));
        assertThat(Acting.as(analyst, () -> analyses.find(incident.id(), id)).state())
                .isEqualTo(Analysis.State.CANCELLED);
        assertThat(owner.sql("select count(*) from forensics.finding where analysis_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        refused("analysis.endedAlready", () -> Acting.run(analyst, () -> analyses.cancel(incident.id(), id)));
    }

    @Test
    void nothingIsEvaluatedUnderAnOrderThatHasEnded() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        Acting.run(analyst, () -> {
            orders.end(incident.id(), analysis.order(), "Die Fragen sind beantwortet");
            var file = files.of(incident.id()).getFirst().id();
            refused(
                    "analysis.orderEnded",
                    () -> analyses.request(incident.id(), analysis.order(), List.of(file), "Europe/Berlin", true));
            assertThatThrownBy(() ->
                            analyses.request(incident.id(), UUID.randomUUID(), List.of(file), "Europe/Berlin", true))
                    .isInstanceOf(NotHere.class);
        });
    }

    @Test
    void resultsGoOnTheDayThatWasOrderedUnlessAHoldStands() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        var hold = Acting.as(analyst, () -> {
            holds.set(incident.compartment(), new Holds.Demand("ZAC NRW", "Ermittlungen laufen", null));
            return holds.of(incident.compartment()).getFirst().id();
        });
        owner.sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(analysis.order())
                .update();
        deletion.run();
        assertThat(findings(analysis)).as("a hold wins").isEqualTo(1);
        Acting.run(analyst, () -> holds.lift(incident.compartment(), hold, "Verfahren eingestellt"));
        deletion.run();
        assertThat(findings(analysis)).isZero();
        Acting.run(analyst, () -> {
            assertThat(orders.find(incident.id(), analysis.order()).deletedAt()).isNotNull();
            assertThat(pseudonyms.count(incident.id())).isZero();
            assertThat(journal.entries(incident.compartment()).getLast().text())
                    .isEqualTo("Ergebnisse nach Auswertungsanordnung 1 gelöscht, da ihr Löschtag vorbei ist.");
        });
    }

    @Test
    void whatWaitsOrRunsUnderAnOrderEndsWithIt() throws Exception {
        var id = request(
                "auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler").repeat(150_000));
        var order = Acting.as(analyst, () -> analyses.find(incident.id(), id)).order();
        Acting.run(analyst, () -> orders.end(incident.id(), order, "Die Fragen sind beantwortet"));
        assertThat(ended(id)).returns(Analysis.State.CANCELLED, Analysis::state);
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));
        assertThat(findings(Acting.as(analyst, () -> analyses.find(incident.id(), id))))
                .isZero();
    }

    @Test
    void whatRunsOnTheDayOfDeletionBringsNoResults() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        owner.sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(analysis.order())
                .update();
        // As if it had been at it when the day was over.
        owner.sql("update forensics.analysis set state = 'RUNNING', ended_at = null where id = ?")
                .param(analysis.id())
                .update();
        deletion.run();
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));

        assertThat(ended(analysis.id())).returns(Analysis.State.CANCELLED, Analysis::state);
        assertThat(findings(analysis)).isZero();
        assertThat(owner.sql("select count(*) from forensics.timeline where analysis_id = ?")
                        .param(analysis.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        refused("analysis.orderEnded", () -> again(analysis));
    }

    @Test
    void whatWaitsOverTheDayOfDeletionIsNotBegun() throws Exception {
        var analysis = ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "m.kessler")));
        owner.sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(analysis.order())
                .update();
        refused("analysis.orderEnded", () -> again(analysis));
        owner.sql("update forensics.analysis set state = 'WAITING', ended_at = null where id = ?")
                .param(analysis.id())
                .update();
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));

        assertThat(ended(analysis.id()))
                .returns(Analysis.State.FAILED, Analysis::state)
                .returns("analysis.orderEnded", Analysis::reason);
    }

    @Test
    void aNumberOfSomebodyWhoseNameWasDeletedIsGivenToNobodyElse() throws Exception {
        var analysis = ended(request(
                "auth.log",
                sudo("2026-11-20T10:00:00+01:00", "m.kessler") + sudo("2026-11-20T10:01:00+01:00", "t.braun")));
        owner.sql("update forensics.analysis_order set delete_on = date '2001-01-01' where id = ?")
                .param(analysis.order())
                .update();
        deletion.run();
        ended(request("auth.log", sudo("2026-11-20T10:00:00+01:00", "eva.klein")));

        assertThat(owner.sql("select number from forensics.pseudonym where incident_id = ?")
                        .param(incident.id().value())
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
    }

    private int findings(Analysis analysis) {
        return owner.sql("select count(*) from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query(Integer.class)
                .single();
    }

    private static String sudo(String time, String user) {
        return time + " srv-web01 sudo: " + user
                + " : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash\n";
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
