package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analysis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs of two Einrichtungen in one analysis, each with lists of its own: no log is judged by those of the other. */
class SeveralListsTests extends EinrichtungenCase {

    private static final Path RULES = Path.of("target", "rules-" + UUID.randomUUID());
    private static final String LOG = """
            {"product":"windows","service":"security","EventID":4624,"TargetUserName":"adm.nord","Computer":"%1$s-1","@timestamp":"2026-11-20T09:00:00Z"}
            {"product":"windows","service":"security","EventID":4624,"TargetUserName":"adm.sued","Computer":"%1$s-2","@timestamp":"2026-11-20T09:01:00Z"}
            """;

    private final Map<UUID, EinrichtungId> from = new HashMap<>();
    private String south;
    private UUID northLog;
    private UUID southLog;
    private UUID order;

    @DynamicPropertySource
    static void rules(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(RULES);
        Files.writeString(RULES.resolve("rules.yml"), """
                title: Kein Verwalter
                id: stranger
                level: high
                logsource: {product: windows, service: security}
                detection:
                    sel: {EventID: 4624}
                    admin: {TargetUserName|expand: '%Administrators%'}
                    condition: sel and not admin
                ---
                title: An einem Server
                id: server
                level: high
                logsource: {product: windows, service: security}
                detection:
                    sel: {EventID: 4624, Computer|expand: '%Servers%'}
                    condition: sel
                """);
        registry.add("komcert.analysis.rules", RULES::toString);
    }

    @BeforeEach
    void addLogs() {
        northLog = log("nord.jsonl", LOG.formatted("nord"));
        southLog = log("sued.jsonl", LOG.formatted("sued"));
        var north = affected(town("Nord", Map.of("Administrators", "adm.nord", "Servers", "*-9")));
        var town = affected(town("Süd", Map.of("Administrators", "adm.sued")));
        south = town.name();
        from.put(northLog, north.id());
        from.put(southLog, town.id());
        order = order();
    }

    private Analysis analysed(Map<UUID, EinrichtungId> origins) throws InterruptedException {
        var analysis = analysed(order, List.of(northLog, southLog), origins);
        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        return analysis;
    }

    @Test
    void theAdministratorsOfOneDoNotExcuseThoseInTheLogOfTheOther() throws Exception {
        assertThat(hosts(analysed(from))).containsExactly("nord-2", "sued-1");
    }

    @Test
    void whereNobodySaidWhoseALogIsTheListsOfAllCount() throws Exception {
        assertThat(hosts(analysed(Map.of()))).isEmpty();
        assertThat(hosts(analysed(Map.of(southLog, from.get(southLog))))).containsExactly("sued-1");
    }

    @Test
    void whoseListIsMissingIsSaid() throws Exception {
        var analysis = analysed(from);

        assertThat(analysis.rules().waiting()).isZero();
        assertThat(analysis.rules().lists()).containsExactly("Administrators", "Servers");
        assertThat(analysis.rules().listsHash()).hasSize(64);
        assertThat(owner.sql("select message from forensics.problem where analysis_id = ? and kind = 'NO_LISTS'")
                        .param(analysis.id())
                        .query(String.class)
                        .list())
                .containsExactly(south + ": Servers");
        try (var browser = members.signIn(member)) {
            assertThat(browser.get("/vorfaelle/" + incident.id() + "/auswertung")
                            .page()
                            .text())
                    .contains("warten hier auf Listen der Einrichtung. Tragen Sie diese dort ein: " + south
                            + ": Servers");
        }
    }
}
