package de.komcert.app.forensics.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.api.Program;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.AnalysisCase;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** An event that is no finding, and what people stick to it. */
class RemarkedEventTests extends AnalysisCase {

    private static final int EVENTS = 20;

    @Autowired
    HostClocks clocks;

    @Autowired
    Timelines timelines;

    @Autowired
    TransactionTemplate transaction;

    private Analysis analysis;
    private Browser browser;
    private Program program;
    private String timeline;
    private String one;
    private String api;

    @BeforeEach
    void analyse() throws Exception {
        var log = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            log.append(Instant.parse("2026-11-20T08:00:00Z").plusSeconds(i))
                    .append(i % 2 == 0 ? " srv-web" : " srv-db")
                    .append(" cron[7]: (root) CMD (/home/m.kessler/lauf ")
                    .append(i)
                    .append(")\n");
        }
        analysis = ended(request("auth.log", log.toString()));
        browser = members.signIn(member);
        program = new Programs(members).of(member, Role.ANALYST.permissions());
        timeline = "/vorfaelle/" + incident.id() + "/auswertung/zeitstrahl";
        one = timeline + "/" + analysis.id() + "/6";
        api = "/vorfaelle/" + incident.id() + "/auswertungen/" + analysis.id() + "/ereignisse";
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    private Browser.Answer tag(String name) {
        return browser.submit(one, one + "/merkmale", Map.of("name", name, "tun", "GIVE"));
    }

    private Browser.Answer comment(String words) {
        return browser.submit(one, one + "/kommentare", Map.of("kommentar", words));
    }

    private List<String> events(String query) {
        return browser.get(timeline + query).page().select("tr[id^=e-]").eachAttr("id");
    }

    @Test
    void itIsTaggedCommentedAndFoundAgainByItsTag() {
        var link = browser.get(timeline).page().selectFirst("#e-6 a:contains(Datensatz 7)");
        assertThat(link.attr("href")).isEqualTo(one);

        assertThat(tag("Einstieg").status()).isEqualTo(303);
        assertThat(comment("Mit der Verwaltung besprochen").status()).isEqualTo(303);

        var page = browser.get(one).page();
        assertThat(page.select(".f-tags").text()).contains("Einstieg");
        assertThat(page.text()).contains("Mit der Verwaltung besprochen", "Milena Grothe", "/home/Person 1/lauf 6");
        assertThat(page.text()).contains("komcert explain --rule REGEL").contains(":7\"");
        var row = browser.get(timeline).page().selectFirst("#e-6");
        assertThat(row.select(".f-marks").text()).isEqualTo("Einstieg 1 Kommentar");
        assertThat(browser.get(timeline).page().select("#f-merkmal option").eachText())
                .containsExactly("alle", "Einstieg (1)");
        assertThat(events("?merkmal=Einstieg")).containsExactly("e-6");
        assertThat(events("?merkmal=Einstieg&rechner=srv-db")).isEmpty();
        assertThat(browser.get(timeline + ".csv?merkmal=Einstieg")
                        .body()
                        .lines()
                        .skip(2))
                .singleElement()
                .asString()
                .contains(";Einstieg;");

        browser.submit(one, one + "/merkmale", Map.of("name", "Einstieg", "tun", "TAKE"));

        assertThat(events("?merkmal=Einstieg")).isEmpty();
        assertThat(browser.get(one).page().select(".f-tags").text()).isEmpty();
    }

    @Test
    void whatIsStuckToItStaysThereThoughAClockIsCorrected() {
        tag("Einstieg");
        tag("Zweitens");
        Acting.run(analyst, () -> clocks.set(incident.id(), "srv-web", Duration.ofHours(1), "verglichen"));

        assertThat(events("?merkmal=Einstieg")).containsExactly("e-6");
        var page = browser.get(one).page();
        assertThat(page.text())
                .contains("20.11.2026 08:00:06 laut Protokoll 20.11.2026 09:00:06", "lauf 6")
                .contains("Einstieg", "Zweitens");
        assertThat(browser.get(page.selectFirst("a:contains(Zum Zeitstrahl)").attr("href"))
                        .page()
                        .selectFirst("tr.e-row--target")
                        .id())
                .isEqualTo("e-6");
    }

