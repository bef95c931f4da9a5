package de.komcert.app.forensics.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An event that no rule matched, on its way from the timeline to what people make of it and find again. */
class NotedEventTests extends AnalysisCase {

    private static final String BACKUP = "Veeam Backup";
    private static final String SYSTEM = "System";
    private static final int EVENTS = 20;

    private Browser browser;
    private Program program;
    private String timeline;
    private String list;
    private Analysis first;

    @BeforeEach
    void analyse() throws Exception {
        first = ended(request("ereignisse.ndjson", log()));
        assertThat(first.state()).isEqualTo(Analysis.State.DONE);
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
        timeline = "/vorfaelle/" + incident.id() + "/auswertung/zeitstrahl";
        list = "/vorfaelle/" + incident.id() + "/auswertung/funde";
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    /** Quiet events of two channels in turn, a second apart. */
    private static String log() {
        var log = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            log.append(
                    "{\"TimeCreated_SystemTime\":\"%s\",\"Channel\":\"%s\",\"EventID\":%d,\"Computer\":\"srv-web01\",\"Description\":\"Lauf %d\"}\n"
                            .formatted(
                                    Instant.parse("2026-11-20T08:00:00Z").plusSeconds(i),
                                    i % 2 == 0 ? BACKUP : SYSTEM,
                                    9_000 + i % 2,
                                    i));
        }
        return log.toString();
    }

    @Test
    void itIsTaggedCommentedAndFoundAgainAndStandsMarkedInTheTimeline() {
        var finding = note(1, 6, "Hier fing es an");
        note(1, 7, "Und dies");

        done(browser.submit(finding, finding + "/merkmale", Map.of("name", "Einstieg")));
        done(browser.submit(finding, finding + "/kommentare", Map.of("kommentar", "Mit der Verwaltung besprochen")));

        var page = browser.get(finding).page();
        assertThat(page.select(".f-tags").text()).contains("Einstieg");
        assertThat(page.text()).contains("Mit der Verwaltung besprochen", BACKUP, "Lauf 6");
        var row = browser.get(list + "?merkmal=Einstieg").page().select("tbody tr:has([data-row])");
        assertThat(row.select("[data-row]").eachText()).containsExactly("Hier fing es an");
        assertThat(row.select("[data-row]").attr("href")).startsWith(finding);
        assertThat(row.select(".f-marks").text()).isEqualTo("Einstieg 1 Kommentar");
        var event = browser.get(timeline + "?um=6").page().selectFirst("#e-6");
        assertThat(event.text()).contains("Lauf 6");
        assertThat(event.select("a.e-mark").eachText())
                .singleElement()
                .asString()
                .endsWith("Hier fing es an");
        assertThat(event.select("a.e-mark").attr("href")).isEqualTo(finding);
    }

    @Test
    void whatWasNotedIsFoundByItsChannelAndByItsAnalysis() throws Exception {
        var second = ended(again(first));
        assertThat(second.number()).isEqualTo(2);
        note(1, 6, "Sicherung, erste Auswertung");
        note(1, 7, "System, erste Auswertung");
        note(2, 8, "Sicherung, zweite Auswertung");

        found("", "Sicherung, erste Auswertung", "System, erste Auswertung", "Sicherung, zweite Auswertung");
        found("?kanal=Veeam+Backup", "Sicherung, erste Auswertung", "Sicherung, zweite Auswertung");
        found("?kanal=System", "System, erste Auswertung");
        found("?auswertung=1", "Sicherung, erste Auswertung", "System, erste Auswertung");
        found("?auswertung=2", "Sicherung, zweite Auswertung");
        found("?kanal=Veeam+Backup&auswertung=1", "Sicherung, erste Auswertung");
        found("?kanal=System&auswertung=2");
        found("?kanal=Veeam");
        found("?auswertung=3");

        var filtered = browser.get(list + "?kanal=Veeam+Backup&auswertung=1").page();
        assertThat(filtered.select("#f-kanal option").eachText())
                .containsExactlyInAnyOrder("alle", BACKUP + " (2)", SYSTEM + " (1)");
        assertThat(filtered.select("#f-kanal option[selected]").val()).isEqualTo(BACKUP);
        assertThat(filtered.select("details.f-more[open]"))
                .as("a filter in use is in view")
                .hasSize(1);
        assertThat(filtered.select("form[role=search] input[name=auswertung]").val())
                .as("searching further stays in the analysis")
                .isEqualTo("1");
    }

    /** The list, its files and programs agree on what a filter leaves. */
    private void found(String filter, String... titles) {
        assertThat(browser.get(list + filter).page().select("[data-row]").eachText())
                .as("list" + filter)
                .containsExactlyInAnyOrder(titles);
        var api = program.get("/vorfaelle/" + incident.id() + "/funde" + filter).json();
        assertThat(api.get("total").asInt()).as("api" + filter).isEqualTo(titles.length);
        var file = browser.get(list + ".csv" + filter).body();
        assertThat(List.of("Sicherung, erste", "System, erste", "Sicherung, zweite"))
                .as("file" + filter)
                .filteredOn(file::contains)
                .hasSize(titles.length);
    }

    /** Presses the button beside an event, and gives the address of the finding it has become. */
    private String note(int analysis, long position, String title) {
        var from = timeline + "?auswertung=" + analysis + "&um=" + position;
        var proof = browser.get(from).page().select("#merken [name=_csrf]").val();
        var noted = browser.post(
                timeline + "/merken",
                Map.of(
                        "_csrf",
                        proof,
                        "auswertung",
                        Integer.toString(analysis),
                        "titel",
                        title,
                        "um",
                        Long.toString(position)));
        done(noted);
        return browser.get(noted.location())
                .page()
                .select(".e-mark:contains(" + title + ")")
                .attr("href");
    }

    private static void done(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }
}
