package de.komcert.app.proof;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Own parent, foreign child: from one's own incident nothing of somebody else's can be read or changed. */
@TestInstance(Lifecycle.PER_CLASS)
class WriteMatrixTests extends ProofCase {

    /**
     * Writing that needs a second incident of one's own, gives away the lead that all other writing needs, or sends pieces of
     * a file; links, lead and pieces have tests of their own.
     */
    private static final Set<String> WITHOUT_A_FORM = Set.of(
            "/vorfaelle/{id}/auswertung/auswertungen/{auswertung}/abbrechen",
            "/vorfaelle/{id}/leitung",
            "/vorfaelle/{id}/uebertragungen/{uebertragung}",
            "/vorfaelle/{id}/ueber",
            "/vorfaelle/{id}/unter",
            "/vorfaelle/{id}/verbindungen/{link}/loesen",
            "/vorfaelle/{id}/zusammenfuehren");

    @Autowired
    CountedStatements statements;

    Browser browser;
    String token;
    String csrf;
    Case mine;
    Case theirs;
    Case.Filled reached;

    @BeforeAll
    void openOneEach() {
        clock.advance(Duration.ofHours(1));
        var guest = members.create(Role.ANALYST);
        var relief = members.create(Role.ANALYST);
        var me = members.create(Role.ANALYST);
        try (var other = members.signIn(members.create(Role.ANALYST))) {
            Case.twoEinrichtungen(other);
            theirs = Case.open(other, rows, "Fremd");
            reached = theirs.fill(other, routes, guest.id(), relief.id());
        }
        browser = members.signIn(me);
        mine = Case.open(browser, rows, "Eigen");
        csrf = Case.csrf(browser);
        token = members.token(me, Role.ANALYST.permissions());
    }

    @AfterAll
    void leave() {
        browser.close();
    }

    @Test
    void everyWritingIsReachedByAFormOfThePages() {
        var missing = routes.stream()
                .filter(route -> !route.reads() && route.pattern().startsWith("/vorfaelle/{id}"))
                .map(Route::pattern)
                .filter(pattern -> !reached.accepted().contains(pattern) && !WITHOUT_A_FORM.contains(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing)
                .as(
                        "no form of the pages was accepted there: give its fields words in Samples, or list it in"
                                + " WITHOUT_A_FORM and test it elsewhere; refused were %s",
                        reached.refused())
                .isEmpty();
    }

    @Test
    void aForeignChildIsNotFoundFromOnesOwnIncident() throws Exception {
        var before = rows.of(theirs.compartment());
        var compared = new TreeSet<String>();
        for (var route : routes) {
            if (Samples.namesAnother(route)) {
                var parent = route.pattern().matches(".*/(anruf|meldungen)/.*") ? mine.report() : mine.incident();
                var nowhere = ask(route, parent, UUID.randomUUID());
                for (var foreign : rows.ids(theirs.compartment())) {
                    var there = ask(route, parent, foreign);
                    assertThat(there.text()).as(route + " with " + foreign).isEqualTo(nowhere.text());
                    assertThat(there.statements()).as(route + ": statements").isEqualTo(nowhere.statements());
                    assertThat(there.status()).as(route.toString()).isGreaterThanOrEqualTo(400);
                    compared.add(route.toString());
                }
            }
        }
        assertThat(compared)
                .hasSizeGreaterThan(50)
                .contains(
                        "POST /api/v1/vorfaelle/{id}/verbindungen",
                        "POST /api/v1/vorfaelle/{id}/zusammenfuehrung",
                        "POST /api/v1/meldungen/{id}/zusammenfuehrung");
        assertThat(rows.of(theirs.compartment())).isEqualTo(before);
    }

    @Test
    void noWritingReachesAForeignIncident() throws Exception {
        var before = rows.of(theirs.compartment());
        int refused = 0;
        for (var route : routes) {
            if (!route.reads() && route.pattern().matches("(/api/v1)?/(vorfaelle|anruf|meldungen)/\\{id}.*")) {
                for (var parent : Set.of(theirs.incident(), theirs.report())) {
                    assertThat(ask(route, parent, parent).status())
                            .as(route.toString())
                            .isEqualTo(404);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(50);
        assertThat(rows.of(theirs.compartment())).isEqualTo(before);
    }

    private Asked ask(Route route, UUID parent, UUID child) throws Exception {
        var path = route.pattern();
        boolean first = true;
        for (var variable : route.variables()) {
            var id = first ? parent : child;
            path = path.replace("{" + variable + "}", route.isId(variable) ? id.toString() : "A01");
            first = false;
        }
        var samples = new Samples("Versuch", child);
        var form = samples.form(route);
        form.put("_csrf", csrf);
        var body = Samples.bodyType(route).map(samples::body).orElseGet(LinkedHashMap::new);
        return Asked.of(browser, token, statements, route, path, form, body, child);
    }
}
