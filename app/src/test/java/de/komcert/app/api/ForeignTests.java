package de.komcert.app.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.api.Program.Answer;
import de.komcert.app.api.Routes.Route;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Every route of the API against an incident of others: it is not there, byte by byte, and nothing in it changes. */
@IdentityServer
class ForeignTests {

    private static final String CANARY = "Zaunkönig";

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Programs programs;
    Program me;
    CaseFile mine;
    CaseFile theirs;
    String theirMeldung;
    List<Route> routes;

    @BeforeEach
    void openOneEach() {
        clock.advance(Duration.ofHours(1));
        programs = new Programs(members);
        me = programs.of(Role.ANALYST);
        mine = CaseFile.open(me, members.create(Role.ANALYST).id().value(), "Eigener");
        theirs = CaseFile.open(
                programs.of(Role.ANALYST), members.create(Role.ANALYST).id().value(), CANARY);
        theirMeldung = CaseFile.created(theirs.lead().post("/meldungen", Map.of("words", CANARY)))
                .at("id");
        routes = Routes.read(me).all().filter(route -> compartment(route)).toList();
        assertThat(routes).hasSizeGreaterThan(35);
    }

    @Test
    void whatIsNotMineIsAnsweredLikeWhatIsNotThere() {
        var before = state();
        var nowhere = new CaseFile(
                me,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                theirs.colleague(),
                theirs.einrichtung());
        for (var program : List.of(me, programs.of(Role.LESEND), programs.of(Role.FORENSIK))) {
            for (var route : routes) {
                var foreign = theirs.send(program, route, theirMeldung);
                var none = nowhere.send(program, route, UUID.randomUUID().toString());
                assertThat(foreign.status()).as("%s", route).isIn(403, 404);
                assertThat(plain(foreign)).as("%s", route).isEqualTo(plain(none));
                assertThat(foreign.response().headers().map() + foreign.text())
                        .as("%s", route)
                        .doesNotContain(CANARY);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aThingOfOthersIsNotFoundFromOnesOwnIncident() {
        var before = state();
        var crossed = new CaseFile(
                me,
                mine.incident(),
                theirs.note(),
                theirs.party(),
                theirs.system(),
                theirs.hinweis(),
                theirs.datei(),
                theirs.uebertragung(),
                theirs.sperre(),
                theirs.anordnung(),
                theirs.auswertung(),
                UUID.randomUUID(),
                UUID.randomUUID().toString());
        var children = routes.stream()
                .filter(route -> route.path()
                        .matches(".*\\{(note|party|system|hinweis|datei|uebertragung|hold|link|person|einrichtung)}.*"))
                .toList();
        assertThat(children).hasSizeGreaterThan(12);
        var meldung = CaseFile.created(me.post("/meldungen", Map.of("words", "Eigene")))
                .at("id");
        for (var route : children) {
            // A hold of a Meldung is the Leitung's business; whoever is none is told so before anything is looked for.
            var leitungOnly = route.path().contains("/meldungen/{id}/loeschsperren/");
            assertThat(crossed.send(me, route, meldung).status())
                    .as("%s", route)
                    .isEqualTo(leitungOnly ? 403 : 404);
        }
        for (var path : List.of("/aufgaben/R99", "/tagebuch/999", "/feststellungen/none.such")) {
            assertThat(me.get("/vorfaelle/" + mine.incident() + path).status())
                    .as(path)
                    .isIn(404, 405);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whoeverIsTakenOutLosesItWithTheNextRequest() {
        for (var way : List.of("remove", "exclude")) {
            var member = members.create(Role.ANALYST);
            var program = programs.of(member, Role.ANALYST.permissions());
            var file = "/vorfaelle/" + mine.incident();
            var person = file + "/beteiligte/" + member.id();
            assertThat(me.put(person, null, Map.of()).status()).isEqualTo(204);
            assertThat(program.get(file).status()).isEqualTo(200);
            assertThat((way.equals("remove")
                                    ? me.delete(person)
                                    : me.post(person + "/ausschluss", Map.of("reason", "befangen")))
                            .status())
                    .isEqualTo(204);
            for (var route : routes) {
                if (route.path().contains("/vorfaelle/")) {
                    assertThat(mine.send(program, route, "").status())
                            .as("%s after %s", route, way)
                            .isEqualTo(404);
                }
            }
            assertThat(program.get("/vorfaelle").text()).doesNotContain(mine.incident());
        }
    }

    @Test
    void listsNameNothingOfOthers() {
        for (var role : Role.values()) {
            var program = programs.of(role);
            for (var path : List.of(
                    "/vorfaelle",
                    "/vorfaelle?suche=Zaunk%C3%B6nig",
                    "/vorfaelle?suche=%25",
                    "/vorfaelle?einrichtung=" + theirs.einrichtung(),
                    "/meldungen",
                    "/ich")) {
                assertThat(program.get(path).text()).as(path).doesNotContain(CANARY, theirs.incident());
            }
        }
        assertThat(theirs.lead().get("/vorfaelle?suche=Zaunk%C3%B6nig").text()).contains(CANARY);
    }

    private static boolean compartment(Route route) {
        return route.path().contains("/vorfaelle/{id}") || route.path().contains("/meldungen/{id}");
    }

    /** Status, headers and body, but for the ids asked for, which have one length. */
    private static String plain(Answer answer) {
        var headers = new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        headers.remove("connection"); // closed after every hundred requests, whatever they ask for
        headers.remove("keep-alive");
        return (answer.status() + " " + headers + "\n" + answer.text())
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }

    /** Everything in the foreign compartment, as its lead reads it. */
    private String state() {
        var file = "/vorfaelle/" + theirs.incident();
        var report = theirs.lead().get(file + "/bericht");
        return report.tag()
                + theirs.lead().get(file).text()
                + theirs.lead().get(file + "/notizen").text()
                + theirs.lead().get(file + "/beteiligte").text()
                + theirs.lead().get("/meldungen/" + theirMeldung).text();
    }
}
