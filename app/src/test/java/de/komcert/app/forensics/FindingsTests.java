package de.komcert.app.forensics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.forensics.finding.Finding;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.FindingFilter.Sort;
import de.komcert.app.forensics.finding.FindingFilter.State;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.finding.Outcome;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a finding says and to whom, what people make of it, and what stays when its order has ended. */
class FindingsTests extends FindingsCase {

    @Autowired
    Indicators indicators;

    @Autowired
    Closing closing;

    @Autowired
    Plans plans;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aFindingSaysWhatHappenedAndNotWhoItWas() {
        var found = as(() -> findings.find(log.incident().id(), names(), guessed));
        assertThat(found.finding().title()).isEqualTo(LogCase.GUESSED_TITLE);
        assertThat(found.finding().level()).isEqualTo(Level.HIGH);
        assertThat(found.finding().host()).isEqualTo(LogCase.HOST);
        assertThat(found.finding().file()).isEqualTo("auth.log");
        assertThat(found.finding().seen()).isEqualTo(new Finding.Seen(LogCase.GUESSED, Duration.ZERO));
        assertThat(found.rule().nextSteps()).hasSize(4).first().asString().startsWith("Das Konto sperren");
        assertThat(found.rule().tags()).contains("attack.t1110.001");
        assertThat(found.rule().falsePositives()).hasSize(2);
        assertThat(found.entries()).isNotEmpty();
        var sudo = as(() -> findings.find(log.incident().id(), names(), log.finding(LogCase.SUDO_TITLE)));
        assertThat(sudo.finding().fields()).anyMatch(field -> field.value().contains("Person 1"));
        assertThat(sudo.people()).containsExactly(1);
        assertThat(found + " " + sudo).doesNotContainIgnoringCase("kessler");
    }

