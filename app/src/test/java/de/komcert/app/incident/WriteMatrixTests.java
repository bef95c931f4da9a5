package de.komcert.app.incident;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import de.komcert.app.access.Actor;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.shared.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends every form of an incident to one of somebody else, with fields that would be accepted at home. */
@IdentityServer
class WriteMatrixTests {

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    Journal journal;

    @Autowired
    Notes notes;

    @Autowired
    Informed informed;

    @Autowired
    Decisions decisions;

    @Autowired
    Indicators indicators;

    @Autowired
    Assets assets;

    @Autowired
    HandOvers handOvers;

    @Autowired
    IncidentFiles files;

    @Autowired
    Compartments compartments;

    @Autowired
    SettableClock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    Member me;
    Actor.Person somebody;
    Incident mine;
    Incident theirs;
    UUID theirNote;
    UUID theirParty;

    @BeforeEach
    void openOneEach() {
        clock.advance(Duration.ofHours(1));
        var cases = new Cases(members, reports, incidents);
        me = members.create(Role.ANALYST);
        somebody = cases.person(Role.ANALYST);
        mine = cases.open(Cases.acting(me.id(), Role.ANALYST), "Eigener", false);
        theirs = cases.open(somebody, "Fremder", false);
        theirNote = Cases.as(somebody, () -> notes.write(theirs.id(), "Titel", "Text"));
        theirParty = Cases.as(somebody, () -> {
            informed.add(theirs.id(), "Presse", "Telefon", clock.instant());
            return informed.of(theirs.id()).getFirst().id();
        });
    }

    @Test
    void noFormReachesAForeignIncident() {
        var paths = routes.getHandlerMethods().keySet().stream()
                .filter(route -> !route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(path -> path.startsWith("/vorfaelle/{id}") || path.startsWith("/anruf/{id}"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(20).contains("/vorfaelle/{id}/dateien");
        var report = Cases.as(somebody, () -> reports.first(theirs.compartment()));
        var before = state();
        try (var browser = members.signIn(me)) {
            for (var path : paths) {
                var id = path.startsWith("/anruf")
                        ? report.id().value()
                        : theirs.id().value();
                var answer = browser.post(at(path, id), fields(browser));
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.body())
                        .as(path)
                        .doesNotContain("Fremder", theirs.codeName().value());
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void foreignThingsAreNotFoundFromOnesOwnIncident() {
        var before = state();
        try (var browser = members.signIn(me)) {
            for (var child : List.of(
                    "/notizen/" + theirNote,
                    "/informiert/" + theirParty + "/entwarnt",
                    "/beteiligte/" + UUID.randomUUID() + "/entfernen",
                    "/beteiligte/" + UUID.randomUUID() + "/ausschliessen",
                    "/aufgaben/T999/erledigt")) {
                assertThat(browser.post("/vorfaelle/" + mine.id() + child, fields(browser))
                                .status())
                        .as(child)
                        .isEqualTo(404);
            }
            assertThat(browser.post("/vorfaelle/" + mine.id() + "/tagebuch", fields(browser))
                            .status())
                    .as("the same fields at home")
                    .isIn(302, 303);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aCallIsTakenWithNoBoxTicked() {
        try (var browser = members.signIn(me)) {
            var proof = Map.of("_csrf", fields(browser).get("_csrf"), "words", "Der Server steht.", "revision", "0");
            var taken = browser.post("/anruf", proof);
            assertThat(taken.status()).isIn(302, 303);
            assertThat(browser.get(taken.location()).body()).contains("Der Server steht.");
        }
    }

    private String at(String path, UUID id) {
        return path.replace("{id}", id.toString())
                .replace("{note}", theirNote.toString())
                .replace("{party}", theirParty.toString())
                .replace("{person}", me.id().toString())
                .replace("{task}", "T1")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    /** One set of fields that every form understands. */
    private Map<String, String> fields(Browser browser) {
        var fields = new TreeMap<String, String>();
        for (var name : List.of(
                "text", "titel", "antwort", "words", "frage", "entscheidung", "wer", "weg", "grund", "lage", "wert")) {
            fields.put(name, "Versuch");
        }
        fields.putAll(Map.of("art", "HOST", "zustand", "CLEAN", "name", "Versuch", "ergebnis", "FALSE_ALARM"));
        fields.putAll(Map.of("tlp", "RED", "pap", "RED", "rsit", "other:undetermined", "revision", "1"));
        fields.putAll(Map.of("als", "CERT", "rolle", "CERT", "bis", "2099-01-01T08:00", "playbook", Cases.PLAYBOOK));
        fields.put("schwere", Severity.values()[0].name());
        fields.put("person", me.id().toString());
        fields.put("ziel", mine.id().toString());
        fields.put("einrichtung", UUID.randomUUID().toString());
        fields.put("_csrf", browser.get("/konto").page().select("[name=_csrf]").attr("value"));
        return fields;
    }

    /** Everything in the foreign compartment, as its member reads it. */
    private List<Object> state() {
        return Cases.as(somebody, () -> {
            var head = journal.head(theirs.compartment());
            return List.of(
                    head.number(),
                    HexFormat.of().formatHex(head.hash()),
                    incidents.find(theirs.id()),
                    reports.first(theirs.compartment()),
                    notes.of(theirs.id()),
                    informed.of(theirs.id()),
                    decisions.of(theirs.id()),
                    indicators.of(theirs.id()),
                    assets.of(theirs.id()),
                    handOvers.of(theirs.id()),
                    files.of(theirs.id()),
                    compartments.members(theirs.compartment()));
        });
    }
}
