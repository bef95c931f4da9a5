package de.komcert.app.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.apache.commons.csv.CSVFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is typed stays text: every value of the {@link Corpus} goes through every form that the pages serve, every
 * text of the API, every parameter and every file; it is shown as it was typed, nothing runs, and nothing breaks.
 */
@Tag("long")
@IdentityServer
@TestInstance(Lifecycle.PER_CLASS)
class InjectionTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HARMLESS = "Harmlos";
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final List<String> SHEETS = List.of("einrichtungen", "kontakte", "standorte", "produkte", "domains");

    /** Scripts that the fonts of the report do not draw. */
    private static final Set<String> NOT_IN_PDF = Set.of("directions", "signs");

    /** Routes that take text and to which no form is sent here, and why. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/einrichten", "opens only while there is no account: SetUpTests types there",
            "/einrichtungen/import/{draft}", "takes what upload was shown");

    @Autowired
    Members members;

    @Autowired
    Tokens tokens;

    @Autowired
    SettableClock clock;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @LocalServerPort
    int port;

    Rows rows;
    List<Route> routes;
    Member guest;
    Member relief;
    Browser browser;
    Browser admin;
    String token;
    Map<String, Browser.Answer> harmless;
    Set<String> known = new TreeSet<>();
    Set<String> reached = new TreeSet<>();

    static Set<String> corpus() {
        return Corpus.values().keySet();
    }

    @BeforeAll
    void learnWhatHarmlessPagesLookLike() {
        clock.advance(Duration.ofHours(1));
        rows = new Rows(ownerOfTheDatabase);
        routes = Route.all(mappings);
        guest = members.create(Role.ANALYST);
        relief = members.create(Role.ANALYST);
        var me = members.create(Role.LEITUNG); // who may send most forms
        browser = members.signIn(me);
        admin = members.signIn(members.create(Role.VERWALTUNG));
        token = Acting.as(
                SignInJob.ACTOR,
                () -> tokens.issue(me.id(), "Probe", Set.copyOf(Role.LEITUNG.permissions()), Tokens.Term.MONTH));
        Case.twoEinrichtungen(browser);
        learnStarts();
        var one = Case.open(browser, rows, HARMLESS);
        learnStarts();
        learn(one.pages(browser, routes));
        reached.addAll(one.fill(browser, routes, guest.id(), relief.id()).accepted());
        learnStarts();
        harmless = byKind(one);
        learn(harmless);
        learn(others(HARMLESS));
        for (var value : List.of(HARMLESS, "1")) {
            parameters(value, (where, answer) -> learn(Map.of(where, answer)));
        }
        for (var sheet : SHEETS) {
            for (var line : lines(sheet, HARMLESS)) {
                learn(Map.of(sheet, upload(sheet, HARMLESS, line)));
            }
        }
    }

    private void learnStarts() {
        for (var start : List.of("/", "/vorfaelle?zustand=ALL", "/einrichtungen", "/konto", "/nirgends")) {
            learn(Map.of(start, browser.get(start)));
        }
    }

    /** The pages of an incident, each id in their addresses left out. */
    private Map<String, Browser.Answer> byKind(Case one) {
        var pages = new TreeMap<String, Browser.Answer>();
        one.pages(browser, routes)
                .forEach((path, answer) ->
                        pages.put(path.replaceAll(ID, "ID").replaceAll("\\b(vor|nach)=\\d+", "$1=NUMBER"), answer));
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
            if (html(page.getValue())) {
                text(page.getValue(), where);
                if (Structure.shown(like.page()).contains(HARMLESS)) {
                    assertThat(plain(Structure.shown(page.getValue().page())))
                            .as(where + " shows it as it was typed")
                            .contains(plain(value));
                }
            }
        }
        exports(one, name, value);
        assertThat(pages.get("/vorfaelle/ID/tagebuch").body()).contains("unversehrt");
        for (var page : List.of("/", "/vorfaelle?zustand=ALL")) {
            var answer = browser.get(page);
            assertThat(answer.status()).as(page + " after " + name).isEqualTo(200);
            text(answer, page + " after " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyOtherFormTakesItAsText(String name) {
        others(Corpus.values().get(name)).forEach((where, answer) -> text(answer, name + " in " + where));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyParameterOfAnAddressTakesItAsText(String name) {
        parameters(encoded(Corpus.values().get(name)), (where, answer) -> text(answer, name + " in " + where));
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
    void everyTextOfTheApiTakesItAsText() {
        var own = Case.open(browser, rows, HARMLESS);
        int sent = 0;
        var values = new TreeMap<>(Corpus.values());
        values.put("half a sign", "boese\uD83D und \uDE00");
        values.put("long", "b".repeat(Corpus.LONG));
        for (var route : routes) {
            var type = Samples.bodyType(route);
            if (!route.api() || type.isEmpty()) {
                continue;
            }
            for (var value : values.entrySet()) {
                for (var body : new Samples("Wort", UUID.randomUUID()).bodiesWith(type.get(), value.getValue())) {
                    for (var id : List.of(own.incident(), own.report())) {
                        var path = route.pattern()
                                .replaceFirst("\\{id}", id.toString())
                                .replaceAll("\\{[^}]*}", "A01");
                        var answer = browser.send(HttpRequest.newBuilder(browser.at(path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .header("If-Match", "\"1\"")
                                .method(route.method().name(), BodyPublishers.ofString(escaped(body))));
                        var where = value.getKey() + " in " + route + " " + body.keySet();
                        assertThat(answer.status())
                                .as(where + ": " + answer.body())
                                .isLessThan(500);
                        assertThat(answer.header("X-Boese")).as(where).isEmpty();
                        if (!answer.body().isEmpty()) {
                            assertThat(answer.header("Content-Type").orElse(""))
                                    .as(where)
                                    .contains("json");
                            JSON.readTree(answer.body());
                        }
                        sent++;
                    }
                }
            }
        }
        assertThat(sent).isGreaterThan(500);
        assertThat(browser.get(own.room() + "/tagebuch").body()).contains("unversehrt");
        assertThat(browser.get("/vorfaelle?zustand=ALL").status()).isEqualTo(200);
    }

    @Test
    void whatIsTooLongIsRefusedInWordsAndGivenBack() {
        var one = Case.open(browser, rows, HARMLESS);
        var length = Corpus.LONG;
        int refused = 0;
        for (var page : one.pages(browser, routes).entrySet()) {
            if (!html(page.getValue())) {
                continue;
            }
            for (var form : Form.on(page.getValue().page(), page.getKey())) {
                if (form.action().endsWith("/uebertragungen")) {
                    continue; // sent by the script alone; the long name of a file is cut, and it is said
                }
                var kept = form.action().endsWith("/entwurf"); // which keeps one of the fields
                for (var field : kept ? List.of("text") : form.typed()) {
                    if (form.posts() && form.action().startsWith(one.room()) && Samples.anyText(field)) {
                        var fields = form.filled("Wort", guest.id().value());
                        fields.put(field, "b".repeat(length));
                        var answer = browser.post(form.action(), fields);
                        assertThat(answer.status())
                                .as(form.action() + " " + field)
                                .isIn(409, 422);
                        assertThat(answer.body())
                                .as(form.action() + " " + field + " gives back what was typed")
                                .contains(kept ? "zu lang" : "b".repeat(length));
                        refused++;
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    @Test
    void filesOfEinrichtungenGoInAndOutAsText() throws Exception {
        for (var value : Corpus.values().entrySet()) {
            for (var sheet : SHEETS) {
                for (var lines : lines(sheet, value.getValue())) {
                    text(upload(sheet, value.getValue(), lines), value.getKey() + " in " + sheet);
                }
            }
        }
        for (var sheet : List.of("einrichtungen", "kontakte")) {
            var export = browser.get("/einrichtungen/dateien/" + sheet + ".csv")
                    .body()
                    .replace("\uFEFF", "");
            try (var parsed = CSVFormat.EXCEL.builder().setDelimiter(';').get().parse(new StringReader(export))) {
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
        try (var nobody = new Browser(port)) {
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
        var half = new Browser(port);
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

    /** Files for the import with the value in every cell, in one, and in the cells of a row that is right. */
    private List<String> lines(String sheet, String value) {
        var export = browser.get("/einrichtungen/dateien/" + sheet + ".csv").body();
        var head = export.replace("\uFEFF", "").lines().findFirst().orElseThrow();
        var cells = head.split(";", -1).length;
        var cell = "\"" + value.replace("\"", "\"\"") + "\"";
        return Stream.of((cell + ";").repeat(cells - 1) + cell, cell, cell + ";GEMEINDE;" + cell)
                .map(line -> head + "\r\n" + line + "\r\n")
                .toList();
    }

    private Browser.Answer upload(String sheet, String fileName, String content) {
        var fields = Map.of("_csrf", Case.csrf(browser), "liste", sheet.toUpperCase(Locale.ROOT));
        var answer = browser.upload("/einrichtungen/import", fields, "datei", fileName, content);
        if (answer.status() != 303) {
            return answer;
        }
        var preview = browser.get(answer.location());
        var apply = Form.on(preview.page(), answer.location()).stream()
                .filter(form -> form.fields().containsKey("fingerprint"))
                .findFirst();
        apply.ifPresent(form ->
                assertThat(browser.post(form.action(), form.fields()).status()).isLessThan(500));
        return preview;
    }

    private void exports(Case one, String name, String value) throws Exception {
        var json = JSON.readTree(browser.get(one.room() + "/bericht.json").body());
        assertThat(texts(json))
                .as(name + " in the report as JSON")
                .anySatisfy(text -> assertThat(plain(text)).contains(plain(value)));
        if (!NOT_IN_PDF.contains(name)) {
            try (var pdf = Loader.loadPDF(bytes(one.room() + "/bericht.pdf"))) {
                assertThat(squeezed(new PDFTextStripper().getText(pdf)))
                        .as(name + " in the report as PDF")
                        .contains(squeezed(plain(value)));
            }
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(one.room() + "/tagebuch.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().endsWith(".jsonl")) {
                    text.lines().forEach(JSON::readTree);
                } else if (entry.getName().equals("tagebuch.txt")) {
                    assertThat(plain(text)).as(name + " in the journal as text").contains(plain(value));
                }
            }
        }
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        return browser.bytes(path);
    }

    private Browser.Answer asked(Route route, String path) {
        var request = HttpRequest.newBuilder(browser.at(path)).GET();
        if (route.api()) {
            request.header("Authorization", "Bearer " + token);
        }
        return browser.send(request);
    }

    /** The answer is proper, splits no header, and nothing in it is more than text. */
    private void text(Browser.Answer answer, String where) {
        assertThat(answer.status()).as(where).isLessThan(500);
        assertThat(answer.header("X-Boese")).as(where).isEmpty();
        if (html(answer)) {
            var page = answer.page();
            assertThat(Structure.running(page)).as(where + ": what could run").isEmpty();
            var unknown = Structure.of(page);
            unknown.removeAll(known);
            assertThat(unknown)
                    .as(where + ": elements that no harmless page has")
                    .isEmpty();
        }
    }

    private void learn(Map<String, Browser.Answer> pages) {
        pages.values().stream()
                .filter(InjectionTests::html)
                .forEach(answer -> known.addAll(Structure.of(answer.page())));
    }

    private static boolean html(Browser.Answer answer) {
        return answer.header("Content-Type").orElse("").startsWith("text/html");
    }

    /** As people read it: control characters are blanks, and blanks are one. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ").strip();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    /** JSON in which everything beyond ASCII is escaped, so that half a sign arrives as one. */
    private static String escaped(Map<String, Object> body) {
        var text = new StringBuilder();
        JSON.writeValueAsString(body)
                .chars()
                .forEach(unit -> text.append(unit < 128 ? String.valueOf((char) unit) : "\\u%04x".formatted(unit)));
        return text.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
