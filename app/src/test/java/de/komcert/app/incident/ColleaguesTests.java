package de.komcert.app.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Of colleagues one sees free or busy, and nothing of what keeps them busy. */
class ColleaguesTests extends IncidentCase {

    @Autowired
    Plans plans;

    @Autowired
    Closing closing;

    @Autowired
    Readers readers;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Colleagues colleagues;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Member onlookerMember;
    Actor.Person onlooker;

    @BeforeEach
    void twoStrangers() {
        clock.advance(Duration.ofMinutes(5));
        onlookerMember = members.create(Role.ANALYST);
        onlooker = Cases.acting(onlookerMember.id(), Role.ANALYST);
    }

    @Test
    void whoLeadsIsBusyForThoseWhoSeeNothingOfItUntilItIsParkedOrClosed() {
        assertThat(busy(onlooker, analyst)).isFalse();
        var incident = cases.open(analyst, "Kleiber", false);
        assertThat(busy(onlooker, analyst)).isTrue();
        assertThat(busy(analyst, analyst)).isTrue();
        Acting.run(analyst, () -> incidents.park(incident.id(), clock.instant().plus(Duration.ofHours(8))));
        assertThat(busy(onlooker, analyst)).isFalse();
        Acting.run(analyst, () -> incidents.resume(incident.id()));
        assertThat(busy(onlooker, analyst)).isTrue();
        Acting.run(analyst, () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "nichts"));
        assertThat(busy(onlooker, analyst)).isFalse();
    }

    @Test
    void whoRunsATaskIsBusyAndWhoFinishedOrHandedOverIsFree() {
        var next = cases.person(Role.ANALYST);
        var incident = cases.open(analyst, "Kleiber", false);
        Acting.run(analyst, () -> readers.admit(incident.id(), next.person()));
        assertThat(busy(onlooker, next)).isFalse();
        Acting.run(next, () -> plans.start(incident.id(), "V02"));
        assertThat(busy(onlooker, next)).isTrue();
        Acting.run(next, () -> plans.finish(incident.id(), "V02"));
        assertThat(busy(onlooker, next)).isFalse();
        Acting.run(analyst, () -> handOvers.handOver(incident.id(), next.person(), "Es läuft."));
        assertThat(busy(onlooker, next)).isTrue();
        assertThat(busy(onlooker, analyst)).isFalse();
    }

    @Test
    void howMuchSomebodyHasToDoDoesNotShow() {
        cases.open(analyst, "Kleiber", false);
        var once = answer(onlooker, analyst);
        assertThat(once).containsExactly(Map.of("person_id", analyst.person().value(), "busy", true));
        cases.open(analyst, "Kleiber", false);
        cases.open(analyst, "Kleiber", true);
        assertThat(answer(onlooker, analyst)).isEqualTo(once);
        assertThat(answer(analyst, analyst)).isEqualTo(once);
        Acting.run(
                onlooker, () -> assertThat(incidents.list(Incidents.Filter.ALL)).isEmpty());
    }

    @Test
    void withoutAnActorItIsAnError() {
        assertThatThrownBy(() -> jdbc.sql("select * from incident.busy(array[?]::uuid[])")
                        .param(analyst.person().value())
                        .query((row, _) -> row.getBoolean("busy"))
                        .list())
                .rootCause()
                .hasMessageContaining("no actor is set");
    }

    @Test
    void theFirstScreenSaysWhoIsFreeAndNotWhatTheOthersDo() {
        var incident = cases.open(analyst, "Kleiber", false);
        try (var browser = members.signIn(onlookerMember)) {
            var page = browser.get("/").page();
            var card = page.select("[aria-labelledby=kollegen]");
            assertThat(card.text()).contains("frei", "im Einsatz");
            assertThat(page.text()).doesNotContain(incident.codeName().value(), "Kleiber");
        }
        try (var browser = members.signIn(members.create(Role.VERWALTUNG))) {
            assertThat(browser.get("/").body()).doesNotContain("im Einsatz");
        }
    }

    private boolean busy(Actor.Person asks, Actor.Person about) {
        return Cases.as(asks, () -> colleagues.busy(List.of(about.person()))).contains(about.person());
    }

    /** The whole of what the function says, as the database gives it. */
    private List<Map<String, Object>> answer(Actor.Person asks, Actor.Person about) {
        return Cases.as(
                asks,
                () -> transactions.execute(_ -> jdbc.sql("select * from incident.busy(array[?]::uuid[])")
                        .param(about.person().value())
                        .query()
                        .listOfRows()));
    }
}
