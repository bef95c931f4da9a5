package de.komcert.app.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.web.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** An incident that somebody opened and filled over the pages, with one word in every field that takes any text. */
record Case(Rows rows, UUID report, UUID incident, UUID compartment, String word) {

    /** In the last round before closing, since some of what was set before is lifted by the lead alone. */
    private static final String HAND_OVER = "/uebergabe";

    /** What ends something comes after everything else. */
    private static final List<String> LAST = List.of(
            "/beenden", "/entfernen", "/abbrechen", "/ausschliessen", "/leitung", "/parken", "/weiter", HAND_OVER);

    private static final String CLOSING = "/abschluss";

    /** What is sent in each round, since something of it is removed in the next. */
    private static final List<String> AGAIN =
            List.of("/beteiligte", "/systeme", "/hinweise", "/uebertragungen", "/uhren", "/merkmale");

    private static final int ROUNDS = 7;

    static final String PLAYBOOK = "verschluesselung-schule";

    /** Takes a call and opens an incident from it, as a browser without script does. */
    static Case open(Browser browser, Rows rows, String word) {
        return open(browser, rows, word, Map.of());
    }

    static Case openExercise(Browser browser, Rows rows, String word) {
        return open(browser, rows, word, Map.of("exercise", "true"));
    }

    private static Case open(Browser browser, Rows rows, String word, Map<String, String> ticked) {
        var call = new LinkedHashMap<>(ticked);
        call.putAll(Map.of("revision", "0", "_csrf", csrf(browser)));
        for (var field : List.of("callBack", "caller", "einrichtung", "words")) {
            call.put(field, word + " " + field);
        }
        var report = last(browser.post("/anruf", call).location());
        var incident = last(browser.post(
                        "/anruf/" + report + "/vorfall",
                        Map.of("playbook", PLAYBOOK, "titel", word + " titel", "_csrf", call.get("_csrf")))
                .location());
        return new Case(rows, report, incident, rows.compartment("incident.incident", incident), word);
    }

    /** Writes down two Einrichtungen with somebody to call, so that there is one to choose. */
    static void twoEinrichtungen(Browser browser) {
        for (var name : List.of("Stadt Kranichfurt", "Berufskolleg Vennmark")) {
            add(browser, "/einrichtungen", Map.of("shortName", name, "name", name));
            var known = browser.get("/einrichtungen").page().select("a:containsOwn(" + name + ")");
            assertThat(known).as(name).isNotEmpty();
            var contact = Map.of("name", "Jonas Tersteegen", "role", "ITL", "mobile", "0176 040690-11");
            add(browser, known.attr("href") + "/kontakte", contact);
        }
    }

    private static void add(Browser browser, String to, Map<String, String> typed) {
        var form = Form.on(browser.get(to + "/neu").page(), to + "/neu").stream()
                .filter(one -> one.action().equals(to))
                .findFirst()
                .orElseThrow();
        var fields = new LinkedHashMap<>(form.fields());
        fields.putAll(typed);
        browser.post(form.action(), fields);
    }

    String room() {
        return "/vorfaelle/" + incident;
    }

    /** The pages of the incident, and all it is exported to. */
    Map<String, Browser.Answer> pages(Browser browser, List<Route> routes) {
        var pages = Crawl.from(browser, room(), routes, path -> path.startsWith(room()));
        assertThat(pages).as("pages of an incident").hasSizeGreaterThan(8);
        return pages;
    }

