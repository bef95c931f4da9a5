package de.komcert.app.incident;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.Sheet;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Before anyone lays hands on a system: the Auftrag, the insurer, and who may spend what. */
class MandatesTests extends IncidentCase {

    @Autowired
    Plans plans;

    @Autowired
    Mandates mandates;

    @Autowired
    InsurerCalls insurerCalls;

    @Autowired
    Decisions decisions;

    @Autowired
    IncidentReports incidentReports;

    @Autowired
    Amendments amendments;

    Incident incident;

    @BeforeEach
    void openOne() {
        incident = cases.open(analyst, "Auftragslage", false);
    }

    @Test
    void recordingTheMandateDoesTheTaskThatEvaluationWaitsFor() {
        Acting.run(analyst, () -> {
            plans.finish(incident.id(), "V02");
            plans.finish(incident.id(), "V03");
            assertThat(status("V06")).isInstanceOf(Status.Blocked.class);
            refused("plan.refused.wantsFact", () -> plans.finish(incident.id(), "V00"));
            refused("fact.recordedElsewhere", () -> plans.state(incident.id(), Plans.MANDATE_GIVEN));

            mandates.record(incident.id(), written());
            assertThat(status("V00")).isInstanceOf(Status.Done.class);
            assertThat(status("V06")).isInstanceOf(Status.Blocked.class); // the insurer

            insurerCalls.record(incident.id(), asked());
            assertThat(status("V12")).isInstanceOf(Status.Done.class);
            assertThat(status("V06")).isEqualTo(new Status.Ready());
        });
    }

    @Test
    void onlyTheNamedRoleWaivesAskingTheInsurerAndGivesAReason() {
        Acting.run(analyst, () -> {
            plans.finish(incident.id(), "V02");
            plans.finish(incident.id(), "V03");
            mandates.record(incident.id(), written());
            refused(
                    "plan.refused.notYours",
                    () -> plans.waive(incident.id(), "V12", waiver(PlanRole.CERT, "Grothe", "Es eilt.")));
            refused(
                    "plan.refused.noReason",
                    () -> plans.waive(incident.id(), "V12", waiver(PlanRole.KAEM, "Ferdi Kallweit", " ")));
            assertThat(status("V06")).isInstanceOf(Status.Blocked.class);
            plans.waive(incident.id(), "V12", waiver(PlanRole.KAEM, "Ferdi Kallweit", "Hotline nicht erreichbar"));
            assertThat(status("V06")).isEqualTo(new Status.Ready());
            assertThat(decisions.of(incident.id()).getLast().why()).isEqualTo("Hotline nicht erreichbar");
        });
    }

