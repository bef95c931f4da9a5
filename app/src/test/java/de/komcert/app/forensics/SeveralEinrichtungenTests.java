package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.constituency.Amendments;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logs of several Einrichtungen in one analysis, and the rule that compares these. */
class SeveralEinrichtungenTests extends AnalysisCase {

    private static final String FOUND = "Dieselbe Adresse probiert Kennwörter bei mehreren Einrichtungen";
    private static final String FAILED =
            "2026-11-20T10:0%d:00+01:00 srv-web0%d sshd[12]: Failed password for root from 203.0.113.99 port 50200 ssh2\n";
    private static final int TOWNS = 3;

    @Autowired
    Amendments amendments;

    private final List<EinrichtungId> towns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<UUID> logs = new ArrayList<>();
    private UUID order;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) {
        registry.add(
                "komcert.analysis.rules",
                () -> Path.of("..", "rules", "across")
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    @BeforeEach
    void addLogs() {
        Acting.run(analyst, () -> {
            for (int i = 0; i < TOWNS; i++) {
                names.add("Stadt " + UUID.randomUUID());
                towns.add(register(names.get(i)));
                var log = FAILED.formatted(i, i).getBytes(StandardCharsets.UTF_8);
                logs.add(files.add(incident.id(), "auth" + i + ".log", "", new ByteArrayInputStream(log))
                        .id());
            }
            order = orders.record(
                    incident.id(),
                    new AnalysisOrders.Terms(
                            "Wer war es?",
                            "srv-web00, srv-web01, srv-web02",
                            NOVEMBER,
                            DECEMBER,
                            "Landrätin Voss",
                            clock.instant(),
                            "Telefon",
                            LocalDate.parse("2099-01-01")));
        });
    }

    private EinrichtungId register(String name) {
        var outcome = amendments.register(Map.of("shortName", name, "name", name, "type", "Stadt"), Map.of());
        return ((Amendments.Outcome.Done) outcome).id();
    }

    private void affects(int count) {
        Acting.run(analyst, () -> {
            for (int i = 0; i < count; i++) {
                incidents.affects(incident.id(), towns.get(i).value(), names.get(i));
            }
        });
    }

    private Analysis analysed(Map<UUID, EinrichtungId> from) throws InterruptedException {
        return ended(
                Acting.as(analyst, () -> analyses.request(incident.id(), order, logs, from, "Europe/Berlin", true)));
    }

    private Map<UUID, EinrichtungId> origins() {
        var from = new HashMap<UUID, EinrichtungId>();
        for (int i = 0; i < TOWNS; i++) {
            from.put(logs.get(i), towns.get(i));
        }
        return from;
    }

    private List<String> titles(Analysis analysis) {
        return owner.sql("select title from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query(String.class)
                .list();
    }

    @Test
    void theSameAddressAtThreeEinrichtungenIsOneFinding() throws Exception {
        affects(TOWNS);

        assertThat(titles(analysed(origins()))).containsExactly(FOUND);
        assertThat(titles(analysed(Map.of()))).as("nobody said whose they are").isEmpty();
        var two = origins();
        two.put(logs.get(2), towns.get(1));
        assertThat(titles(analysed(two))).isEmpty();
    }

    @Test
    void theFormAsksForItWhereSeveralAreAffected() throws Exception {
        affects(1);
        var page = "/vorfaelle/" + incident.id() + "/auswertung";
        try (var browser = members.signIn(member)) {
            assertThat(browser.get(page).page().select("select[name=herkunft]")).isEmpty();
            affects(TOWNS);
            var form = browser.get(page).page().selectFirst("form[action=" + page + "/auswertungen]");
            assertThat(form.select("select[name=herkunft]")).hasSize(TOWNS);
            assertThat(form.select("select[name=herkunft]")
                            .first()
                            .select("option")
                            .eachText())
                    .startsWith("nicht angegeben")
                    .containsAll(names);

            var chosen = logs.getFirst() + "_" + towns.getFirst();
            assertThat(form.select("option[value=" + chosen + "]").text()).isEqualTo(names.getFirst());
            var asked = browser.submit(
                    page,
                    page + "/auswertungen",
                    Map.of("datei", logs.getFirst().toString(), "herkunft", chosen, "vorher", "true"));

            assertThat(asked.location()).isEqualTo(page);
            var analysis = ended(Acting.as(
                    analyst, () -> analyses.of(incident.id()).getFirst().id()));
            assertThat(analysis.files())
                    .extracting(Analysis.AnalysedFile::einrichtung)
                    .containsExactly(names.getFirst());
            assertThat(browser.get(page).page().select("article ul li").eachText())
                    .anySatisfy(line -> assertThat(line).startsWith("auth0.log").endsWith(names.getFirst()));
        }
    }

    @Test
    void whereOneIsAffectedItsLogsTheyAre() throws Exception {
        affects(1);

        assertThat(analysed(Map.of()).files())
                .extracting(Analysis.AnalysedFile::einrichtung)
                .containsOnly(names.getFirst());
    }

    @Test
    void nobodyNamesAnEinrichtungThatIsNotAffected() {
        affects(2);

        assertThatThrownBy(() -> analysed(origins())).isInstanceOf(NotHere.class);
    }

    @Test
    void programsSayItToo() throws Exception {
        affects(TOWNS);
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var origins = new ArrayList<Map<String, Object>>();
        origins().forEach((file, town) -> origins.add(Map.of("file", file, "einrichtung", town.value())));

        var asked = program.post(
                "/vorfaelle/" + incident.id() + "/auswertungen",
                Map.of("order", order, "files", logs, "origins", origins, "beforeTold", true));

        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        var analysis = ended(UUID.fromString(asked.at("id")));
        assertThat(titles(analysis)).containsExactly(FOUND);
        assertThat(asked.json().at("/files/0/einrichtung").asString()).isEqualTo(names.getFirst());
    }
}
