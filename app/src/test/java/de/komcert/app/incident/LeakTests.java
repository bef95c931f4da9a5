package de.komcert.app.incident;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks every address with foreign ids and looks for words that stand only in compartments of others. */
@IdentityServer
@ExtendWith(OutputCaptureExtension.class)
class LeakTests {

    private static final String CANARY = "Zaunkönig";

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    JournalWriting writing;

    @Autowired
    Notes notes;

    @Autowired
    Decisions decisions;

    @Autowired
    Indicators indicators;

    @Autowired
    Assets assets;

    @Autowired
    Informed informed;

    @Autowired
    HandOvers handOvers;

    @Autowired
    Drafts drafts;

    @Autowired
    IncidentFiles files;

    @Autowired
    SettableClock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @LocalServerPort
    int port;

    Member owner;
    List<Foreign> foreign;

    /** A compartment of somebody else: every id in it, and what must not be read anywhere. */
    record Foreign(Incident incident, Report report, UUID note, UUID file) {

        List<String> secrets() {
            return List.of(
                    CANARY, incident.codeName().value(), incident.compartment().toString());
        }

        List<UUID> ids() {
            return List.of(
                    incident.id().value(),
                    report.id().value(),
                    note,
                    file,
                    incident.compartment().value());
        }
    }

    @BeforeEach
    void fillThree() {
        clock.advance(Duration.ofHours(1));
        owner = members.create(Role.ANALYST);
        var analyst = Cases.acting(owner.id(), Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        foreign = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            foreign.add(fill(analyst, relief, number == 2));
        }
    }

    @Test
    void aMemberReadsTheWordsEverywhereSoThatTheSearchForThemMeansSomething() {
        var incident = foreign.getFirst().incident();
        try (var browser = members.signIn(owner)) {
            for (var tab : List.of(
                    "",
                    "/tagebuch",
                    "/verlauf",
                    "/notizen",
                    "/entscheidungen",
                    "/akte",
                    "/dateien",
                    "/beteiligte",
                    "/bericht")) {
                var answer = browser.get("/vorfaelle/" + incident.id() + tab);
                assertThat(answer.status()).as(tab).isEqualTo(200);
                assertThat(answer.body()).as(tab).contains(CANARY);
            }
            assertThat(browser.get("/vorfaelle").body()).contains(CANARY);
            assertThat(browser.get("/vorfaelle?suche=" + incident.codeName()).body())
                    .contains(CANARY);
            for (var word : List.of(incident.codeName().value(), "Zaunk%C3%B6nig")) {
                assertThat(browser.get("/suche?q=" + word)
                                .page()
                                .select(".k-card a")
                                .eachAttr("href"))
                        .as("search for " + word)
                        .contains("/vorfaelle/" + incident.id());
            }
        }
    }

    @Test
    void whoIsNoMemberReadsNoneOfThem(CapturedOutput output) {
        for (var role : List.of(Role.ANALYST, Role.LESEND, Role.FORENSIK, Role.VERWALTUNG)) {
            try (var browser = members.signIn(members.create(role))) {
                walk(browser, role.name());
            }
        }
        try (var nobody = new Browser(port)) {
            walk(nobody, "nobody");
        }
        assertSilent(output.getAll(), "the log");
    }

    @Test
    void theLogKeepsSilentAboutWhatMembersReadAndMistype(CapturedOutput output) {
        var id = foreign.getFirst().incident().id();
        try (var browser = members.signIn(owner)) {
            browser.get("/vorfaelle/" + id + "/bericht");
            browser.get("/vorfaelle/" + id + "?rolle=" + "Zaunk%C3%B6nig");
            browser.get("/vorfaelle?zustand=" + "Zaunk%C3%B6nig");
            browser.get("/vorfaelle?suche=" + "Zaunk%C3%B6nig");
        }
        assertThat(output.getAll()).doesNotContain(CANARY);
    }