    /**
     * Sends every form that the pages of the incident serve, until none is new, and closes it.
     *
     * @param guest is let in, removed and excluded
     * @param relief is handed the incident
     * @return which addresses accepted a form
     */
    Filled fill(Browser browser, List<Route> routes, PersonId guest, PersonId relief) {
        var accepted = new HashSet<String>();
        var filled = new Filled(new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
        for (int round = 0; round < ROUNDS; round++) {
            var closing = round == ROUNDS - 2;
            var tried = new HashSet<String>();
            for (var form : forms(browser, routes)) {
                var pattern = pattern(form, routes);
                var kind = pattern + form.typed();
                var wanted = !form.action().endsWith("/zusammenfuehren") // would end it too early
                        && !form.action().endsWith("/leitung") // would give it away
                        && (!form.action().endsWith(HAND_OVER) || round == ROUNDS - 3)
                        && form.action().endsWith(CLOSING) == closing
                        && (!accepted.contains(kind) || AGAIN.stream().anyMatch(form.action()::endsWith))
                        && (!form.action().contains("/beteiligte/")
                                || form.action().contains(guest.toString()));
                if (wanted && tried.add(kind)) {
                    var person = form.action().endsWith(HAND_OVER) ? relief : guest;
                    var fields = form.filled(word, person.value());
                    var head = rows.head(compartment);
                    var answer = form.file()
                            .map(file -> browser.upload(form.action(), fields, file, word + ".txt", content(word)))
                            .orElseGet(() -> browser.post(form.action(), fields));
                    assertThat(answer.status())
                            .as("%s with %s", form.action(), form.fields())
                            .isLessThan(500);
                    if (form.action().endsWith("/auswertungen")) {
                        analysed(browser);
                    }
                    if (answer.status() < 400) {
                        accepted.add(kind);
                        filled.accepted().add(pattern);
                        if (rows.head(compartment) == head) {
                            filled.silent().add(pattern);
                        }
                    } else {
                        filled.refused()
                                .put(
                                        pattern,
                                        answer.status() + " "
                                                + answer.page()
                                                        .select("[role=alert]")
                                                        .text());
                    }
                }
            }
        }
        return filled;
    }

    /** What is uploaded: a log in which a rule finds the word, in a value so long that pages fold it, and the name of a person that nobody may read. */
    static String content(String word) {
        return "Inhalt " + word + "\n2026-11-20T08:00:00+01:00 srv-web01 sudo: eva.klein : user NOT in sudoers ;"
                + " TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/opt/" + word + " --lang".repeat(30)
                + "\n";
    }

    private void analysed(Browser browser) {
        for (int i = 0; i < 1_000; i++) {
            if (browser.get(room() + "/auswertung")
                    .page()
                    .select("[data-part=analyses] .k-badge--strong")
                    .isEmpty()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("an analysis does not end");
    }

    /**
     * What became of the forms of an incident.
     *
     * @param accepted the patterns of the addresses that accepted one
     * @param refused the pattern of each address that refused one, with the last answer
     * @param silent the patterns of the addresses that accepted one and recorded nothing in the Einsatztagebuch
     */
    record Filled(Set<String> accepted, Map<String, String> refused, Set<String> silent) {}

    private List<Form> forms(Browser browser, List<Route> routes) {
        var forms = new ArrayList<Form>();
        pages(browser, routes).forEach((path, answer) -> {
            if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
                Form.on(answer.page(), path).stream()
                        .filter(form -> form.posts() && form.action().startsWith(room()))
                        .forEach(forms::add);
            }
        });
        forms.sort(Comparator.comparing(Case::rank));
        return forms;
    }

    private static int rank(Form form) {
        for (int place = 0; place < LAST.size(); place++) {
            if (form.action().endsWith(LAST.get(place))) {
                return place + 1;
            }
        }
        return 0;
    }

    private static String pattern(Form form, List<Route> routes) {
        return routes.stream()
                .filter(route -> !route.reads() && route.leadsTo(form.action()))
                .map(Route::pattern)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a form leads to " + form.action() + ", where nothing listens"));
    }

    static String csrf(Browser browser) {
        return browser.get("/konto").page().select("[name=_csrf]").attr("value");
    }

    private static UUID last(String location) {
        return UUID.fromString(location.replaceFirst(".*/", "").replaceFirst("[?#].*", ""));
    }
}
