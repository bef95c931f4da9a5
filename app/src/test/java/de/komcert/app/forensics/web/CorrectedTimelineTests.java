package de.komcert.app.forensics.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.identity.web.Browser;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The timeline where the clock of one of two hosts was wrong: both write a line each second, and that of the database is ahead. */
class CorrectedTimelineTests extends AnalysisCase {

    private static final int LINES = 400;
    private static final int AHEAD = 100;

    @Autowired
    HostClocks clocks;

    @Autowired
    CountedStatements statements;

    private Analysis analysis;
    private String page;
    private String api;
    private Browser browser;
    private Program program;

    @BeforeEach
    void analyse() throws Exception {
        analysis = ended(request(Map.of("db.log", log("srv-db"), "web.log", log("srv-web"))));
        page = "/vorfaelle/" + incident.id() + "/auswertung/zeitstrahl";
        api = "/vorfaelle/" + incident.id() + "/auswertungen/" + analysis.id() + "/ereignisse";
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    private static ByteArrayInputStream log(String host) {
        var log = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            log.append(at(i))
                    .append(" ")
                    .append(host)
                    .append(" cron[7]: Lauf ")
                    .append(i)
                    .append(" \u2028Ende")
                    .append('\n');
        }
        return new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Instant at(int second) {
        return Instant.parse("2026-11-20T08:00:00Z").plusSeconds(second);
    }

    private void correct() {
        Acting.run(
                analyst,
                () -> clocks.set(incident.id(), "srv-db", Duration.ofSeconds(AHEAD), "Mit der Funkuhr verglichen"));
    }

    @Test
    void pagesGoByTheCorrectedTimesAndShowEachEventOnce() {
        correct();
        var times = new ArrayList<Instant>();
        var ids = new ArrayList<String>();
        var next = page;
        while (next != null) {
            var part = browser.get(next).page();
            assertThat(part.text()).contains("Reihenfolge und Zeitraum richten sich danach");
            for (var row : part.select("tbody tr")) {
                times.add(time(row));
                ids.add(row.id());
            }
            var link = part.selectFirst("a[rel=next]");
            next = link == null ? null : link.attr("href");
        }

        assertThat(times).isSorted().hasSize(2 * LINES);
        assertThat(times.getFirst()).isEqualTo(at(-AHEAD));
        assertThat(ids).doesNotHaveDuplicates();
        var first = browser.get(page).page().selectFirst("tbody tr");
        assertThat(first.selectFirst("td").text()).isEqualTo("20.11.2026 08:58:20 laut Protokoll 20.11.2026 09:00:00");
        var last = browser.get(page + "?vor=" + 2 * LINES).page();
        assertThat(time(last.select("tbody tr").last())).isEqualTo(at(LINES - 1));
        assertThat(last.selectFirst("nav span.k-muted").text()).isEqualTo("Ereignis 601 bis 800");
    }

    @Test
    void thePeriodGoesByTheCorrectedTimes() {
        assertThat(hosts(browser.get(page + "?seit=2026-11-20T08:59&bis=2026-11-20T08:59")))
                .isEmpty();

        correct();

        assertThat(hosts(browser.get(page + "?seit=2026-11-20T08:59&bis=2026-11-20T08:59")))
                .hasSize(60)
                .containsOnly("srv-db");
        assertThat(hosts(browser.get(page + "?seit=2026-11-20T09:00&bis=2026-11-20T09:00")))
                .hasSize(120)
                .contains("srv-db", "srv-web");
        assertThat(hosts(browser.get(page + "?seit=2026-11-20T09:06")))
                .as("the database's last line is of 9:06:39 by its clock")
                .hasSize(40)
                .containsOnly("srv-web");
    }

    private static List<String> hosts(Browser.Answer answer) {
        return answer.page().select("tbody td[data-label=Rechner]").eachText();
    }

    @Test
    void whoeverJumpsToATimeComesToTheFirstEventOfThatTrueTime() {
        correct();

        var target = browser.get(page + "?zeit=2026-11-20T09:03").page().selectFirst("tr.e-row--target");

        assertThat(time(target)).isEqualTo(at(180));
        assertThat(target.text()).contains("srv-web", "Lauf 180");
        assertThat(target.nextElementSibling().text())
                .as("of events of the same time the one whose log gives it the earlier one comes first")
                .contains("09:03:00 laut Protokoll 20.11.2026 09:04:40", "srv-db", "Lauf 280");
        var around = browser.get(target.selectFirst("a").attr("href")).page();
        assertThat(around.select("tbody tr")).hasSize(200);
        assertThat(around.selectFirst("tr.e-row--target").id()).isEqualTo(target.id());
        assertThat(around.select("tbody tr").indexOf(around.selectFirst("tr.e-row--target")))
                .isEqualTo(100);
    }

    @Test
    void theEventThatWasShownIsNotedThoughAClockIsCorrectedMeanwhile() {
        var shown = browser.get(page + "?zeit=2026-11-20T09:04").page().select("tbody tr").stream()
                .filter(one -> one.text().contains("srv-web") && one.text().contains("Lauf 250"))
                .findFirst()
                .orElseThrow();
        correct();

        var fields = new LinkedHashMap<String, String>();
        browser.get(page)
                .page()
                .select("#merken input[name]")
                .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        fields.put("um", shown.selectFirst("button[name=um]").attr("value"));
        assertThat(browser.post(page + "/merken", fields).status()).isEqualTo(303);

        assertThat(owner.sql(
                                "select file || ' ' || record from forensics.finding where rule = 'komcert-by-hand' and analysis_id = ?")
                        .param(analysis.id())
                        .query(String.class)
                        .list())
                .containsExactly("web.log 251");
    }

    @Test
    void aFindingStandsOnTheStripWhereItHappened() {
        correct();
        var first = program.get(api + "?anzahl=1").json().at("/events/0");
        assertThat(first.get("host").asString()).isEqualTo("srv-db");
        var noted = program.post(api + "/" + first.get("position").asLong() + "/fund", Map.of("title", "Erster"));

        var slots = browser.get(page).page().select(".e-strip svg a");

        assertThat(slots.first().select(".e-found")).hasSize(1);
        assertThat(slots.select(".e-found")).hasSize(1);
        var finding = browser.get("/vorfaelle/" + incident.id() + "/auswertung/funde/"
                        + noted.json().get("finding").asString())
                .page();
        var there = browser.get(finding.selectFirst("a[href*=zeitstrahl?]").attr("href"))
                .page();
        assertThat(there.selectFirst("tr.e-row--target").text()).contains("srv-db", "Lauf 0", "Erster");
    }

    @Test
    void programsReadBothTimesInTheOrderOfTheCorrectedOnes() {
        correct();
        var times = new ArrayList<Instant>();
        var positions = new ArrayList<Long>();
        var part = program.get(api + "?anzahl=150").json();
        while (true) {
            for (var event : part.get("events")) {
                var time = Instant.parse(event.get("time").asString());
                var original = Instant.parse(event.get("originalTime").asString());
                boolean isAhead = event.get("host").asString().equals("srv-db");
                assertThat(time).isEqualTo(original.minusSeconds(isAhead ? AHEAD : 0));
                times.add(time);
                positions.add(event.get("position").asLong());
            }
            if (!part.hasNonNull("next")) {
                break;
            }
            part = program.get(api + "?anzahl=150&ab=" + part.get("next").asLong())
                    .json();
        }

        assertThat(times).isSorted().hasSize(2 * LINES);
        assertThat(positions).doesNotHaveDuplicates();
        assertThat(program.get(api + "?von=" + at(-AHEAD) + "&bis=" + at(-1))
                        .json()
                        .get("events")
                        .size())
                .isEqualTo(AHEAD);
    }

    @Test
    void exportsStandInTheOrderOfCorrectedTimes() {
        correct();

        var rows = browser.get(page + ".csv").body().lines().skip(2).toList();

        assertThat(rows.stream().map(row -> row.split(";")[0]).toList())
                .isSorted()
                .hasSize(2 * LINES);
        assertThat(rows.getFirst()).startsWith("2026-11-20T07:58:20.0000000Z;2026-11-20T08:00:00.0000000Z;srv-db;");
        assertThat(browser.get(page + ".jsonl").body().lines().toList().get(AHEAD))
                .contains(
                        "\"datetime\":\"2026-11-20T08:00:00.0000000Z\"",
                        "\"timestamp\":1795161600000000",
                        "\"host\":\"srv-web\"",
                        "Lauf 0 \\u2028Ende");
    }

    @Test
    void aCorrectedClockCostsNoFurtherStatements() throws Exception {
        browser.get(page);
        int before = statements.during(() -> browser.get(page));
        correct();

        assertThat(statements.during(() -> browser.get(page))).isEqualTo(before);
        assertThat(statements.during(() -> browser.get(page + "?seit=2026-11-20T09:00")))
                .isEqualTo(before);
    }

    private static Instant time(Element row) {
        return Instant.parse(row.selectFirst("time").attr("datetime"));
    }
}
