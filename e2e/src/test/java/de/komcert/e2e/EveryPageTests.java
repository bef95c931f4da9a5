package de.komcert.e2e;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * pictures. In the end no page of the app may be without.
 */
@InBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageTests {

    private static final Set<String> ROUTES = Routes.pages();

    /** Pages of one route look alike; a few are enough, in case one is empty. */
    private static final int EXAMPLES = 2;

    private static final Map<String, String> PICTURED = new TreeMap<>();

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

    @Test
    @Order(2)
    void aFileThatIsBeingImported(Chromium chromium, DemoAccounts demo) {
        try (var page = chromium.of(demo.as("LEITUNG"))) {
            page.navigate("/einrichtungen/import");
            var csv = "name;kurzname;typ\nKita Waldrand;Kita Waldrand;KITA\n".getBytes(UTF_8);
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
            var found = crawl(page, role);
            assertThat(found).as("pages of %s", role).hasSizeGreaterThan(2);
        }
    }

    @Test
    @Order(5)
    void theFirstPageOfAllIsShownToWhoeverSetsItUp(@TempDir Path data) throws Exception {
        try (var server = RunningDemo.serveFresh(data);
                var chromium = new Chromium(server.address());
                var page = chromium.stranger()) {
            page.navigate(server.setUpPage());
            sound(page, "NIEMAND");
        }
    }

    @Test
    @Order(6)
    void noPageIsWithoutPicture() {
        assertThat(ROUTES).hasSizeGreaterThan(25);
        assertThat(PICTURED.keySet()).as("pages with pictures").containsAll(ROUTES);
    }

    private static Set<String> crawl(Page page, String role) {
        var waiting = new ArrayDeque<>(List.of("/", "/suche?q=a", "/konto"));
        var seen = new TreeSet<String>();
        var examples = new HashMap<String, Integer>();
        while (!waiting.isEmpty()) {
            var path = waiting.poll();
            var route = Routes.of(path, ROUTES);
            if (!ROUTES.contains(route) || examples.merge(route, 1, Integer::sum) > EXAMPLES) {
                continue;
            }
            assertThat(page.navigate(path).status())
                    .as("status of %s for %s", path, role)
                    .isEqualTo(200);
            if (examples.get(route) == 1) {
                sound(page, role);
            }
            seen.add(route);
            for (var link : links(page)) {
                if (seen.add("visited " + link)) {
                    waiting.add(link);
                }
            }
        }
        seen.removeIf(entry -> entry.startsWith("visited "));
        return seen;
    }

    /** Checks a page and takes its pictures, unless another role has left them already. */
    private static void sound(Page page, String role) {
        var path = page.url().replaceFirst("^https?://[^/]+", "");
        var route = Routes.of(path, ROUTES);
        Pictures.assertFits(page);
        assertThat(Axe.findings(page)).as("axe on %s for %s", path, role).isEmpty();
        if (PICTURED.putIfAbsent(route, path) == null) {
            page.setViewportSize(Screen.PHONE.width, Screen.PHONE.height);
            assertThat(Axe.findings(page)).as("axe on %s on a telephone", path).isEmpty();
            Pictures.of(page, name(route));
        }
    }

    private static String name(String route) {
        var name = route.replace("{}", "x").replaceAll("^/|/$", "").replace('/', '-');
        return name.isEmpty() ? "start" : name;
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('a[href]')]
                    .filter(a => a.origin === location.origin)
                    .map(a => a.pathname + (a.search.includes('sprache') ? '' : a.search))""");
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
