package de.komcert.app.incident;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.retention.Holds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** A Löschsperre wins, whoever is quicker; who sets and lifts it is decided by role and lead. */
class HoldsTests extends ErasingCase {

    @Test
    void aHoldWinsAlsoAMomentBefore() {
        announceAndAge();
        var hold =
                Acting.as(analyst, () -> holds.set(incident.compartment(), demand("Staatsanwaltschaft, 12 Js 34/26")));
        erasing.run();
        assertThat(there()).isTrue();
        assertThat(announced()).as("the announcement is off").isFalse();
        assertThat(texts()).contains("Die angekündigte Löschung findet nicht statt.");

        Acting.run(analyst, () -> holds.lift(incident.compartment(), hold, "Verfahren eingestellt"));
        erasing.run();
        assertThat(announced()).as("announced anew").isTrue();
        announcedDaysAgo(20);
        tried();
        assertThat(there()).isTrue();
        announcedDaysAgo(31);
        erasing.run();
        assertThat(there()).isFalse();
    }

    @Test
    void whoeverSetsAHoldWhileItIsErasedEitherWinsOrLearnsThatItIsGone() throws Exception {
        announceAndAge();
        var held = new CompletableFuture<Boolean>();
        var release = new CompletableFuture<Boolean>();
        var setting = CompletableFuture.runAsync(() -> Acting.run(
                analyst,
                () -> transactions.executeWithoutResult(_ -> {
                    holds.set(incident.compartment(), demand("Staatsanwaltschaft"));
                    held.complete(true);
                    release.join();
                })));
        held.get(20, TimeUnit.SECONDS);
        var running = CompletableFuture.runAsync(erasing::run);
        assertThat(running).as("waits for whoever sets the hold").isNotDone();
        release.complete(true);
        setting.get(20, TimeUnit.SECONDS);
        running.get(20, TimeUnit.SECONDS);
        assertThat(there()).isTrue();
        assertThat(announced()).isFalse();
    }

    @Test
    void allOfSeveralHoldsMustBeLifted() {
        past(incident.compartment());
        Acting.run(analyst, () -> {
            var one = holds.set(incident.compartment(), demand("Staatsanwaltschaft"));
            holds.set(incident.compartment(), demand("Rechtsamt"));
            holds.lift(incident.compartment(), one, "Verfahren eingestellt");
            refused("hold.liftedAlready", () -> holds.lift(incident.compartment(), one, "Noch einmal"));
        });
        erasing.run();
        assertThat(announced()).isFalse();
        Acting.run(analyst, () -> {
            var other = holds.of(incident.compartment()).getFirst();
            assertThat(other.orderedBy()).isEqualTo("Rechtsamt");
            refused("hold.liftReasonMissing", () -> holds.lift(incident.compartment(), other.id(), " "));
            holds.lift(incident.compartment(), other.id(), "Frist abgelaufen");
        });
        erasing.run();
        assertThat(announced()).isTrue();
    }

    @Test
    void aNextLookEndsNoHold() {
        past(incident.compartment());
        Acting.run(
                analyst,
                () -> holds.set(
                        incident.compartment(),
                        new Holds.Demand(
                                "Rechtsamt", "Klage erwartet", clock.instant().minusSeconds(60))));
        erasing.run();
        assertThat(announced()).isFalse();
        assertThat(Acting.as(analyst, () -> retentions.of(incident.compartment()))
                        .held())
                .isTrue();
    }

    @Test
    void aHoldThatStandsIsALineOfTheReport() {
        var room = "/vorfaelle/" + incident.id();
        var hold =
                Acting.as(analyst, () -> holds.set(incident.compartment(), demand("Staatsanwaltschaft, 12 Js 34/26")));
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(room + "/bericht")
                            .page()
                            .select(".k-report-facts")
                            .text())
                    .contains("Löschsperre Staatsanwaltschaft, 12 Js 34/26: Ermittlungen laufen (gesetzt ");
            assertThat(holdsIn(browser.get(room + "/bericht.json")))
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.get("orderedBy").asString()).isEqualTo("Staatsanwaltschaft, 12 Js 34/26"));

            Acting.run(analyst, () -> holds.lift(incident.compartment(), hold, "Verfahren eingestellt"));
            assertThat(browser.get(room + "/bericht")
                            .page()
                            .select(".k-report-facts")
                            .text())
                    .doesNotContain("Löschsperre");
            assertThat(holdsIn(browser.get(room + "/bericht.json"))).isEmpty();
        }
    }

    private static JsonNode holdsIn(Browser.Answer report) {
        return JsonMapper.shared().readTree(report.body()).get("holds");
    }

    @Test
    void holdsAreSetByTheLeitungOrWhoeverLeads() {
        var colleague = cases.person(Role.ANALYST);
        var open = cases.open(analyst, "Offen", false);
        Acting.run(analyst, () -> readers.admit(open.id(), colleague.person()));
        Acting.run(colleague, () -> refused("hold.notYours", () -> holds.set(open.compartment(), demand("Rechtsamt"))));
        Acting.run(analyst, () -> refused("hold.incomplete", () -> holds.set(open.compartment(), demand(" "))));
        var stranger = cases.person(Role.ANALYST);
        Acting.run(stranger, () -> notHere(() -> holds.set(open.compartment(), demand("Rechtsamt"))));
        var hold = Acting.as(leitung, () -> holds.set(open.compartment(), demand("Rechtsamt")));
        Acting.run(
                colleague, () -> refused("hold.notYours", () -> holds.lift(open.compartment(), hold, "Nicht meine")));
        assertThat(Acting.as(colleague, () -> holds.of(open.compartment())))
                .singleElement()
                .satisfies(one -> assertThat(one.stands()).isTrue());
    }
}
