package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.ReportId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

import static de.komcert.app.incident.Cases.notHere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A Meldung that was merged into an incident is a part of it: it does not go before it, and nobody learns why. */
class MergedMeldungenTests extends ErasingCase {

    Incident whole;
    Report part;
    Member guestMember;
    /** Sees the Meldung, and not the incident. */
    Actor.Person guest;

    @BeforeEach
    void mergeOne() {
        guestMember = members.create(Role.ANALYST);
        guest = Cases.acting(guestMember.id(), Role.ANALYST);
        whole = cases.open(analyst, "Kohlmeise", false);
        part = Acting.as(guest, () -> reports.begin(call(), false));
        owner.sql("insert into access.member (compartment_id, person_id, admitted_by) values (?, ?, ?)")
                .params(
                        part.compartment().value(),
                        analyst.person().value(),
                        guest.person().value())
                .update();
        Acting.run(analyst, () -> {
            links.merge(part.id(), whole.id(), "Schon bekannt");
            closing.close(whole.id(), Incident.Outcome.ENDED, "Erledigt");
        });
        ended(part.id(), LONG_AGO.minus(Duration.ofDays(3)));
    }

    @Test
    void itStaysForAsLongAsTheIncident() {
        erasing.run();
        assertThat(announced(part.compartment()))
                .as("its own period is long over")
                .isFalse();

        past(whole.compartment());
        erasing.run();
        assertThat(announced(whole.compartment())).isTrue();
        assertThat(announced(part.compartment()))
                .as("announced on the same day")
                .isTrue();

        age(part.compartment(), 31);
        erasing.run();
        assertThat(there(part.id())).as("the incident is still there").isTrue();

        age(whole.compartment(), 31);
        erasing.run();
        Acting.run(analyst, () -> {
            notHere(() -> incidents.find(whole.id()));
            notHere(() -> reports.find(part.id()));
            assertThat(tombstones.find(part.id())).isPresent();
        });
    }

    @Test
    void aHoldOnTheIncidentKeepsItToo() {
        past(whole.compartment());
        erasing.run();
        age(part.compartment(), 31);
        var hold = Acting.as(analyst, () -> holds.set(whole.compartment(), demand("Staatsanwaltschaft")));
        erasing.run();
        assertThat(announced(part.compartment())).as("the announcement is off").isFalse();
        assertThat(there(part.id())).isTrue();

        Acting.run(analyst, () -> holds.lift(whole.compartment(), hold, "Verfahren eingestellt"));
        erasing.run();
        assertThat(announced(part.compartment())).isTrue();
    }

    @Test
    void theDatabaseRefusesToEraseItBeforeTheIncident() {
        past(whole.compartment());
        erasing.run();
        age(part.compartment(), 31);
        assertThatThrownBy(() -> Acting.run(
                        new Actor.Job("Aufbewahrung").in(part.compartment()),
                        () -> transactions.executeWithoutResult(_ -> jdbc.sql("select incident.erase(?)")
                                .param(part.compartment().value())
                                .query((_, _) -> 0)
                                .list())))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("what it was merged into is still kept");
        assertThat(there(part.id())).isTrue();
    }

    @Test
    void whatIsMergedIntoAPartWaitsInItsTurn() {
        var first = Acting.as(analyst, () -> reports.begin(call(), false));
        var second = Acting.as(analyst, () -> reports.begin(call(), false));
        var further = cases.open(analyst, "Tannenmeise", false);
        Acting.run(analyst, () -> {
            links.merge(first.id(), second.id(), "Dasselbe");
            links.merge(second.id(), further.id(), "Schon bekannt");
            closing.close(further.id(), Incident.Outcome.ENDED, "Erledigt");
        });
        ended(first.id(), LONG_AGO.minus(Duration.ofDays(3)));
        ended(second.id(), LONG_AGO.minus(Duration.ofDays(2)));
        erasing.run();
        assertThat(announced(first.compartment())).isFalse();
        past(further.compartment());
        erasing.run();
        assertThat(announced(first.compartment())).isTrue();
    }

    @Test
    void whoSeesBothReadsWhyAndWhoSeesOneReadsNoMoreThanThatItWaits() {
        var page = "/anruf/" + part.id();
        try (var both = members.signIn(member);
                var one = members.signIn(guestMember)) {
            assertThat(both.get(page).page().select("main").text())
                    .contains(
                            "Wird frühestens am", "Gehört zu " + whole.codeName() + " und wird nicht vorher gelöscht");
            var told = one.get(page).page().select("main").text();
            assertThat(told)
                    .contains("Wird frühestens am")
                    .doesNotContain("Gehört zu", whole.codeName().value());

            Acting.run(analyst, () -> holds.set(whole.compartment(), demand("Staatsanwaltschaft")));
            past(whole.compartment());
            erasing.run();
            assertThat(one.get(page).page().select("main").text())
                    .as("a hold on the incident shows nowhere")
                    .isEqualTo(told);
        }
    }

    @Test
    void onlyTheJobMayAskWhatBecomesOfTheOtherEnd() {
        assertThatThrownBy(() -> Acting.run(
                        guest,
                        () -> transactions.executeWithoutResult(_ -> jdbc.sql("select incident.whole(?)")
                                .param(part.compartment().value())
                                .query((_, _) -> 0)
                                .list())))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("only the job of retention may do this");
    }

    private void ended(ReportId report, Instant at) {
        owner.sql("update incident.report set ended_at = ? where id = ?")
                .params(Timestamp.from(at), report.value())
                .update();
    }

    private boolean announced(CompartmentId compartment) {
        return owner.sql("select exists (select 1 from incident.announcement where compartment_id = ?)")
                .param(compartment.value())
                .query(Boolean.class)
                .single();
    }

    private boolean there(ReportId report) {
        return owner.sql("select exists (select 1 from incident.report where id = ?)")
                .param(report.value())
                .query(Boolean.class)
                .single();
    }
}
