package de.komcert.app.forensics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logs of several Einrichtungen in one analysis, and the rule that compares these. */
class SeveralEinrichtungenTests extends EinrichtungenCase {

    private static final String FOUND = "Dieselbe Adresse probiert Kennwörter bei mehreren Einrichtungen";
    private static final String FAILED =
            "2026-11-20T10:0%d:00+01:00 srv-web0%d sshd[12]: Failed password for root from 203.0.113.99 port 50200 ssh2\n";
    private static final int TOWNS = 3;

    private final List<Town> towns = new ArrayList<>();
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
        for (int i = 0; i < TOWNS; i++) {
            towns.add(town("Stadt"));
            logs.add(log("auth" + i + ".log", FAILED.formatted(i, i)));
        }
        order = order();
    }

    private void affects(int count) {
        towns.subList(0, count).forEach(this::affected);
    }

    private List<String> names() {
        return towns.stream().map(Town::name).toList();
    }

    private Analysis analysed(Map<UUID, EinrichtungId> from) throws InterruptedException {
        return analysed(order, logs, from);
    }

    private Map<UUID, EinrichtungId> origins() {
        var from = new HashMap<UUID, EinrichtungId>();
        for (int i = 0; i < TOWNS; i++) {
            from.put(logs.get(i), towns.get(i).id());
        }
        return from;
    }

    @Test
    void theSameAddressAtThreeEinrichtungenIsOneFinding() throws Exception {
        affects(TOWNS);

        assertThat(titles(analysed(origins()))).containsExactly(FOUND);
        assertThat(titles(analysed(Map.of()))).as("nobody said whose they are").isEmpty();
        var two = origins();
        two.put(logs.get(2), towns.get(1).id());
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
                    .containsAll(names());

            var chosen = logs.getFirst() + "_" + towns.getFirst().id();
            assertThat(form.select("option[value=" + chosen + "]").text()).isEqualTo(names().getFirst());
            var asked = browser.submit(
                    page,
                    page + "/auswertungen",
                    Map.of("datei", logs.getFirst().toString(), "herkunft", chosen, "vorher", "true"));

            assertThat(asked.location()).isEqualTo(page);
            var analysis = ended(Acting.as(
                    analyst, () -> analyses.of(incident.id()).getFirst().id()));
            assertThat(analysis.files())
                    .extracting(Analysis.AnalysedFile::einrichtung)
                    .containsExactly(names().getFirst());
            assertThat(browser.get(page).page().select("article ul li").eachText())
                    .anySatisfy(line -> assertThat(line).startsWith("auth0.log").endsWith(names().getFirst()));
        }
    }

    @Test
    void whereOneIsAffectedItsLogsTheyAre() throws Exception {
        affects(1);

        assertThat(analysed(Map.of()).files())
                .extracting(Analysis.AnalysedFile::einrichtung)
                .containsOnly(names().getFirst());
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
        assertThat(asked.json().at("/files/0/einrichtung").asString()).isEqualTo(names().getFirst());
    }
}
