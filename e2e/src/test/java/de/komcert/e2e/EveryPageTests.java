package de.komcert.e2e;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import de.komcert.e2e.DemoAccounts.Account;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page that a role can reach by following links fits all screens, has nothing that axe finds, and leaves its
 * pictures on screen and on paper: once, and again where a role is offered something else than those before. In the end
 * no page of the app may be without.
 */
@InBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageTests {

    private static final Set<String> ROUTES = Routes.pages();

    /** Pages of one route look alike; a few are enough, in case one is empty. */
    private static final int EXAMPLES = 2;

    /** What a page offers, whatever it is about: where its links in the head and its forms lead. */
    private static final String OFFERED = """
            () => [...new Set([...document.querySelectorAll('header a'), ...document.querySelectorAll('form')]
                .map(one => one.getAttribute('href') ?? one.getAttribute('action') ?? '')
                .map(address => address.replace(/[?#].*/, '').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{}'))
            )].sort().join(' ')""";

    /** The pages that have pictures, each with what they offered. */
    private static final Map<String, Set<String>> PICTURED = new TreeMap<>();

    @Test
    @Order(1)
    void pagesBeforeSigningIn(Chromium chromium, DemoAccounts demo) {
        var fresh = createAccount(chromium, demo);
        try (var page = chromium.stranger()) {
            page.navigate("/login");
            sound(page, "NIEMAND");
            page.navigate("/gibt-es-nicht");
            SignIn.password(fresh.login(), fresh.password(), page);
            sound(page, "NIEMAND");
            page.navigate("/login/einrichten/app");
            sound(page, "NIEMAND");
            page.navigate("/login/einrichten/codes");
            sound(page, "NIEMAND");
        }
        try (var page = chromium.stranger()) {
            var analyst = demo.as("ANALYST");
            SignIn.password(analyst.login(), analyst.password(), page);
            sound(page, "NIEMAND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KITA", "SCHULE"}) // the first is no type, so what is shown is its error
    @Order(2)
    void aFileThatIsBeingImported(String type, Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("LEITUNG"))) {
            page.navigate("/einrichtungen/import");
            var csv = ("name;kurzname;typ\nSchule am Waldrand;Waldrand;" + type + "\n").getBytes(UTF_8);
            page.locator("input[type=file]").first().setInputFiles(new FilePayload("neu.csv", "text/csv", csv));
            page.locator("main form:has(input[type=file]) button").first().click();
            page.waitForLoadState();
            sound(page, "LEITUNG");
        }
    }

    @Test
    @Order(3)
    void printedCodesAreShownOnce(Chromium chromium, DemoAccounts demo) {
        var account = demo.as("VERWALTUNG");
        try (var page = chromium.of(account)) {
            page.navigate("/konto");
            page.locator("[name=passwordForCodes]").fill(account.password());
            page.locator("form:has([name=passwordForCodes]) button").click();
            page.waitForLoadState();
            assertThat(page.url()).endsWith("/konto/codes");
            sound(page, account.role());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANALYST", "LEITUNG", "FORENSIK", "LESEND", "VERWALTUNG"})
    @Order(4)
    void whateverARoleReaches(String role, Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as(role))) {
            openCall(page, role);
            var found = walk(page, role);
            assertThat(found).as("pages of %s", role).hasSizeGreaterThan(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORENSIK", "LESEND"})
    @Order(5)
    void whateverARoleReachesOnceItIsNamed(String role, Chromium chromium, DemoAccounts demo) {
        try (var lead = chromium.of(demo.as("ANALYST"));
                var page = chromium.of(demo.as(role))) {
            var room = School.room(lead);
            TogetherTests.admit(lead, room, demo.as(role).name());
            assertThat(walk(page, role)).as("pages of %s", role).contains("/vorfaelle/{}", "/vorfaelle/{}/akte");
            page.navigate("about:blank"); // or it would load itself anew while it is closed
            TogetherTests.remove(lead, room, demo.as(role).name());
        }
    }

    @Test
    @Order(6)
    void theFirstPageOfAllIsShownToWhoeverSetsItUp(@TempDir Path data) throws Exception {
        try (var server = RunningDemo.serveFresh(data);
                var chromium = new Chromium(server.address());
                var page = chromium.stranger()) {
            page.navigate(server.setUpPage());
            sound(page, "NIEMAND");
        }
    }

    @Test
    @Order(7)
    void noPageIsWithoutPicture() {
        assertThat(ROUTES).hasSizeGreaterThan(25);
        assertThat(PICTURED.keySet()).as("pages with pictures").containsAll(ROUTES);
    }

    private static Set<String> walk(Page page, String role) {
        return Walk.from(page, List.of("/", "/suche?q=a", "/konto"), EXAMPLES, () -> sound(page, role));
    }

    /** Checks a page and takes its pictures, unless another role that is offered the same has left them already. */
    private static void sound(Page page, String role) {
        var path = page.url().replaceFirst("^https?://[^/]+", "");
        var route = Routes.of(path, ROUTES);
        var offers = PICTURED.computeIfAbsent(route, _ -> new HashSet<>());
        var name = offers.isEmpty() ? name(route) : name(route) + "-" + role.toLowerCase(Locale.ROOT);
        if (offers.add((String) page.evaluate(OFFERED))) {
            Inspection.withPictures(page, name);
            PaperTests.sheets(page, name, "");
        } else {
            Inspection.of(page);
        }
    }

    private static String name(String route) {
        var name = route.replace("{}", "x").replaceAll("^/|/$", "").replace('/', '-');
        return name.isEmpty() ? "start" : name;
    }

    /** A Meldung that nobody has dealt with, so that there is one to look at. */
    private static void openCall(Page page, String role) {
        page.navigate("/");
        var words = page.locator("#anruf [name=words]");
        if (words.count() > 0) {
            words.fill("Der Beamer im Sitzungssaal zeigt fremde Bilder. (" + role + ")");
            page.locator("#anruf button[type=submit]").click();
            page.waitForLoadState();
        }
    }

    private static Account createAccount(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("VERWALTUNG"))) {
            page.navigate("/konten/neu");
            page.locator("main [name=name]").fill("Jonte Harmsen");
            page.locator("main [name=login]").fill("harmsen");
            page.locator("main form button").click();
            page.waitForLoadState();
            Locator password = page.locator(".k-note--good .k-mono");
            return new Account(
                    "LESEND", "Jonte Harmsen", "harmsen", password.innerText().strip(), "", List.of());
        }
    }
}
