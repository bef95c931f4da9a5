package de.komcert.app.proof;

import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is typed stays text: every value of the {@link Corpus} goes through every form that the pages serve, every
 * parameter and every file; it is shown as it was typed, nothing runs, and nothing breaks.
 */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
class InjectionTests extends ProofCase {

    private static final String HARMLESS = "Harmlos";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Routes that take text and to which no form is sent here, and why. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/einrichten", "opens only while there is no account: SetUpTests types there",
            "/einrichtungen/import/{draft}", "takes what upload was shown");

    Member guest;
    Member relief;
    Browser browser;
    Browser admin;
    Sheets sheets;
    String token;
    Map<String, Browser.Answer> harmless;
    final Harmless known = new Harmless();
    final Set<String> reached = new TreeSet<>();

    static Set<String> corpus() {
        return Corpus.values().keySet();
    }

    @BeforeAll
    void learnWhatHarmlessPagesLookLike() {
        clock.advance(Duration.ofHours(1));
        guest = members.create(Role.ANALYST);
        relief = members.create(Role.ANALYST);
        var me = members.create(Role.LEITUNG); // who may send most forms
        browser = members.signIn(me);
        sheets = new Sheets(browser);
        admin = members.signIn(members.create(Role.VERWALTUNG));
        token = members.token(me, Role.LEITUNG.permissions());
        Case.twoEinrichtungen(browser);
        learnStarts();
        var one = Case.open(browser, rows, HARMLESS);
        learnStarts();
        known.learn(one.pages(browser, routes));
        reached.addAll(one.fill(browser, routes, guest.id(), relief.id()).accepted());
        learnStarts();
        harmless = byKind(one);
        known.learn(harmless);
        known.learn(others(HARMLESS));
        for (var value : List.of(HARMLESS, "1")) {
            parameters(value, (_, answer) -> known.learn(answer));
        }
        sheets.upload(HARMLESS, (_, answer) -> known.learn(answer));
    }

    private void learnStarts() {
        for (var start : List.of("/", "/vorfaelle?zustand=ALL", "/einrichtungen", "/konto", "/nirgends")) {
            known.learn(browser.get(start));
        }
    }

    /** The pages of an incident, each id in their addresses left out. */
    private Map<String, Browser.Answer> byKind(Case one) {
        var pages = new TreeMap<String, Browser.Answer>();
        one.pages(browser, routes)
                .forEach((path, answer) -> pages.put(
                        path.replaceAll(ID, "ID")
                                .replaceAll("\\b(vor|nach)=\\d+", "$1=NUMBER")
                                .replaceAll("/zeitstrahl/ID/\\d+", "/zeitstrahl/ID/NUMBER"),
                        answer));
        return pages;
    }

    @AfterAll
    void leave() {
        browser.close();
        admin.close();
    }

    @Test
    void everyRouteThatTakesTextIsReachedByAFormOfThePages() {
        var missing = routes.stream()
                .filter(route -> !route.reads() && !route.api() && Samples.takesText(route))
                .map(Route::pattern)
                .filter(pattern -> !reached.contains(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing)
                .as("let a Typist come by a form that leads there, or list it in ELSEWHERE with who types there")
                .isEqualTo(new TreeSet<>(ELSEWHERE.keySet()));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFormOfAnIncidentTakesItAsText(String name) throws Exception {
        var value = Corpus.values().get(name);
        var one = Case.open(browser, rows, value);
        one.fill(browser, routes, guest.id(), relief.id());
        var pages = byKind(one);
        assertThat(pages.keySet()).as("the same pages as with a harmless value").isEqualTo(harmless.keySet());
        for (var page : pages.entrySet()) {
            var like = harmless.get(page.getKey());
            var where = name + " on " + page.getKey();
            assertThat(page.getValue().status()).as(where).isEqualTo(like.status());
            assertThat(page.getValue().header("X-Boese")).as(where).isEmpty();
            assertThat(page.getValue().header("Content-Type")).as(where).isEqualTo(like.header("Content-Type"));
            if (Harmless.isPage(page.getValue())) {
                known.assertText(page.getValue(), where);
                if (Structure.shown(like.page()).contains(HARMLESS)) {
                    assertThat(Exports.plain(Structure.shown(page.getValue().page())))
                            .as(where + " shows it as it was typed")
                            .contains(Exports.plain(value));
                }
            }
        }
        new Exports(browser, one).assertTelling(name, value);
        assertThat(pages.get("/vorfaelle/ID/tagebuch").body()).contains("unversehrt");
        for (var page : List.of("/", "/vorfaelle?zustand=ALL")) {
            var answer = browser.get(page);
            assertThat(answer.status()).as(page + " after " + name).isEqualTo(200);
            known.assertText(answer, page + " after " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyOtherFormTakesItAsText(String name) {
        others(Corpus.values().get(name)).forEach((where, answer) -> known.assertText(answer, name + " in " + where));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyParameterOfAnAddressTakesItAsText(String name) {
        parameters(
                encoded(Corpus.values().get(name)), (where, answer) -> known.assertText(answer, name + " in " + where));
    }

    /** Asks every page with the value in each parameter of its address in turn, and in each part of its path. */
    private void parameters(String value, BiConsumer<String, Browser.Answer> answered) {
        var own = Case.open(browser, rows, HARMLESS);
        for (var route : routes) {
            if (!route.reads() || route.streams()) {
                continue;
            }
            var path = route.pattern();
            for (var variable : route.variables()) {
                path = path.replace(
                        "{" + variable + "}",
                        route.isId(variable) ? own.incident().toString() : "A01");
            }
            for (var parameter : Samples.names(route)) {
                answered.accept(route + "?" + parameter, asked(route, path + "?" + parameter + "=" + value));
            }
            for (var variable : route.variables()) {
                var at = route.pattern().replace("{" + variable + "}", value).replaceAll("\\{[^}]*}", "A01");
                answered.accept("the path of " + route, asked(route, at));
            }
        }
    }

    @Test
    void filesOfEinrichtungenGoInAndOutAsText() throws Exception {
        for (var value : Corpus.values().entrySet()) {
            sheets.upload(
                    value.getValue(), (sheet, answer) -> known.assertText(answer, value.getKey() + " in " + sheet));
        }
        for (var sheet : List.of("einrichtungen", "kontakte")) {
            try (var parsed =
                    CSVFormat.EXCEL.builder().setDelimiter(';').get().parse(new StringReader(sheets.export(sheet)))) {
                for (var row : parsed) {
                    for (var cell : row) {
                        assertThat(cell).as("a cell of " + sheet + ".csv").doesNotMatch("(?s)[=@\t\r].*");
                    }
                }
            }
        }
    }

    /** Types the value into every form beyond one incident, and gives the answers and the pages they lead to. */
    private Map<String, Browser.Answer> others(String value) {
        var typist = new Typist(routes, guest.id().value(), value);
        signingIn(typist);
        typist.through(admin, "/konten");
        for (var start : List.of("/konto", "/einrichtungen", "/aufbewahrung", "/")) {
            typist.through(browser, start);
        }
        typist.afresh(browser, "/anruf/.*", this::call);
        typist.afresh(browser, ".*/zusammenfuehren", this::oneOfTwo);
        var answered = call();
        browser.post(answered + "/antwort", Map.of("antwort", "Wort", "_csrf", Case.csrf(browser)));
        for (var start : List.of("/plaene", answered)) {
            typist.through(browser, start);
            typist.through(browser, start); // what was released or held before is taken back
        }
        reached.addAll(typist.reached());
        return typist.answers();
    }

    private void signingIn(Typist typist) {
        clock.advance(Duration.ofHours(1));
        try (var nobody = new Browser(members.port())) {
            typist.through(nobody, "/login");
        }
        try (var half = withPassword(guest)) {
            typist.through(half, "/login/code");
        }
        try (var newcomer = withPassword(members.createBare(Role.ANALYST))) {
            typist.through(newcomer, "/login/einrichten");
        }
    }

    private Browser withPassword(Member member) {
        var half = new Browser(members.port());
        half.submit("/login", Map.of("login", member.login(), "password", member.password()));
        return half;
    }

    /** A Meldung that has just been taken, while there is another one to merge it with. */
    private String call() {
        var words = Map.of("words", "Wort", "revision", "0", "_csrf", Case.csrf(browser));
        browser.post("/anruf", words);
        return browser.post("/anruf", words).location();
    }

    /** The file of an incident beside which another one runs. */
    private String oneOfTwo() {
        return Case.open(browser, rows, HARMLESS).room() + "/akte";
    }

    private Browser.Answer asked(Route route, String path) {
        var request = HttpRequest.newBuilder(browser.at(path)).GET();
        if (route.api()) {
            request.header("Authorization", "Bearer " + token);
        }
        return browser.send(request);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