    private void walk(Browser browser, String who) {
        var paths = routes.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .sorted()
                .toList();
        assertThat(paths)
                .contains("/vorfaelle/{id}", "/vorfaelle/{id}/live", "/anruf/{id}", "/vorfaelle/{id}/tagebuch.zip")
                .contains("/vorfaelle/{id}/dateien/{datei}", "/api/v1/vorfaelle/{id}/dateien/{datei}");
        for (var path : paths) {
            if (!path.contains("{")) {
                assertSilent(text(browser.get(path)), who + " " + path);
                continue;
            }
            for (var one : foreign) {
                for (var id : one.ids()) {
                    same(browser, path, id, who);
                }
            }
        }
        for (var one : foreign) {
            for (var word : List.of("Zaunk%C3%B6nig", one.incident().codeName().value(), "%25", "_")) {
                var answer = browser.get("/vorfaelle?zustand=ALL&suche=" + word);
                // What was searched for stands in the field again; nothing else may.
                assertThat(answer.page().select("table, .k-list, .k-card").text())
                        .as(who + " searches " + word)
                        .doesNotContain(one.incident().codeName().value());
                assertThat(answer.body()).doesNotContain(one.incident().id().toString());
                var everywhere = browser.get("/suche?q=" + word);
                assertThat(everywhere.body())
                        .as(who + " searches everything for " + word)
                        .doesNotContain(one.incident().id().toString())
                        .doesNotContain(one.report().id().toString());
                assertThat(everywhere.page().select(".k-card").text())
                        .doesNotContain(one.incident().codeName().value());
            }
        }
    }

    /** Not yours and not there are one answer. */
    private void same(Browser browser, String path, UUID id, String who) {
        var random = UUID.randomUUID();
        var theirs = browser.get(path.replaceAll("\\{[^}]*}", id.toString()));
        var none = browser.get(path.replaceAll("\\{[^}]*}", random.toString()));
        assertThat(plain(theirs, id)).as(who + " " + path).isEqualTo(plain(none, random));
        assertThat(theirs.status()).as(who + " " + path).isIn(303, 400, 401, 403, 404);
        // An answer may name the id it was asked for, such as the way back after signing in.
        assertSilent(text(theirs).replace(id.toString(), "ID"), who + " " + path);
    }

    /** The whole answer but for the id asked for and what is drawn anew for each page. */
    private static String plain(Browser.Answer answer, UUID id) {
        var headers = new TreeSet<>(answer.response().headers().map().keySet());
        headers.remove("connection"); // closed after every hundred requests, whatever they ask for
        return (answer.status() + " " + headers + "\n" + answer.location() + "\n" + answer.body())
                .replace(id.toString(), "ID")
                .replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1")
                .replaceAll("(X-CSRF-TOKEN[^:]*:[^a-zA-Z0-9_-]*)[\\w-]+", "$1");
    }

    private static String text(Browser.Answer answer) {
        return answer.response().headers().map() + "\n" + answer.body();
    }

    private void assertSilent(String text, String where) {
        for (var one : foreign) {
            for (var secret : one.secrets()) {
                assertThat(text).as(where).doesNotContain(secret);
                assertThat(text.toLowerCase(Locale.ROOT)).as(where).doesNotContain(secret.toLowerCase(Locale.ROOT));
            }
        }
    }

    private Foreign fill(Actor.Person analyst, Member relief, boolean exercise) {
        return Acting.as(analyst, () -> {
            var call = new Call(CANARY + " a", CANARY + " b", CANARY + " c", null, CANARY + " d", false);
            var report = reports.begin(call, exercise);
            var id = incidents.open(report.id(), Cases.PLAYBOOK, CANARY + " e").id();
            incidents.describe(
                    id, CANARY + " f", CANARY + " g", incidents.find(id).revision());
            writing.write(id, CANARY + " h", clock.instant(), null);
            var note = notes.write(id, CANARY + " i", CANARY + " j");
            decisions.record(
                    id,
                    new Decisions.Taken(
                            "",
                            CANARY + " k",
                            "",
                            CANARY + " l",
                            CANARY + " m",
                            clock.instant(),
                            CANARY,
                            CANARY,
                            true));
            indicators.add(id, Indicators.Kind.HOST, CANARY + " n", CANARY + " o", Tlp.RED, Pap.RED);
            assets.add(id, CANARY + " p", CANARY + " q", Assets.Condition.SUSPECTED, CANARY + " r");
            informed.add(id, CANARY + " s", CANARY + " t", clock.instant());
            handOvers.handOver(id, relief.id(), CANARY + " u");
            drafts.keep(incidents.find(id).compartment(), "journal", CANARY + " v");
            var content = new ByteArrayInputStream((CANARY + " w").getBytes(StandardCharsets.UTF_8));
            var file = files.add(id, CANARY + " x.txt", CANARY + " y", content).id();
            return new Foreign(incidents.find(id), report, note, file);
        });
    }
}