    @Test
    void anOralMandateNeedsAWitnessAndNoneLiesInTheFuture() {
        Acting.run(analyst, () -> {
            refused("mandate.witnessMissing", () -> mandates.record(incident.id(), terms("Amtsleitung", false, "", 0)));
            refused("mandate.incomplete", () -> mandates.record(incident.id(), terms(" ", true, "", 0)));
            refused("journal.future", () -> mandates.record(incident.id(), terms("Amtsleitung", true, "", 60)));
            assertThat(mandates.of(incident.id())).isEmpty();

            mandates.record(incident.id(), terms("Amtsleitung", false, "Peer Lindholz", -30));
            var given = mandates.of(incident.id()).getFirst();
            assertThat(given.witness()).isEqualTo("Peer Lindholz");
            assertThat(given.recordedBy()).isEqualTo(analyst.person());
            var entry = journal.entries(incident.compartment()).stream()
                    .filter(one -> one.text().contains("Peer Lindholz"))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.happenedAt()).isEqualTo(given.givenAt());
            assertThat(entry.text()).contains("mündlich", "Amtsleitung", "Anlage Rathaus", "Rahmenvertrag", "Kämmerei");
        });
    }

    @Test
    void aLaterMandateReplacesAnEarlierOneAndBothAreInTheReport() {
        Acting.run(analyst, () -> {
            mandates.record(incident.id(), terms("Amtsleitung", true, "", -30));
            mandates.record(incident.id(), terms("Bürgermeisterin", true, "", -10));
            assertThat(mandates.of(incident.id()))
                    .extracting(Mandate::orderedBy)
                    .containsExactly("Bürgermeisterin", "Amtsleitung");
            assertThat(incidentReports.of(incident.id()).mandates())
                    .extracting(IncidentReport.MandateGiven::orderedBy)
                    .containsExactly("Bürgermeisterin", "Amtsleitung");
        });
    }

    @Test
    void whoMaySpendWhatIsADecisionOnTheGateThatAsksIt() {
        Acting.run(analyst, () -> {
            refused("mandate.spendingIncomplete", () -> allow("Jonas Tersteegen", ""));
            allow("Jonas Tersteegen", "5.000 Euro");
            var decision = decisions.of(incident.id()).getFirst();
            assertThat(decision.gate()).isEqualTo(Mandates.SPENDING);
            assertThat(decision.decision()).isEqualTo("Jonas Tersteegen darf heute ausgeben: 5.000 Euro");
            assertThat(plans.of(incidents.find(incident.id())).gatesAsked())
                    .noneMatch(gate -> gate.id().equals(Mandates.SPENDING));
        });
    }

    @Test
    void theRoomSaysWhoseInsurerMustBeAskedAndWhereUntilItWas() {
        var name = "Stadt Kranichfurt " + UUID.randomUUID();
        Acting.run(analyst, () -> {
            var done = (Amendments.Outcome.Done)
                    amendments.register(Map.of("shortName", name, "name", name, "type", "Stadt"), Map.of());
            amendments.add(
                    done.id(),
                    Sheet.VERSICHERUNGEN,
                    Map.of(
                            "name", "Musterversicherung",
                            "hotline", "0221 4710-777",
                            "askBeforeForensics", "ja",
                            "conditions", "Nur gelistete Dienstleister."));
            incidents.affects(incident.id(), done.id().value(), name);
            assertThat(insurerCalls.demands(incidents.find(incident.id())))
                    .extracting(demand -> demand.insurer().name())
                    .containsExactly("Musterversicherung");
        });
        try (var browser = members.signIn(member)) {
            var room = browser.get("/vorfaelle/" + incident.id()).page();
            assertThat(room.select("[data-part=beforehand]").text())
                    .contains("Noch kein Auftrag", name, "Musterversicherung", "0221 4710-777", "Nur gelistete");
            var page = "/vorfaelle/" + incident.id() + "/auftrag";
            var sent = browser.submit(
                    page,
                    "/vorfaelle/" + incident.id() + "/versicherung",
                    Map.of(
                            "gefragt",
                            "true",
                            "versicherung",
                            "Musterversicherung",
                            "wer",
                            "Ferdi Kallweit",
                            "antwort",
                            "Ja, erlaubt."));
            assertThat(sent.status()).isEqualTo(303);
            var after = browser.get("/vorfaelle/" + incident.id()).page();
            assertThat(after.select("[data-part=beforehand]").text())
                    .contains("Noch kein Auftrag")
                    .doesNotContain("Musterversicherung");
            assertThat(browser.get(page).body()).contains("Ja, erlaubt.");
        }
    }

    @Test
    void aRefusedFormComesBackWithEverythingInIt() {
        try (var browser = members.signIn(member)) {
            var page = "/vorfaelle/" + incident.id() + "/auftrag";
            var answer = browser.submit(
                    page,
                    Map.of(
                            "form",
                            "MUENDLICH",
                            "wer",
                            "Marit Hellweger",
                            "umfang",
                            "Nur die <Anlage>",
                            "zahlt",
                            "Kämmerei",
                            "weg",
                            "Telefon"));
            assertThat(answer.status()).isEqualTo(409);
            var form = answer.page().selectFirst("form[action=" + page + "]");
            assertThat(form).isNotNull();
            assertThat(form.text()).contains("Ein mündlicher Auftrag braucht einen Zeugen.");
            assertThat(form.select("[name=wer]").val()).isEqualTo("Marit Hellweger");
            assertThat(form.select("[name=umfang]").text()).isEqualTo("Nur die <Anlage>");
            assertThat(form.select("[name=zahlt]").val()).isEqualTo("Kämmerei");
            assertThat(form.parents().select("details").first().hasAttr("open")).isTrue();
            assertThat(answer.page().select("[name=entschieden]").val()).isEmpty();
            assertThat(Cases.as(analyst, () -> mandates.of(incident.id()))).isEmpty();

            var again = browser.post(
                    page,
                    Map.of(
                            "_csrf", form.select("[name=_csrf]").val(),
                            "wer", "Marit Hellweger",
                            "umfang", "Nur die Anlage",
                            "zeuge", "Can Yıldıran"));
            assertThat(again.status()).isEqualTo(303);
        }
    }

    private void allow(String who, String limit) {
        mandates.allowSpending(incident.id(), who, limit, "Marit Hellweger", clock.instant(), "Telefon");
    }

    private Status status(String task) {
        var plan = plans.of(incidents.find(incident.id()));
        return plan.status(plan.playbook().step(task).orElseThrow());
    }

    private Mandates.Terms written() {
        return terms("Amtsleitung", true, "", 0);
    }

    private Mandates.Terms terms(String who, boolean written, String witness, int minutes) {
        return new Mandates.Terms(
                who,
                "Anlage Rathaus",
                "Rahmenvertrag",
                "Kämmerei",
                clock.instant().plus(Duration.ofMinutes(minutes)),
                "Telefon",
                written,
                witness);
    }

    private InsurerCalls.Answer asked() {
        return new InsurerCalls.Answer(
                true, "Musterversicherung", "Ferdi Kallweit", "Schadenaufnahme", clock.instant(), "Erlaubt.");
    }

    private Plans.Waiver waiver(PlanRole as, String who, String why) {
        return new Plans.Waiver(as, who, clock.instant(), "Telefon", why);
    }
}
