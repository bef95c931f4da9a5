package de.komcert.app.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.incident.report.Call;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static de.komcert.app.incident.Cases.notHere;
import static de.komcert.app.incident.Cases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** What was noted wrongly is put right, and what was typed is never lost. */
class FileTests extends IncidentCase {

    @Autowired
    Assets assets;

    @Autowired
    Indicators indicators;

    @Autowired
    Decisions decisions;

    @Autowired
    Notes notes;

    @Autowired
    Drafts drafts;

    @Autowired
    Closing closing;

    @Autowired
    Readers readers;

    Incident incident;
    String base;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofMinutes(5));
        incident = cases.open(analyst, "Akte", false);
        base = "/vorfaelle/" + incident.id();
    }

    @Test
    void aSystemIsCorrectedAndRemovedAndTheJournalKeepsWhatItWas() {
        Acting.run(analyst, () -> {
            assets.add(incident.id(), "EULE-DC1", "Server", Assets.Condition.SUSPECTED, "");
            var id = assets.of(incident.id()).getFirst().id();
            assets.correct(incident.id(), id, "EULE-DC1", "Server", Assets.Condition.ISOLATED, "vom Netz");
            assertThat(assets.of(incident.id()))
                    .extracting(Assets.Asset::condition, Assets.Asset::comment)
                    .containsExactly(tuple(Assets.Condition.ISOLATED, "vom Netz"));
            assertThat(last())
                    .isEqualTo(
                            "System berichtigt: EULE-DC1, Server, Verdacht → EULE-DC1, Server, vom Netz getrennt, vom Netz");
            var entries = journal.entries(incident.compartment()).size();
            assets.correct(incident.id(), id, "EULE-DC1", "Server", Assets.Condition.ISOLATED, "vom Netz");
            assertThat(journal.entries(incident.compartment())).hasSize(entries);
            refused("asset.empty", () -> assets.correct(incident.id(), id, " ", "", Assets.Condition.CLEAN, ""));

            var other = cases.open(analyst, "Andere", false);
            notHere(() -> assets.correct(other.id(), id, "fremd", "", Assets.Condition.CLEAN, ""));
            notHere(() -> assets.remove(other.id(), id));
            assets.remove(incident.id(), id);
            assertThat(assets.of(incident.id())).isEmpty();
            assertThat(last()).startsWith("System entfernt: EULE-DC1");
        });
    }

    @Test
    void anIndicatorIsCorrectedAndRemovedAndNeverMarkedLooserThanItsIncident() {
        Acting.run(analyst, () -> {
            indicators.add(incident.id(), Indicators.Kind.HOST, "c2.example", "", Tlp.RED, Pap.RED);
            var id = indicators.of(incident.id()).getFirst().id();
            indicators.correct(
                    incident.id(), id, Indicators.Kind.ADDRESS, "192.0.2.7", "war verwechselt", Tlp.CLEAR, Pap.GREEN);
            var corrected = indicators.of(incident.id()).getFirst();
            assertThat(corrected.value()).isEqualTo("192.0.2.7");
            assertThat(corrected.tlp()).isEqualTo(incident.classification().tlp());
            assertThat(last()).contains("c2.example", "→ 192.0.2.7, war verwechselt");
            notHere(() -> indicators.remove(cases.open(analyst, "Andere", false).id(), id));
            indicators.remove(incident.id(), id);
            assertThat(indicators.of(incident.id())).isEmpty();
            assertThat(last()).startsWith("Indikator entfernt: 192.0.2.7");
        });
    }

    @Test
    void anEinrichtungThatIsNotAffectedAfterAllIsTakenOut() {
        var einrichtung = UUID.randomUUID();
        Acting.run(analyst, () -> {
            incidents.affects(incident.id(), einrichtung, "Gemeinde Morsrath");
            incidents.spares(incident.id(), einrichtung, "Gemeinde Morsrath");
            assertThat(incidents.find(incident.id()).affected()).isEmpty();
            assertThat(last()).isEqualTo("Doch nicht betroffen: Gemeinde Morsrath");
            notHere(() -> incidents.spares(incident.id(), einrichtung, "Gemeinde Morsrath"));
        });
    }

    @Test
    void theLeadGoesToAMemberWhoCanLead() {
        var next = cases.person(Role.ANALYST);
        var reader = cases.person(Role.LESEND);
        Acting.run(analyst, () -> {
            refused("incident.leadMustBeMember", () -> incidents.lead(incident.id(), next.person()));
            readers.admit(incident.id(), next.person());
            readers.admit(incident.id(), reader.person());
            refused("handover.cannotLead", () -> incidents.lead(incident.id(), reader.person()));
        });
        try (var browser = members.signIn(member)) {
            var proof = browser.get(base + "/beteiligte")
                    .page()
                    .select("[name=_csrf]")
                    .attr("value");
            var changed = browser.post(
                    base + "/leitung",
                    Map.of("_csrf", proof, "person", next.person().toString()));
            assertThat(changed.status()).isEqualTo(303);
        }
        assertThat(Cases.as(analyst, () -> incidents.find(incident.id())).lead())
                .isEqualTo(next.person());
    }

    @Test
    void removingWhoIsNoMemberLeavesNoTrace() {
        var stranger = cases.person(Role.ANALYST);
        Acting.run(analyst, () -> {
            var before = journal.entries(incident.compartment());
            notHere(() -> readers.remove(incident.id(), stranger.person()));
            assertThat(journal.entries(incident.compartment())).isEqualTo(before);
        });
    }

    @Test
    void nothingIsDecidedInTheFuture() {
        var tomorrow = clock.instant().plus(Duration.ofDays(1));
        Acting.run(analyst, () -> {
            refused(
                    "journal.future",
                    () -> decisions.record(
                            incident.id(),
                            new Decisions.Taken("", "Frage", "", "Ja", "Landrat", tomorrow, "", "", null)));
            assertThat(decisions.of(incident.id())).isEmpty();
        });
    }

    @Test
    void whatIsTooLongIsRefusedAndStandsInItsFormAgain() {
        var tooLong = "Ein sehr langer Name " + "x".repeat(500);
        try (var browser = members.signIn(member)) {
            var answer = browser.submit(
                    base + "/akte", base + "/systeme", Map.of("name", tooLong, "art", "Server", "zustand", "CLEAN"));
            assertThat(answer.status()).isEqualTo(409);
            var form = answer.page().selectFirst("form[action=" + base + "/systeme]");
            assertThat(form).isNotNull();
            assertThat(form.text()).contains("21 Zeichen mehr als die erlaubten 500");
            assertThat(form.select("[name=name]").val()).isEqualTo(tooLong);
            assertThat(form.select("[name=art]").val()).isEqualTo("Server");

            var long50 = "Wort ".repeat(10_001);
            var entry = browser.submit(base + "/tagebuch", Map.of("text", long50));
            assertThat(entry.status()).isEqualTo(409);
            assertThat(entry.page().select("[name=text]").text().length()).isGreaterThan(50_000);
        }
        assertThat(Cases.as(analyst, () -> assets.of(incident.id()))).isEmpty();
    }

    @Test
    void whatWasTypedForAnIncidentThatWasClosedMeanwhileIsShown() {
        try (var browser = members.signIn(member)) {
            var proof = browser.get(base).page().select("[name=_csrf]").attr("value");
            Acting.run(analyst, () -> closing.close(incident.id(), Incident.Outcome.FALSE_ALARM, "nichts"));
            var answer =
                    browser.post(base + "/tagebuch", Map.of("_csrf", proof, "text", "Das wollte ich noch festhalten."));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.page().select(".k-returned").text())
                    .contains("Dieser Vorfall ist abgeschlossen", "Das wollte ich noch festhalten.");
        }
    }

    @Test
    void everyFormIsAnsweredByLookingElsewhere() {
        try (var browser = members.signIn(member)) {
            for (var sent : List.of(
                    browser.submit(base + "/tagebuch", Map.of("text", "Eintrag")),
                    browser.submit(base + "/akte", base + "/hinweise", Map.of("wert", "192.0.2.1", "art", "ADDRESS")),
                    browser.submit(base + "/notizen", Map.of("titel", "Notiz", "text", "Text")))) {
                assertThat(sent.status()).isEqualTo(303);
                assertThat(sent.body()).isEmpty();
            }
        }
    }

    @Test
    void anExerciseIsMarkedOnEveryPageAndEveryPaper() {
        var exercise = cases.open(analyst, "Planspiel", true);
        Acting.run(analyst, () -> {
            reports.begin(new Call("", "", "Schule", null, "Probe", false), true);
            assertThat(incidents.find(exercise.id()).exercise()).isTrue();
        });
        try (var browser = members.signIn(member)) {
            var room = "/vorfaelle/" + exercise.id();
            for (var page : List.of(
                    "",
                    "/plan",
                    "/tagebuch",
                    "/entscheidungen",
                    "/auftrag",
                    "/akte",
                    "/notizen",
                    "/beteiligte",
                    "/bericht")) {
                assertThat(browser.get(room + page)
                                .page()
                                .select("h1, .k-exercise")
                                .text())
                        .as(page)
                        .contains("ÜBUNG");
                assertThat(browser.get(base + page).body()).as(page).doesNotContain("ÜBUNG");
            }
            for (var paper : List.of("/bericht.pdf", "/bericht.json", "/tagebuch.zip")) {
                assertThat(browser.get(room + paper)
                                .header("Content-Disposition")
                                .orElse(""))
                        .as(paper)
                        .contains("UEBUNG-");
                assertThat(browser.get(base + paper)
                                .header("Content-Disposition")
                                .orElse(""))
                        .as(paper)
                        .doesNotContain("UEBUNG");
            }
            assertThat(browser.get(room + "/bericht.json").body()).contains("\"exercise\":true");
            var overview = browser.get("/").page();
            assertThat(overview.select("li:contains(" + exercise.codeName() + ")")
                            .eachText())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("ÜBUNG"));
            assertThat(overview.select("li:contains(Meldung):contains(Schule)").text())
                    .contains("ÜBUNG");
        }
    }

    @Test
    void draftsBelongToFieldsThatThereAre() {
        Acting.run(analyst, () -> {
            var note = notes.write(incident.id(), "Titel", "Text");
            for (var field : List.of("journal", "handover", "note-new", "note-" + note)) {
                drafts.keep(incident.compartment(), field, "Entwurf");
            }
            for (var field : List.of("", "erfunden", "note-", "note-" + UUID.randomUUID(), "note-" + note + "x")) {
                notHere(() -> drafts.keep(incident.compartment(), field, "Entwurf"));
            }
            assertThat(drafts.mine(incident.compartment())).hasSize(4);
        });
        try (var browser = members.signIn(member)) {
            var proof = browser.get(base).page().select("[name=_csrf]").attr("value");
            var answer = browser.post(base + "/entwurf", Map.of("_csrf", proof, "feld", "erfunden", "text", "Entwurf"));
            assertThat(answer.status()).isEqualTo(404);
        }
    }

    private String last() {
        return journal.entries(incident.compartment()).getLast().text();
    }
}
