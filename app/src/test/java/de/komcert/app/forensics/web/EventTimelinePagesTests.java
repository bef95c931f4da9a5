package de.komcert.app.forensics.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.timeline.EventStrip;
import de.komcert.app.forensics.timeline.Excerpt;
import de.komcert.app.forensics.timeline.TimelineSpan;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.web.Shell;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import de.komcert.traces.Moment;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The timeline as people and programs read it. */
class EventTimelinePagesTests extends AnalysisCase {

    private static final Path DATA = Path.of("target", "timeline-" + UUID.randomUUID());
    private static final int LINES = 700;

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    Timelines timelines;

    @Autowired
    HostClocks clocks;

    @Autowired
    TemplateEngine templates;

    @Autowired
    Texts texts;

    @LocalServerPort
    int port;

    private String page;
    private String api;
    private Analysis analysis;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", DATA::toString);
    }

    @BeforeEach
    void analyse() throws Exception {
        analysis = ended(request("auth.log", log()));
        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        page = "/vorfaelle/" + incident.id() + "/auswertung/zeitstrahl";
        api = "/vorfaelle/" + incident.id() + "/auswertungen/" + analysis.id() + "/ereignisse";
    }

    /** A second apart; the last lines are meant to do harm. */
    private static String log() {
        var log = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            log.append(line(
                    i,
                    i % 100 == 0
                            ? "sshd[12]: Accepted password for m.kessler from 10.0.0.9 port 5022 ssh2"
                            : "cron[7]: (root) CMD (/home/m.kessler/bin/lauf " + i + ")"));
        }
        log.append(line(LINES, "cron[7]: <script>alert(1)</script>"));
        log.append(line(LINES + 1, "=1+1"));
        log.append(line(LINES + 2, "cron[7]: \u202Everdreht \u0000 Ende"));
        log.append(line(LINES + 3, "cron[7]: " + "x".repeat(385) + " m.kessler"));
        log.append(line(LINES + 4, "cron[7]: " + "y".repeat(990) + " m.kessler"));
        log.append(line(LINES + 5, "cron[7]: \uE0001\uE001 ist niemand"));
        log.append("ohne Zeit\n");
        return log.toString();
    }

    private static String line(int second, String rest) {
        return at(second) + " srv-web01 " + rest + "\n";
    }

    private static Instant at(int second) {
        return Instant.parse("2026-11-20T08:00:00Z").plusSeconds(second);
    }

    @Test
    void noNameIsReadAnywhereUntilItIsOpened() {
        try (var browser = members.signIn(member)) {
            for (var path : List.of(
                    page, page + "?suche=lauf", page + "?ab=0", page + "?vor=100000", page + ".csv", page + ".jsonl")) {
                assertThat(browser.get(path).body())
                        .as(path)
                        .contains("Person 1")
                        .doesNotContainIgnoringCase("kess");
            }
            Acting.run(analyst, () -> pseudonyms.open(incident.id(), 1, "Konto muss gesperrt werden"));
            assertThat(browser.get(page).body()).contains("m.kessler").doesNotContain("Person 1");
            assertThat(browser.get(page + "?suche=m.kessler+lauf").page().select("tbody tr"))
                    .hasSize(200);
            assertThat(browser.get(page + ".csv").body())
                    .as("no name leaves the house")
                    .contains("Person 1")
                    .doesNotContainIgnoringCase("kess");
        }
    }

    @Test
    void whoeverJumpsToATimeSeesAHundredEventsOnEachSide() {
        try (var browser = members.signIn(member)) {
            var around = browser.get(page + "?von=" + Moment.ticks(at(300))).page();

            assertThat(around.select("tbody tr")).hasSize(200);
            assertThat(around.select("tbody tr").get(100).hasClass("e-row--target"))
                    .isTrue();
            assertThat(around.select("tbody tr").get(100).selectFirst("time").attr("datetime"))
                    .isEqualTo(at(300).toString());
            assertThat(around.select("[autofocus]"))
                    .as("the browser goes there")
                    .isEqualTo(around.select("tr.e-row--target [data-row]"));
            assertThat(around.select(".e-bar")).isNotEmpty();
            var earlier =
                    browser.get(around.selectFirst("a[rel=prev]").attr("href")).page();
            assertThat(earlier.select("tbody tr").last().selectFirst("time").attr("datetime"))
                    .isEqualTo(at(199).toString());
            var later =
                    browser.get(around.selectFirst("a[rel=next]").attr("href")).page();
            assertThat(later.select("tbody tr").first().selectFirst("time").attr("datetime"))
                    .isEqualTo(at(400).toString());
        }
    }

    @Test
    void aWrongClockIsPutRightAndTheTimeOfTheLogStandsBesideIt() {
        Acting.run(
                analyst,
                () -> clocks.set(incident.id(), "srv-web01", Duration.ofMinutes(62), "Mit der Funkuhr verglichen"));
        var corrected = at(300).minus(Duration.ofMinutes(62));
        try (var browser = members.signIn(member)) {
            var row = browser.get(page + "?um=301").page().selectFirst("tbody tr.e-row--target");

            assertThat(row.selectFirst("time").attr("datetime")).isEqualTo(corrected.toString());
            assertThat(row.selectFirst("td").text())
                    .isEqualTo("20.11.2026 08:03:00 laut Protokoll 20.11.2026 09:05:00");
            assertThat(browser.get(page + "?ab=0")
                            .page()
                            .selectFirst("tbody tr:contains(ohne Zeit) td")
                            .text())
                    .as("without a time there is nothing to put right")
                    .doesNotContain("laut Protokoll");
            assertThat(browser.get(page + ".csv").body())
                    .contains("2026-11-20T07:03:00.0000000Z;2026-11-20T08:05:00.0000000Z;");
            Acting.run(analyst, () -> clocks.remove(incident.id(), "srv-web01"));
            assertThat(browser.get(page + "?um=301")
                            .page()
                            .selectFirst("tbody tr.e-row--target td")
                            .text())
                    .isEqualTo("20.11.2026 09:05:00");
        }
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        Acting.run(
                analyst,
                () -> clocks.set(incident.id(), "srv-web01", Duration.ofMinutes(-2), "Mit der Funkuhr verglichen"));
        var event = program.get(api + "?ab=301&anzahl=1").json().at("/events/0");
        assertThat(event.get("originalTime").asString()).isEqualTo(at(300).toString());
        assertThat(event.get("time").asString())
                .isEqualTo(at(300).plus(Duration.ofMinutes(2)).toString());
    }

    @Test
    void hostileLinesAreShownAndDoNothing() {
        try (var browser = members.signIn(member)) {
            var last = browser.get(page + "?vor=100000");

            assertThat(last.page().select("script:containsData(alert)")).isEmpty();
            assertThat(last.page().select("tbody").text())
                    .contains("<script>alert(1)</script>")
                    .contains("⟨U+202E⟩verdreht")
                    .contains("ist niemand");
            assertThat(last.page().selectFirst("tr:contains(ist niemand)").text())
                    .as("what a log writes is no sign")
                    .doesNotContain("Person");
            assertThat(browser.get(page + ".csv").body()).contains(";'=1+1").startsWith("\uFEFFTLP:");
            assertThat(browser.get(page + "?seit=unsinn").status()).isEqualTo(409);
        }
    }

    @Test
    void aNotedEventIsAFindingAndMarked() {
        try (var browser = members.signIn(member)) {
            var from = page + "?von=" + Moment.ticks(at(300));
            var noted = note(browser, from, 301, "Hier fing es an");

            assertThat(noted.status()).isEqualTo(303);
            var again = browser.get(noted.location()).page();
            assertThat(again.select(".e-mark").eachText()).anyMatch(mark -> mark.endsWith("Hier fing es an"));
            var finding = browser.get(
                    again.selectFirst(".e-mark:contains(Hier fing es an)").attr("href"));
            assertThat(finding.page().text())
                    .contains("Keine Regel hat dieses Ereignis gefunden")
                    .doesNotContain("Warum hat die Regel");
            assertThat(owner.sql("""
                                    select f.rule || ' ' || f.title || ' ' || r.hits from forensics.finding f
                                    join forensics.rule_result r on r.analysis_id = f.analysis_id and r.rule = f.rule
                                    where f.analysis_id = ? and f.rule = 'komcert-by-hand'""").param(analysis.id()).query(String.class).list())
                    .containsExactly("komcert-by-hand Hier fing es an 1");
            assertThat(note(browser, from, 301, "").status()).isEqualTo(409);
            assertThat(note(browser, from, 302, "").status()).isEqualTo(303);
            assertThat(owner.sql("select title from forensics.finding where analysis_id = ? and record = 302")
                            .param(analysis.id())
                            .query(String.class)
                            .list())
                    .as("a name in the event is none in the title")
                    .containsExactly("cron: (root) CMD (/home/\uE0001\uE001/bin/lauf 301)");
        }
    }

    @Test
    void aNameInATypedTitleIsReadAsInTheEventAndLeavesNowhere() {
        try (var browser = members.signIn(member)) {
            var from = page + "?von=" + Moment.ticks(at(300));
            assertThat(note(browser, from, 301, "Konto M.Kessler prüfen").status())
                    .isEqualTo(303);
            assertThat(note(browser, from, 302, "").status()).isEqualTo(303);

            assertThat(owner.sql("select title from forensics.finding where analysis_id = ? and record = 301")
                            .param(analysis.id())
                            .query(String.class)
                            .list())
                    .isNotEmpty()
                    .noneMatch(title -> title.contains("Kessler"));
            var findings = "/vorfaelle/" + incident.id() + "/auswertung/funde";
            for (var path : List.of(findings, findings + ".csv", findings + ".jsonl", page + ".csv", page + ".jsonl")) {
                assertThat(browser.get(path).body())
                        .as(path)
                        .contains("Konto Person 1 prüfen", "/home/Person 1/bin/lauf 301")
                        .doesNotContainIgnoringCase("kess");
            }
        }
    }

    @Test
    void aNotedEventKnowsItsFileThoughThatIsCalledAsAPerson() throws Exception {
        var other = ended(request("auth-m.kessler.log", log()));
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var events = "/vorfaelle/" + incident.id() + "/auswertungen/" + other.id() + "/ereignisse";

        assertThat(program.post(events + "/20/fund", Map.of()).status()).isEqualTo(201);

        assertThat(owner.sql("""
                                select f.file || ' ' || (f.file_id is not null) from forensics.finding f
                                where f.analysis_id = ? and f.rule = 'komcert-by-hand'""").param(other.id()).query(String.class).list())
                .containsExactly("auth-\uE0001\uE001.log true");
    }

    /** Presses the button beside an event, which lies outside the form it belongs to. */
    private Browser.Answer note(Browser browser, String from, long position, String title) {
        var fields = new LinkedHashMap<String, String>();
        browser.get(from)
                .page()
                .select("#merken input[name]")
                .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        fields.put("titel", title);
        fields.put("um", Long.toString(position));
        return browser.post(page + "/merken", fields);
    }

    @Test
    void aSearchThatStoppedSaysHowFarItCameAndWhereItGoesOn() {
        var onwards = stopped(new Excerpt(List.of(), 1, 400, 0, LINES, false, true), null, at(400));
        assertThat(onwards.text())
                .startsWith("399 von " + LINES + " Ereignissen durchgesehen, 0 passen.")
                .endsWith("Weitersuchen ab 20.11.2026 09:06:40");
        assertThat(onwards.select("a").eachAttr("href")).containsExactly(page + "?suche=nirgends&ab=400");

        var both = stopped(new Excerpt(List.of(), 100, 400, 0, LINES, true, true), at(100), null);
        assertThat(both.select("a").eachText()).containsExactly("Weitersuchen vor 20.11.2026 09:01:40", "Weitersuchen");
        assertThat(both.select("a").eachAttr("href"))
                .containsExactly(page + "?suche=nirgends&vor=100", page + "?suche=nirgends&ab=400");
    }

    private Element stopped(Excerpt excerpt, Instant before, Instant behind) {
        var query = new EventQuery(null, "nirgends", null, null, null, null, null, null, null, null, null, null, null);
        var shown = new EventTimelinePage(
                page.substring(0, page.lastIndexOf('/')),
                List.of(analysis),
                analysis,
                query,
                new TimelineSpan(LINES, 0, Moment.ticks(at(0)), Moment.ticks(at(LINES))),
                excerpt,
                before,
                behind,
                List.of(),
                new EventStrip(0, 1, List.of(), 0),
                Map.of(),
                -1);
        var shell = new Shell(
                texts,
                new Times(texts, Locale.GERMAN, at(0)),
                Locale.GERMAN,
                null,
                page,
                List.of(),
                new Shell.Csrf("", ""),
                null);
        var written = new StringOutput();
        templates.render("forensics/web/eventstop.jte", Map.of("shell", shell, "page", shown), written);
        return Jsoup.parseBodyFragment(written.toString()).body();
    }

    @Test
    void programsReadTheSameInParts() {
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        var part = program.get(api + "?anzahl=200");

        assertThat(part.status()).as(part.text()).isEqualTo(200);
        assertThat(part.json().get("total").asLong()).isEqualTo(LINES + 7);
        assertThat(part.json().get("untimed").asLong()).isEqualTo(1);
        assertThat(part.json().get("events").size()).isEqualTo(200);
        assertThat(part.json().get("events").get(0).get("position").asLong()).isEqualTo(1);
        assertThat(part.json().get("next").asLong()).isEqualTo(201);
        var found = program.get(api + "?suche=script&rechner=web01");
        assertThat(found.json().get("events").size()).isEqualTo(1);
        var some = program.get(api + "?von=" + at(10) + "&bis=" + at(19));
        assertThat(some.json().get("events").size()).isEqualTo(10);
        assertThat(program.post(api + "/20/fund", Map.of()).status()).isEqualTo(201);
        assertThat(program.get(api + "?ab=20&anzahl=1")
                        .json()
                        .at("/events/0/findings")
                        .size())
                .isPositive();
        assertThat(program.get(api + "?ab=x").status()).isBetween(400, 422);
    }

    @Test
    void whatIsNotTheirsIsNotThereForOthers() {
        var other = members.create(Role.ANALYST);
        var none = "/vorfaelle/" + UUID.randomUUID() + "/auswertung/zeitstrahl";
        try (var browser = members.signIn(other)) {
            for (var ending : List.of("", ".csv", ".jsonl")) {
                assertThat(browser.get(page + ending).status()).isEqualTo(404);
                assertThat(browser.get(none + ending).status()).isEqualTo(404);
            }
        }
        var program = new Programs(members).of(other, Role.ANALYST.permissions());
        assertThat(program.get(api).status()).isEqualTo(404);
        assertThat(program.post(api + "/20/fund", Map.of()).status()).isEqualTo(404);
        var own = incident();
        var mine = new Programs(members).of(member, Role.ANALYST.permissions());
        assertThat(mine.get("/vorfaelle/" + own.id() + "/auswertungen/" + analysis.id() + "/ereignisse")
                        .status())
                .as("own incident, foreign analysis")
                .isEqualTo(404);
    }

    @Test
    void aDamagedTimelineIsRefusedWithASentenceAndNotHalfAPage() throws IOException {
        var file = Acting.as(
                analyst,
                () -> timelines.find(incident.id(), analysis.id()).orElseThrow().file());
        var onDisk = DATA.resolve("vault").resolve(file.toString());
        var content = Files.readAllBytes(onDisk);
        content[content.length / 2] ^= 1;
        Files.write(onDisk, content);

        try (var browser = members.signIn(member)) {
            for (var path : List.of(page, page + ".csv", page + ".jsonl")) {
                var answer = browser.get(path);
                assertThat(answer.status()).as(path).isEqualTo(500);
                assertThat(answer.page().text()).contains("auf dem Server beschädigt");
                assertThat(answer.body()).doesNotContain("Person 1").doesNotContain("srv-web01");
            }
        }
        var program = new Programs(members).of(member, Role.ANALYST.permissions());
        assertThat(program.get(api).status()).isEqualTo(500);
        assertThat(program.get(api).text()).contains("beschädigt");
    }
}