    @Test
    void aWrongClockIsPutRightWhereverTimesCount() {
        var later = log.like(guessed, "host", "pc-7");
        var ahead = Duration.ofHours(3).plusMinutes(2);
        as(() -> clocks.set(log.incident().id(), "pc-7", ahead, "mit der Funkuhr verglichen"));
        var found = as(() -> findings.find(log.incident().id(), names(), later)).finding();
        assertThat(found.seen()).isEqualTo(new Finding.Seen(LogCase.GUESSED, ahead));
        assertThat(found.seen().corrected()).isEqualTo(LogCase.GUESSED.minus(ahead));
        assertThat(page(filter("", null, "", "", State.ANY, Sort.OLDEST))
                        .findings()
                        .getFirst()
                        .id())
                .isEqualTo(later);
        assertThat(page(filter("", null, "", "", State.ANY, Sort.NEWEST))
                        .findings()
                        .getLast()
                        .id())
                .isEqualTo(later);
        var until = new FindingFilter(
                "", null, "", "", "", "", null, null, LogCase.GUESSED.minus(ahead), State.ANY, Sort.OLDEST);
        assertThat(page(until).findings()).extracting(Finding::id).containsExactly(later);
        assertThat(journal()).anyMatch(text -> text.startsWith("Uhr von pc-7 ging 3 Std. 2 Min. vor"));
        as(() -> clocks.remove(log.incident().id(), "pc-7"));
        assertThat(page(until).total()).isZero();
        assertThat(journal()).anyMatch(text -> text.startsWith("Abweichung der Uhr von pc-7 zurückgenommen"));
        assertThatThrownBy(() -> as(() -> clocks.remove(log.incident().id(), "pc-7")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void whatAFindingBecomesSaysNoNameAndStandsOnTheFinding() {
        var id = log.incident().id();
        var sudo = log.finding(LogCase.SUDO_TITLE);
        as(() -> clocks.set(id, LogCase.HOST, Duration.ofHours(1), "verglichen"));
        var entry = as(() -> outcomes.becomeEntry(id, sudo, ""));
        var field = as(() -> findings.find(id, names(), sudo)).finding().fields().stream()
                .filter(one -> one.value().contains("Person 1"))
                .findFirst()
                .orElseThrow();
        var indicator = as(() ->
                outcomes.becomeIndicator(id, sudo, Indicators.Kind.ACCOUNT, field.value(), "", Tlp.AMBER, Pap.AMBER));
        var task = as(() -> outcomes.becomeTask(
                id, sudo, new OwnTask("Konto sperren", PlanRole.CERT, Danger.NONE, null, "Person 1")));
        var written = as(() -> journal.entry(log.incident().compartment(), Long.parseLong(entry.reference())))
                .orElseThrow();
        assertThat(written.happenedAt())
                .isEqualTo(LogCase.GUESSED.plusSeconds(60).minus(Duration.ofHours(1)));
        assertThat(written.text())
                .startsWith(LogCase.SUDO_TITLE + " auf srv-web01")
                .contains("Person 1");
        assertThat(as(() -> indicators.of(id)))
                .extracting(one -> one.id().toString())
                .containsExactly(indicator.reference());
        assertThat(as(() -> plans.of(log.incident())).steps())
                .anyMatch(step -> step.id().equals(task.reference()));
        var found = as(() -> findings.find(id, names(), sudo)).finding();
        assertThat(found.outcomes())
                .extracting(Outcome::kind)
                .containsExactlyInAnyOrder(Outcome.Kind.ENTRY, Outcome.Kind.INDICATOR, Outcome.Kind.TASK);
        assertThat(journal() + " " + found + as(() -> indicators.of(id))).doesNotContainIgnoringCase("kessler");
    }

    @Test
    void tagsGoToAllChosenFindingsOrToNone() {
        var id = log.incident().id();
        var sudo = log.finding(LogCase.SUDO_TITLE);
        as(() -> marks.tag(id, List.of(guessed, sudo, guessed), " Angriff "));
        as(() -> marks.tag(id, List.of(guessed), "Angriff"));
        var tagged = new FindingFilter("", null, "", "", "", "Angriff", null, null, null, State.ANY, Sort.OLDEST);
        assertThat(ids(page(tagged))).containsExactlyInAnyOrder(guessed, sudo);
        as(() -> marks.untag(id, List.of(sudo), "Angriff"));
        assertThat(ids(page(tagged))).containsExactly(guessed);
        assertThatThrownBy(() -> as(() -> marks.tag(id, List.of(sudo, UUID.randomUUID()), "Angriff")))
                .isInstanceOf(NotHere.class);
        assertThat(ids(page(tagged))).containsExactly(guessed);
        refused("finding.noneChosen", () -> marks.tag(id, List.of(), "Angriff"));
        refused("finding.tagEmpty", () -> marks.tag(id, List.of(guessed), " "));
        refused("typed.tooLong", () -> marks.tag(id, List.of(guessed), "x".repeat(501)));
        as(() -> marks.comment(id, guessed, "War das der Dienstleister?"));
        refused("finding.commentEmpty", () -> marks.comment(id, guessed, " \n "));
        var found = as(() -> findings.find(id, names(), guessed));
        assertThat(found.finding().tags()).containsExactly("Angriff");
        assertThat(found.comments())
                .extracting(comment -> comment.words() + " " + comment.by())
                .containsExactly("War das der Dienstleister? Milena Grothe");
        assertThat(as(() -> findings.choices(id, names())).tags()).containsExactly(Map.entry("Angriff", 1L));
    }

    @Test
    void whoIsNoMemberFindsNothingAndChangesNothing() {
        var other = LogCase.open(context);
        var foreign = other.finding(LogCase.GUESSED_TITLE);
        var own = log.incident().id();
        assertThatThrownBy(() -> as(() -> findings.find(own, names(), foreign))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.tag(own, List.of(foreign), "x")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.comment(own, foreign, "x"))).isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> outcomes.becomeEntry(own, foreign, "")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> marks.tag(other.incident().id(), List.of(foreign), "x")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> as(() -> clocks.set(other.incident().id(), "a", Duration.ofHours(1), "b")))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(
                        () -> as(() -> findings.page(other.incident().id(), names(), FindingFilter.ALL, Place.TOP, 10)))
                .as("the function of the database asks for itself")
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> as(() -> findings.choices(other.incident().id(), names())))
                .isInstanceOf(DataAccessException.class);
        assertThat(page(FindingFilter.ALL, new Place(foreign, false)).findings())
                .as("a place in a foreign list is no place")
                .hasSize((int) log.findings());
        var reader = new Actor.Person(
                context.getBean(Members.class).create(Role.ANALYST).id(), "Fremd", Role.ANALYST);
        assertThatThrownBy(() -> Acting.run(reader, () -> marks.tag(own, List.of(guessed), "x")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void nothingChangesInAClosedIncident() {
        var id = log.incident().id();
        as(() -> marks.tag(id, List.of(guessed), "vorher"));
        as(() -> closing.close(id, Incident.Outcome.FALSE_ALARM, "Fehlalarm"));
        refused("incident.closed", () -> marks.tag(id, List.of(guessed), "x"));
        refused("incident.closed", () -> marks.untag(id, List.of(guessed), "vorher"));
        refused("incident.closed", () -> marks.comment(id, guessed, "x"));
        refused("incident.closed", () -> outcomes.becomeEntry(id, guessed, ""));
        refused("incident.closed", () -> clocks.set(id, "a", Duration.ofHours(1), "b"));
        refused("incident.closed", () -> pseudonyms.open(id, 1, "x"));
        assertThat(as(() -> findings.find(id, names(), guessed)).finding().tags())
                .containsExactly("vorher");
    }

    @Test
    void whatAnOrderBroughtGoesWithItAndWhatBecameOfItStays() {
        var id = log.incident().id();
        as(() -> marks.tag(id, List.of(guessed), "x"));
        as(() -> marks.comment(id, guessed, "x"));
        as(() -> outcomes.becomeIndicator(id, guessed, Indicators.Kind.ADDRESS, "10.20.9.9", "", Tlp.AMBER, Pap.AMBER));
        as(() -> clocks.set(id, LogCase.HOST, Duration.ofHours(1), "verglichen"));
        log.owner()
                .sql("update forensics.analysis_order set delete_on = current_date - 2 where id = ?")
                .param(log.order())
                .update();
        Acting.run(
                new Actor.Job("Auswertung").in(log.incident().compartment()),
                () -> transaction.executeWithoutResult(_ -> jdbc.sql("select forensics.delete_results(?)")
                        .param(log.order())
                        .query((_, _) -> 0)
                        .list()));
        assertThat(page(FindingFilter.ALL).total()).isZero();
        assertThatThrownBy(() -> as(() -> findings.find(id, names(), guessed))).isInstanceOf(NotHere.class);
        assertThat(as(() -> findings.choices(id, names())).rules()).isEmpty();
        assertThat(as(() -> clocks.of(id, names()))).isEmpty();
        assertThat(as(() -> indicators.of(id))).hasSize(1);
    }

    private List<String> journal() {
        return as(() -> journal.entries(log.incident().compartment())).stream()
                .map(JournalEntry::text)
                .toList();
    }

    private void refused(String key, Runnable work) {
        assertThatThrownBy(() -> as(work))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