    @Test
    void programsDoTheSame() {
        var event = api + "/6";
        assertThat(program.post(event + "/merkmale", Map.of("name", "Einstieg")).status())
                .isEqualTo(204);
        assertThat(program.post(event + "/merkmale", Map.of("name", "Einstieg")).status())
                .as("twice is once")
                .isEqualTo(204);
        var commented = program.post(event + "/kommentare", Map.of("words", "Wer war das?"));
        assertThat(commented.status()).isEqualTo(201);

        var full = program.get(event).json();
        assertThat(full.at("/event/tags/0").asString()).isEqualTo("Einstieg");
        assertThat(full.at("/event/tags").size()).isEqualTo(1);
        assertThat(full.at("/event/comments").asInt()).isEqualTo(1);
        assertThat(full.at("/comments/0/words").asString()).isEqualTo("Wer war das?");
        assertThat(full.at("/comments/0/by").asString()).isEqualTo("Milena Grothe");
        var found = program.get(api + "?merkmal=Einstieg").json();
        assertThat(found.get("events").size()).isEqualTo(1);
        assertThat(found.at("/events/0/position").asLong()).isEqualTo(6);
        assertThat(program.post(event + "/merkmale/wegnehmen", Map.of("name", "Einstieg"))
                        .status())
                .isEqualTo(204);
        assertThat(program.get(api + "?merkmal=Einstieg").json().get("events").size())
                .isZero();
    }

    @Test
    void whatIsEmptyOrNowhereIsRefused() {
        assertThat(tag(" ").status()).isEqualTo(409);
        var again = comment(" ");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.page().select("[role=alert]").text()).contains("Der Kommentar ist leer");
        assertThat(again.page().select("#ereignis")).isNotEmpty();
        for (var position : List.of("-1", String.valueOf(EVENTS), "x")) {
            assertThat(program.get(api + "/" + position).status()).as(position).isEqualTo(404);
            assertThat(program.post(api + "/" + position + "/merkmale", Map.of("name", "x"))
                            .status())
                    .as(position)
                    .isEqualTo(404);
        }
        assertThat(browser.get(timeline + "/" + analysis.id() + "/" + EVENTS).status())
                .isEqualTo(404);
        assertThat(browser.get(timeline + "/" + UUID.randomUUID() + "/0").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyElseReadsOrWritesIt() {
        tag("Einstieg");
        var programs = new Programs(members);
        var stranger = programs.of(members.create(Role.ANALYST), Role.ANALYST.permissions());
        assertThat(stranger.get(api + "/6").status()).isEqualTo(404);
        assertThat(stranger.post(api + "/6/merkmale", Map.of("name", "x")).status())
                .isEqualTo(404);
        var own = "/vorfaelle/" + incident().id() + "/auswertungen/" + analysis.id() + "/ereignisse/6";
        assertThat(program.get(own).status())
                .as("own incident, foreign analysis")
                .isEqualTo(404);
        assertThat(program.post(own + "/kommentare", Map.of("words", "x")).status())
                .isEqualTo(404);
        var reader = programs.of(member, Set.of(Permission.READ_INCIDENTS));
        assertThat(reader.get(api + "/6").status()).isEqualTo(200);
        assertThat(reader.post(api + "/6/merkmale", Map.of("name", "x")).status())
                .isEqualTo(403);
    }

    @Test
    void itGoesWithTheTimelineOfItsOrder() {
        tag("Einstieg");
        comment("Mit der Verwaltung besprochen");
        assertThat(stuck()).isEqualTo(2);

        Acting.run(
                analyst,
                () -> transaction.executeWithoutResult(_ -> {
                    try {
                        timelines.remove(analysis.order());
                    } catch (IOException unexpected) {
                        throw new AssertionError(unexpected);
                    }
                }));

        assertThat(stuck()).isZero();
        assertThat(program.post(api + "/6/kommentare", Map.of("words", "zu spät"))
                        .status())
                .isEqualTo(404);
    }

    private long stuck() {
        return owner.sql("""
                        select (select count(*) from forensics.event_tag where analysis_id = ?)
                            + (select count(*) from forensics.event_comment where analysis_id = ?)""")
                .params(analysis.id(), analysis.id())
                .query(Long.class)
                .single();
    }
}
