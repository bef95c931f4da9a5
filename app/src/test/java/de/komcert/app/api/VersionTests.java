package de.komcert.app.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.api.Routes.Route;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody overwrites what they have not seen, and nobody reads twice what has not changed. */
@IdentityServer
class VersionTests {

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Program program;
    CaseFile file;
    String meldung;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofHours(1));
        program = new Programs(members).of(Role.LEITUNG);
        file = CaseFile.open(program, members.create(Role.ANALYST).id().value(), "Probe");
        meldung = CaseFile.created(program.post("/meldungen", Map.of("words", "Alles steht.")))
                .at("id");
    }

    /** What can be overwritten, and what to overwrite it with. */
    record Change(String read, String write, Map<String, Object> first, Map<String, Object> second) {}

    private List<Change> changes() {
        var incident = "/vorfaelle/" + file.incident();
        var note = incident + "/notizen/" + file.note();
        var kind = Map.<String, Object>of("severity", "LOW", "tlp", "GREEN", "pap", "CLEAR", "rsit", "test:test");
        return List.of(
                new Change(
                        "/meldungen/" + meldung,
                        "/meldungen/" + meldung,
                        Map.of("words", "Eins"),
                        Map.of("words", "Zwei")),
                new Change(incident, incident + "/beschreibung", Map.of("title", "Eins"), Map.of("title", "Zwei")),
                new Change(incident, incident + "/einordnung", kind, kind),
                new Change(note, note, Map.of("body", "Eins"), Map.of("body", "Zwei")),
                new Change(
                        "/aufbewahrungsfristen/EXERCISE",
                        "/aufbewahrungsfristen/EXERCISE",
                        Map.of("months", 13, "reason", "Eins"),
                        Map.of("months", 12, "reason", "Zwei")),
                new Change(
                        "/einrichtungen/" + file.einrichtung(),
                        "/einrichtungen/" + file.einrichtung(),
                        Map.of("shortName", "A", "name", "Eins", "type", "Gemeinde"),
                        Map.of("shortName", "A", "name", "Zwei", "type", "Gemeinde")));
    }

    @Test
    void everyChangeThatOverwritesIsCovered() {
        assertThat(Routes.read(program)
                        .all()
                        .filter(route -> route.statuses().contains("428") && route.takesJson())
                        .map(Route::path))
                .hasSameSizeAs(changes());
    }

    @Test
    void whoeverIsSlowerOverwritesNothing() {
        for (var change : changes()) {
            var seen = program.get(change.read()).tag();
            var first = program.put(change.write(), seen, change.first());
            assertThat(first.status()).as("%s %s", change.write(), first.text()).isEqualTo(200);
            assertThat(first.tag())
                    .isNotEqualTo(seen)
                    .isEqualTo(program.get(change.read()).tag());

            var now = program.get(change.read()).text();
            for (var tag : List.of(seen, "\"99\"", "W/" + first.tag(), "unsinn", seen + ", " + first.tag())) {
                var late = program.put(change.write(), tag, change.second());
                assertThat(late.status()).as(change.write() + " with " + tag).isEqualTo(412);
                assertThat(late.at("code")).isEqualTo("api.overtaken");
                if (!change.read().contains("einrichtungen")) {
                    assertThat(late.at("current")).isEqualTo(first.tag()).isEqualTo(late.tag());
                }
            }
            for (var none : new String[] {null, "*", " "}) {
                assertThat(program.put(change.write(), none, change.second()).status())
                        .as(change.write() + " with " + none)
                        .isEqualTo(428);
            }
            assertThat(program.get(change.read()).text()).isEqualTo(now);
            assertThat(program.put(change.write(), first.tag(), change.second()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatAProgramWroteTooLateIsInTheJournal() {
        var path = "/meldungen/" + meldung;
        program.put(path, program.get(path).tag(), Map.of("words", "Schneller"));
        assertThat(program.put(path, "\"0\"", Map.of("words", "Zu spät gesagt")).status())
                .isEqualTo(412);
        var opened = program.post(path + "/vorfall", Map.of("playbook", "telefonbetrug"));
        assertThat(program.get("/vorfaelle/" + opened.at("id") + "/tagebuch").text())
                .contains("Zu spät gesagt");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        Routes.read(program)
                .all()
                .filter(Route::reads)
                .filter(route -> !route.path().endsWith("/loeschvermerke/{id}")) // nothing was erased
                .filter(route -> !route.path().contains("{fund}")) // nothing was found
                .filter(route -> !route.path().contains("{position}")) // no log was read
                .filter(route -> !route.path().endsWith("/pruefsumme")) // no block has come whole
                .filter(route ->
                        route.statuses().contains("304") && !route.scope().equals("MANAGE_ACCOUNTS"))
                .forEach(route -> {
                    var path =
                            file.send(program, route, meldung).response().uri().getPath();
                    var read = program.get(path);
                    assertThat(read.status()).as("%s", route).isEqualTo(200);
                    var again = program.send("GET", path, null, Map.of("If-None-Match", read.tag()));
                    assertThat(again.status()).as("%s", route).isEqualTo(304);
                    assertThat(again.text()).isEmpty();
                    assertThat(again.tag()).isEqualTo(read.tag());
                    assertThat(program.send("GET", path, null, Map.of("If-None-Match", "\"x\""))
                                    .status())
                            .isEqualTo(200);
                });
        var report = "/vorfaelle/" + file.incident() + "/bericht";
        var before = program.get(report).tag();
        program.post("/vorfaelle/" + file.incident() + "/tagebuch", Map.of("text", "Etwas Neues"));
        assertThat(program.send("GET", report, null, Map.of("If-None-Match", before))
                        .status())
                .isEqualTo(200);
    }
}
