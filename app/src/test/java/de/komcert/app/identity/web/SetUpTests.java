package de.komcert.app.identity.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** On a server of its own, since only one without an account can be set up. */
@IdentityServer
@DirtiesContext
@TestPropertySource(properties = "komcert.test=set-up")
class SetUpTests {

    @Autowired
    People people;

    @Autowired
    SetUp setUp;

    @LocalServerPort
    int port;

    @Test
    void theAddressOnTheConsoleCreatesTheFirstTwoAccountsOnce() {
        var key = setUp.key().orElseThrow();
        var address = "/einrichten?schluessel=" + key;
        try (var browser = new Browser(port)) {
            assertThat(browser.get("/einrichten").status()).isEqualTo(404);
            assertThat(browser.get("/einrichten?schluessel=" + key.substring(1)).status())
                    .isEqualTo(404);
            var refused = browser.submit(address, "/einrichten", accounts("svenja", "kurz"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select(".k-field__problem").text()).contains("zu kurz");
            assertThat(refused.page().selectFirst("[name=adminName]").attr("value"))
                    .isEqualTo("Milena Grothe");
            staysText(browser, address);
            var twice = browser.submit(address, "/einrichten", accounts("milena", "Regal Nebel Anker Zimt"));
            assertThat(twice.page().select(".k-field__problem").text()).contains("gibt es schon");
            assertThat(everybody()).isEmpty();
            var done = browser.submit(address, "/einrichten", accounts("svenja", "Regal Nebel Anker Zimt"));
            assertThat(done.location()).endsWith("/login");
            assertThat(everybody())
                    .containsOnly(Map.entry("milena", Role.VERWALTUNG), Map.entry("svenja", Role.LEITUNG));
            assertThat(browser.get(address).status()).isEqualTo(404);
            var first = Map.of("login", "svenja", "password", "Regal Nebel Anker Zimt");
            assertThat(browser.submit("/login", first).location()).endsWith("/login/einrichten");
        }
        setUp.announce();
        assertThat(setUp.key())
                .as("nothing is announced once there is an account")
                .isEmpty();
    }

    /** What is typed into a field that is shown again stays text. */
    private static void staysText(Browser browser, String address) {
        var typed = "\"><script>boese()</script>";
        for (var field : List.of("adminName", "adminLogin", "leadName", "leadLogin")) {
            var fields = new HashMap<>(accounts("svenja", "kurz"));
            fields.put(field, typed);
            var refused = browser.submit(address, "/einrichten", fields);
            assertThat(refused.status()).as(field).isEqualTo(422);
            assertThat(refused.page().select("script:not([src])")).as(field).isEmpty();
            assertThat(refused.page().selectFirst("[name=" + field + "]").attr("value"))
                    .isEqualToIgnoringCase(typed);
        }
    }

    private static Map<String, String> accounts(String leadLogin, String leadPassword) {
        return Map.of(
                "adminName", "Milena Grothe",
                "adminLogin", "milena",
                "adminPassword", "Wolke Tasse Bagger Harz",
                "leadName", "Svenja Rothkamp",
                "leadLogin", leadLogin,
                "leadPassword", leadPassword);
    }

    private Map<String, Role> everybody() {
        return Acting.as(
                SignInJob.ACTOR,
                () -> people.all().stream()
                        .collect(Collectors.toMap(person -> person.login(), person -> person.role())));
    }
}
