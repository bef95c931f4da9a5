package de.komcert.app.incident;

import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification;
import de.komcert.app.incident.report.Call;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.Overtaken;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IncidentsTests extends IncidentCase {

    @Autowired
    JournalWriting writing;

    @Autowired
    Plans plans;

    @Autowired
    Decisions decisions;

    @Autowired
    Notes notes;

    @Autowired
    Drafts drafts;

    @Autowired
    Informed informed;

    @Autowired
    Closing closing;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Readers readers;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    Actor.Person leitung;
    Incident incident;

    @BeforeEach
    void openOne() {
        leitung = cases.person(Role.LEITUNG);
        incident = cases.open(analyst, "Anlass", false);
    }

    @Test
    void whoTookTheCallAndTheLeitungSeeItAndNobodyElse() {
        var others = List.of(
                cases.person(Role.ANALYST),
                cases.person(Role.FORENSIK),
                cases.person(Role.LESEND),
                cases.person(Role.VERWALTUNG));
        for (var member : List.of(analyst, leitung)) {
            assertThat(Cases.as(member, () -> incidents.find(incident.id()))).isEqualTo(incident);
            assertThat(Cases.as(member, () -> incidents.list(Incidents.Filter.ALL)))
                    .contains(incident);
        }
        for (var other : others) {
            assertThat(Cases.as(other, () -> incidents.list(Incidents.Filter.ALL)))
                    .as(other.role().name())
                    .isEmpty();
            assertThat(Cases.as(
                            other,
                            () -> incidents.list(new Incidents.Filter(
                                    List.of(), incident.codeName().value(), null))))
                    .isEmpty();
            assertThat(Cases.as(other, reports::open)).isEmpty();
            assertThat(Cases.as(other, () -> compartments.members(incident.compartment())))
                    .isEmpty();
        }
    }

    @Test
    void forAnotherAnalystNothingOfItIsThere() {
        Acting.run(analyst, () -> {
            notes.write(incident.id(), "Titel", "Text");
            drafts.keep(incident.compartment(), "journal", "Entwurf");
        });
        var note = Cases.as(analyst, () -> notes.of(incident.id())).getFirst().id();
        var report = Cases.as(analyst, () -> reports.first(incident.compartment()));
        Acting.run(cases.person(Role.ANALYST), () -> {
            var id = incident.id();
            notHere(() -> incidents.find(id));
            notHere(() -> reports.find(report.id()));
            notHere(() -> reports.answer(report.id(), "Antwort"));
            notHere(() -> reports.save(report.id(), Call.EMPTY, 1));
            notHere(() -> incidents.open(report.id(), Cases.PLAYBOOK, ""));
            notHere(() -> writing.write(id, "Eintrag", clock.instant(), null));
            notHere(() -> plans.start(id, "T1"));
            notHere(() -> decisions.record(id, taken("Ja")));
            notHere(() -> notes.write(id, "Titel", "Text"));
            notHere(() -> notes.save(id, note, "Text", 1));
            notHere(() -> notes.find(id, note));
            notHere(() -> informed.add(id, "Presse", "", clock.instant()));
            notHere(() -> closing.close(id, Incident.Outcome.FALSE_ALARM, "Grund"));
            notHere(() -> handOvers.handOver(id, analyst.person(), "Stand"));
            notHere(() -> readers.admit(id, analyst.person()));
            assertThat(incidents.in(incident.compartment())).isEmpty();
            assertThat(notes.of(id)).isEmpty();
            assertThat(decisions.of(id)).isEmpty();
            assertThat(drafts.mine(incident.compartment())).isEmpty();
            assertThat(journal.entries(incident.compartment())).isEmpty();
            assertThat(journal.head(incident.compartment()).number()).isZero();
            assertThat(compartments.visible(incident.compartment())).isFalse();
            assertThatThrownBy(() -> compartments.admit(incident.compartment(), analyst.person()))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> journal.write(incident.compartment(), "Eintrag", clock.instant(), null))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> drafts.keep(incident.compartment(), "journal", "Entwurf"))
                    .isInstanceOf(DataAccessException.class);
        });
        assertThat(Cases.as(analyst, () -> journal.verify(incident.compartment())))
                .isInstanceOf(Verification.Intact.class);
    }

    @Test
    void aDraftIsItsWritersAlone() {
        Acting.run(analyst, () -> drafts.keep(incident.compartment(), "journal", "Entwurf"));
        assertThat(Cases.as(analyst, () -> drafts.mine(incident.compartment()))).containsEntry("journal", "Entwurf");
        assertThat(Cases.as(leitung, () -> drafts.mine(incident.compartment()))).isEmpty();
    }

    @Test
    void aCallBecomesOneIncidentOnly() {
        Acting.run(analyst, () -> {
            var report = reports.first(incident.compartment());
            refused("report.ended", () -> incidents.open(report.id(), Cases.PLAYBOOK, ""));
            refused("report.ended", () -> reports.save(report.id(), Call.EMPTY, report.revision()));
            refused("report.ended", () -> reports.answer(report.id(), "Antwort"));
        });
    }

    @Test
    void anExerciseStaysOne() {
        var exercise = cases.open(analyst, "Probe", true);
        assertThat(exercise.exercise()).isTrue();
        assertThat(incident.exercise()).isFalse();
        var later = Cases.as(analyst, () -> {
            incidents.describe(exercise.id(), "Neuer Titel", "Lage", exercise.revision());
            return closing.close(exercise.id(), Incident.Outcome.FALSE_ALARM, "Ende der Übung");
        });
        assertThat(later.exercise()).isTrue();
    }

    @Test
    void theNameTellsNothing() {
        var names = IntStream.range(0, 12)
                .mapToObj(_ -> cases.open(analyst, "Weiterer", false).codeName())
                .toList();
        assertThat(names).doesNotHaveDuplicates().doesNotContain(incident.codeName());
        assertThat(names).extracting(CodeName::value).allMatch(name -> name.matches("[A-Z]+-\\d\\d"));
        // Counted, in any order of trees, would be one number after another.
        var numbers = names.stream().map(CodeNameTests::number).toList();
        assertThat(numbers).isNotEqualTo(numbers.stream().sorted().toList());
        assertThat(numbers)
                .isNotEqualTo(numbers.stream().sorted(Comparator.reverseOrder()).toList());
    }

    @Test
    void whoClassifiesOnAnOldStateIsToldSo() {
        var classification = new Classification(Severity.values()[0], Tlp.RED, Pap.RED, Rsit.UNDETERMINED);
        var changed = Cases.as(analyst, () -> incidents.classify(incident.id(), classification, incident.revision()));
        assertThat(changed.classification()).isEqualTo(classification);
        Acting.run(leitung, () -> {
            for (ThrowingCallable change : List.<ThrowingCallable>of(
                    () -> incidents.classify(incident.id(), classification, incident.revision()),
                    () -> incidents.describe(incident.id(), "Titel", "Lage", incident.revision()))) {
                assertThatThrownBy(change)
                        .isInstanceOfSatisfying(
                                Overtaken.class,
                                overtaken -> assertThat(overtaken.current()).isEqualTo(changed.revision()));
            }
            assertThat(incidents.find(incident.id())).isEqualTo(changed);
        });
    }

    @Test
    void resolvedNeedsEveryTaskAndAReason() {
        Acting.run(analyst, () -> {
            refused("incident.tasksOpen", () -> closing.close(incident.id(), Incident.Outcome.RESOLVED, "alles getan"));
            refused("incident.reasonMissing", () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, " \n "));
            assertThat(incidents.find(incident.id()).closed()).isFalse();
        });
    }

    @Test
    void afterAFalseAlarmWhoWasToldIsCalledAgain() {
        Acting.run(analyst, () -> {
            informed.add(incident.id(), "Landrätin", "Telefon", clock.instant());
            var closed = closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Es war eine Schulung.");
            assertThat(closed.state()).isEqualTo(Incident.State.CLOSED);
            assertThat(closed.closedAt()).isEqualTo(clock.instant());
            refused("incident.closed", () -> notes.write(incident.id(), "Titel", "Text"));
            refused("incident.closed", () -> incidents.resume(incident.id()));
            var party = informed.of(incident.id()).getFirst();
            assertThat(party.recalledAt()).isNull();
            informed.recall(incident.id(), party.id());
            assertThat(informed.of(incident.id()).getFirst().recalledAt()).isEqualTo(clock.instant());
            notHere(() -> informed.recall(incident.id(), party.id()));
        });
    }

    @Test
    void aParkedIncidentIsLookedAtAgain() {
        Acting.run(analyst, () -> {
            refused("incident.nextLookPast", () -> incidents.park(incident.id(), clock.instant()));
            var look = clock.instant().plus(Duration.ofDays(2));
            assertThat(incidents.park(incident.id(), look).nextLook()).isEqualTo(look);
            assertThat(incidents.list(Incidents.Filter.RUNNING))
                    .extracting(Incident::state)
                    .containsExactly(Incident.State.PARKED);
            var resumed = incidents.resume(incident.id());
            assertThat(resumed.state()).isEqualTo(Incident.State.OPEN);
            assertThat(resumed.nextLook()).isNull();
        });
    }

    @Test
    void handingOverLetsTheNextLeadInAndKeepsTheHead() {
        var next = cases.person(Role.ANALYST);
        Acting.run(next, () -> notHere(() -> incidents.find(incident.id())));
        Acting.run(analyst, () -> handOvers.handOver(incident.id(), next.person(), "Es fehlt der Rückruf."));
        Acting.run(next, () -> {
            assertThat(incidents.find(incident.id()).lead()).isEqualTo(next.person());
            var handOver = handOvers.of(incident.id()).getFirst();
            var head = journal.head(incident.compartment());
            assertThat(handOver.from()).isEqualTo(analyst.person());
            assertThat(handOver.headNumber()).isEqualTo(head.number());
            assertThat(handOver.headHash()).isEqualTo(HexFormat.of().formatHex(head.hash()));
        });
    }

    @Test
    void whoIsRemovedLosesItAtOnceAndCanComeBack() {
        var guest = cases.person(Role.FORENSIK);
        Acting.run(analyst, () -> readers.admit(incident.id(), guest.person()));
        assertThat(Cases.as(guest, () -> incidents.find(incident.id())).id()).isEqualTo(incident.id());
        Acting.run(guest, () -> drafts.keep(incident.compartment(), "journal", "noch nicht gesendet"));
        Acting.run(analyst, () -> readers.remove(incident.id(), guest.person()));
        Acting.run(guest, () -> {
            notHere(() -> incidents.find(incident.id()));
            assertThat(incidents.list(Incidents.Filter.ALL)).isEmpty();
            assertThat(drafts.mine(incident.compartment())).isEmpty();
        });
        Acting.run(analyst, () -> readers.admit(incident.id(), guest.person()));
        assertThatCode(() -> Cases.as(guest, () -> incidents.find(incident.id())))
                .doesNotThrowAnyException();
    }

    @Test
    void whoIsExcludedComesBackByNoWay() {
        var guest = cases.person(Role.ANALYST);
        Acting.run(analyst, () -> {
            readers.admit(incident.id(), guest.person());
            readers.exclude(incident.id(), guest.person(), "befangen");
            refused("readers.excluded", () -> readers.admit(incident.id(), guest.person()));
            refused(
                    "readers.excluded",
                    () -> handOvers.handOver(incident.id(), guest.person(), "Es fehlt der Rückruf."));
            assertThat(handOvers.of(incident.id())).isEmpty();
            assertThat(incidents.find(incident.id()).lead()).isEqualTo(analyst.person());
        });
        Acting.run(guest, () -> notHere(() -> incidents.find(incident.id())));
    }

    @Test
    void theLeadAndOneselfStay() {
        Acting.run(leitung, () -> {
            refused("readers.leadStays", () -> readers.remove(incident.id(), analyst.person()));
            refused("readers.notOneself", () -> readers.remove(incident.id(), leitung.person()));
        });
    }

    @Test
    void whoAdministersAccountsCannotBeLetIn() {
        var administrator = cases.person(Role.VERWALTUNG);
        Acting.run(analyst, () -> {
            notHere(() -> readers.admit(incident.id(), administrator.person()));
            notHere(() -> handOvers.handOver(incident.id(), administrator.person(), "Stand"));
            notHere(() -> readers.admit(incident.id(), PersonId.random()));
        });
        Acting.run(administrator, () -> notHere(() -> incidents.find(incident.id())));
    }

    @Test
    void whoCannotLeadIsNotHandedTheLead() {
        var reader = cases.person(Role.LESEND);
        Acting.run(
                analyst,
                () -> refused(
                        "handover.cannotLead", () -> handOvers.handOver(incident.id(), reader.person(), "Stand")));
        Acting.run(reader, () -> notHere(() -> incidents.find(incident.id())));
    }

    @Test
    void withoutAnActorNothingRuns() {
        assertThatThrownBy(() -> incidents.find(incident.id())).hasRootCauseInstanceOf(Acting.NoActor.class);
        assertThatThrownBy(() -> incidents.list(Incidents.Filter.ALL)).hasRootCauseInstanceOf(Acting.NoActor.class);
        for (var table : List.of("incident.incident", "incident.report", "audit.text")) {
            assertThatThrownBy(() -> jdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("no actor is set");
        }
    }

    @Test
    void aForeignNoteIsNotFoundFromOnesOwnIncident() {
        var note = Cases.as(analyst, () -> notes.write(incident.id(), "Titel", "Text"));
        var second = cases.open(analyst, "Zweiter", false);
        Acting.run(analyst, () -> {
            notHere(() -> notes.save(second.id(), note, "fremd", 1));
            notHere(() -> notes.find(second.id(), note));
            notHere(() -> notes.save(second.id(), UUID.randomUUID(), "fremd", 1));
            assertThat(notes.find(incident.id(), note).newest().body()).isEqualTo("Text");
        });
    }

    private Decisions.Taken taken(String decision) {
        return new Decisions.Taken("", "Frage", "", decision, "Landrätin", clock.instant(), "", "", null);
    }
}
