package de.komcert.app.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** After a false alarm everybody who was told is told again, and a parked incident is not forgotten. */
class AllClearTests extends IncidentCase {

    @Autowired
    Informed informed;

    @Autowired
    Closing closing;

    Incident incident;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofMinutes(5));
        incident = cases.open(analyst, "Fehlalarm", false);
    }

    @Test
    void everybodyWhoWasToldIsATaskUntilTickedOffWithTimeAndPerson() {
        Acting.run(analyst, () -> {
            informed.add(
                    incident.id(),
                    "Landrat Eickmeyer-Brandt",
                    "Telefon",
                    clock.instant().minusSeconds(60));
            informed.add(incident.id(), "Schulamt", "persönlich", clock.instant());
            var early = informed.of(incident.id()).getFirst();
            refused("informed.noFalseAlarm", () -> informed.recall(incident.id(), early.id()));
            assertThat(informed.mine()).isEmpty();
            closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Es war eine Wartung.");
            assertThat(informed.mine())
                    .extracting(Informed.AllClear::who)
                    .containsExactly("Landrat Eickmeyer-Brandt", "Schulamt");
            assertThat(incidents.find(incident.id()).allClearOpen()).isEqualTo(2);
        });
        try (var browser = members.signIn(member)) {
            assertThat(browser.get("/").body())
                    .contains("Entwarnung geben: Landrat Eickmeyer-Brandt (Telefon)", "Entwarnung geben: Schulamt");
            assertThat(browser.get("/vorfaelle?zustand=ALL").body()).contains("Entwarnung offen: 2");
            var room = browser.get("/vorfaelle/" + incident.id()).page().select("[data-part=allclear]");
            assertThat(room.text()).contains("Schulamt", "persönlich");
            var done = browser.submit(
                    "/vorfaelle/" + incident.id(), room.select("form").first().attr("action"), Map.of());
            assertThat(done.status()).isEqualTo(303);
            assertThat(browser.get("/vorfaelle?zustand=ALL").body()).contains("Entwarnung offen: 1");
        }
        Acting.run(analyst, () -> {
            var first = informed.of(incident.id()).getFirst();
            assertThat(first.recalledAt()).isEqualTo(clock.instant());
            assertThat(first.recalledBy()).isEqualTo(analyst.name());
            assertThat(journal.entries(incident.compartment()).getLast().text())
                    .isEqualTo("Entwarnung gegeben: Landrat Eickmeyer-Brandt");
            assertThat(informed.mine()).extracting(Informed.AllClear::who).containsExactly("Schulamt");
        });
    }

    @Test
    void theTasksAreTheLeadsAndNobodyElsesLearnsOfThem() {
        Acting.run(analyst, () -> {
            informed.add(incident.id(), "Schulamt", "Telefon", clock.instant());
            closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "Es war eine Wartung.");
        });
        Acting.run(cases.person(Role.ANALYST), () -> {
            assertThat(informed.mine()).isEmpty();
            notHere(() -> informed.recall(incident.id(), UUID.randomUUID()));
        });
    }

    @Test
    void nobodyWasToldInTheFuture() {
        Acting.run(analyst, () -> {
            refused(
                    "journal.future",
                    () -> informed.add(
                            incident.id(), "Schulamt", "", clock.instant().plus(Duration.ofHours(1))));
            assertThat(informed.of(incident.id())).isEmpty();
        });
    }

    @Test
    void anOverdueNextLookComesFirstAndIsSaidInWords() {
        var running = cases.open(analyst, "Laufend", false);
        var later = cases.open(analyst, "Später", false);
        Acting.run(analyst, () -> {
            incidents.park(incident.id(), clock.instant().plus(Duration.ofHours(1)));
            incidents.park(later.id(), clock.instant().plus(Duration.ofDays(1)));
            assertThat(incidents.list(Incidents.Filter.RUNNING))
                    .extracting(Incident::id)
                    .containsExactly(running.id(), incident.id(), later.id());
        });
        clock.advance(Duration.ofHours(4));
        Acting.run(
                analyst,
                () -> assertThat(incidents.list(Incidents.Filter.RUNNING))
                        .extracting(Incident::id)
                        .containsExactly(incident.id(), running.id(), later.id()));
        try (var browser = members.signIn(member)) {
            for (var path : List.of("/", "/vorfaelle", "/vorfaelle/" + incident.id())) {
                assertThat(browser.get(path).page().select(".k-overdue").text())
                        .as(path)
                        .contains("überfällig seit 3 Std.");
            }
        }
    }
}
