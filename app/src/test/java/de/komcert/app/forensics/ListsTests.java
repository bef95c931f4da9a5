package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.logs.Lists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules that need the lists of an Einrichtung: they wait until the ones the incident touches have them. */
class ListsTests extends EinrichtungenCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());
    private static final String LOG = """
            {"product":"windows","service":"security","EventID":4624,"TargetUserName":"adm.voss","Computer":"pc-7","@timestamp":"2026-11-20T09:00:00Z"}
            {"product":"windows","service":"security","EventID":4624,"TargetUserName":"adm.yildiz","Computer":"pc-8","@timestamp":"2026-11-20T09:01:00Z"}
            {"product":"windows","service":"security","EventID":4624,"TargetUserName":"m.kessler","Computer":"pc-9","@timestamp":"2026-11-20T09:02:00Z"}
            """;

    private Town town;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(RULES);
        Files.writeString(RULES.resolve("rules.yml"), """
                title: Verwalter an fremdem Platz
                id: admin
                level: high
                logsource: {product: windows, service: security}
                detection:
                    sel: {EventID: 4624, TargetUserName|expand: '%Administrators%'}
                    condition: sel
                """);
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    @BeforeEach
    void registerTown() {
        town = town("Stadt");
    }

    private static Map<String, String> administrators(String entries) {
        return Map.of("Administrators", entries);
    }

    private Analysis analysed() throws InterruptedException {
        var analysis = ended(request("anmeldungen.jsonl", LOG));
        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        return analysis;
    }

    @Test
    void aRuleWaitsUntilAnAffectedEinrichtungHasItsList() throws Exception {
        affected(town);
        var form = "/einrichtungen/" + town.id() + "/listen";
        try (var browser = members.signIn(member)) {
            var waiting = analysed();
            assertThat(waiting.rules().waiting()).isEqualTo(1);
            assertThat(waiting.rules().lists()).isEmpty();
            assertThat(waiting.rules().listsHash()).isEmpty();
            assertThat(waiting.progress().findings()).isZero();
            var sight = browser.get("/vorfaelle/" + incident.id() + "/auswertung/sicht")
                    .page();
            assertThat(sight.text()).contains("Wartet auf Listen: Administrators");
            var link = sight.selectFirst("a[href$=#listen]");
            assertThat(link.text()).isEqualTo(town.name());
            assertThat(browser.get(link.attr("href"))
                            .page()
                            .select("#listen h2")
                            .text())
                    .isEqualTo("Listen für die Auswertung");

            var saved = browser.submit(
                    form + "/neu", form, Map.of("name", "%Administrators%", "entries", "adm.*\r\n\r\n adm.* \r\nroot"));

            assertThat(saved.status()).isEqualTo(303);
            assertThat(browser.get("/einrichtungen/" + town.id())
                            .page()
                            .select("#listen li")
                            .text())
                    .isEqualTo("Administrators adm.*, root (2)");
            var filled = analysed();
            assertThat(filled.rules().waiting()).isZero();
            assertThat(filled.progress().findings()).isEqualTo(2);
            assertThat(filled.rules().lists()).containsExactly("Administrators");
            assertThat(filled.rules().listsHash())
                    .isEqualTo(new Lists(new TreeMap<>(Map.of("Administrators", Set.of("root", "adm.*")))).hash());
            assertThat(filled.rules().hash()).isEqualTo(waiting.rules().hash());
            var page =
                    browser.get("/vorfaelle/" + incident.id() + "/auswertung").page();
            assertThat(page.select("dt:contains(Listen) + dd").eachText())
                    .containsExactly("Administrators " + filled.rules().listsHash());
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/auswertung/sicht")
                            .page()
                            .select("a[href$=#listen]"))
                    .isEmpty();
        }
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var body = program.get("/vorfaelle/" + incident.id() + "/auswertungen")
                .json()
                .get(0);
        assertThat(body.at("/lists/0").asString()).isEqualTo("Administrators");
        assertThat(body.get("listsHash").asString()).hasSize(64);
    }

    @Test
    void theListsOfAllAffectedEinrichtungenCountAndThoseOfOthersDoNot() throws Exception {
        affected(town("Stadt", administrators("adm.voss")));
        affected(town("Stadt", administrators("adm.yildiz\nadm.voss")));
        town("Stadt", administrators("m.kessler"));

        var analysis = analysed();

        assertThat(analysis.progress().findings()).isEqualTo(2);
        assertThat(hosts(analysis)).containsExactly("pc-7", "pc-8");
    }

    @Test
    void withoutAnAffectedEinrichtungThePageSaysSo() throws Exception {
        analysed();
        try (var browser = members.signIn(member)) {
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/auswertung/sicht")
                            .page()
                            .text())
                    .contains("noch keine betroffene Einrichtung eingetragen");
        }
    }

    @Test
    void listsThatAreTooLongForARuleAreSaid() throws Exception {
        for (int i = 0; i < 24; i++) {
            var entries = new StringBuilder();
            for (int j = 0; j < 4_500; j++) {
                entries.append((char) (0x4e00 + i)).append((char) (0x4e00 + j)).append("\n\n");
            }
            affected(town("Stadt", administrators(entries.toString())));
        }
        var analysis = ended(request("anmeldungen.jsonl", LOG));

        assertThat(analysis.state()).isEqualTo(Analysis.State.FAILED);
        assertThat(analysis.reason()).isEqualTo("analysis.listsTooLong");
    }

    @Test
    void programsReadAndReplaceTheListsOfAnEinrichtung() {
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var document =
                new HashMap<>(Map.<String, Object>of("shortName", town.name(), "name", town.name(), "type", "STADT"));
        document.put("lists", List.of(Map.of("name", "DomainControllers", "entries", "dc-1\ndc-2")));

        var replaced = program.put("/einrichtungen/" + town.id(), "\"1\"", document);

        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(program.get("/einrichtungen/" + town.id())
                        .json()
                        .at("/lists/0/entries")
                        .asString())
                .isEqualTo("dc-1\ndc-2");
        document.put("lists", List.of(Map.of("name", "Domain Controllers", "entries", " ")));
        var refused = program.put("/einrichtungen/" + town.id(), "\"2\"", document);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("lists[0].name", "lists[0].entries");
    }
}
