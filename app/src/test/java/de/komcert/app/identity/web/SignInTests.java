package de.komcert.app.identity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.SignInJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two steps lead in, each only once and only for a while; a session is nobody else's, and ends when told to. */
class SignInTests extends SignInCase {

    private static final String SESSION = "komcert";
    private static final String DEVICE = "komcert-geraet";

    @Test
    void passwordAndCodeOfTheAppLeadToThePageAskedFor() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            assertThat(browser.get("/konto?a=b").location()).isEqualTo("/login?weiter=%2Fkonto%3Fa%3Db");
            var answer = members.signIn(browser, member, "/konto?a=b");
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.location()).endsWith("/konto?a=b");
            assertThat(browser.get("/konto").page().selectFirst("h1").text()).isEqualTo("Milena Grothe");
            assertThat(browser.get("/konto").page().select("td").text()).contains("angemeldet");
        }
    }

    @Test
    void aPrintedCodeCountsOnce() {
        var member = members.create(Role.ANALYST);
        var printed = member.printedCodes().getFirst();
        try (var first = new Browser(port);
                var second = new Browser(port)) {
            password(first, member);
            assertThat(code(first, printed.toLowerCase(Locale.ROOT)).status()).isEqualTo(303);
            assertThat(first.get("/konto").page().text()).contains("Noch 9 gedruckte Codes");
            password(second, member);
            assertThat(code(second, printed).status()).isEqualTo(422);
            assertThat(code(second, member.printedCodes().getLast()).status()).isEqualTo(303);
        }
    }

    @Test
    void aCodeOfTheAppCountsOnceAndNoneBeforeItCounts() {
        var member = members.create(Role.ANALYST);
        var earlier = member.code(clock);
        clock.advance(Duration.ofSeconds(30));
        var now = member.code(clock);
        try (var browser = new Browser(port)) {
            password(browser, member);
            assertThat(code(browser, now).status()).isEqualTo(303);
        }
        try (var browser = new Browser(port)) {
            password(browser, member);
            assertThat(code(browser, now).status()).isEqualTo(422);
            assertThat(code(browser, earlier).status()).isEqualTo(422);
            clock.advance(Duration.ofSeconds(30));
            assertThat(code(browser, member.code(clock)).status()).isEqualTo(303);
        }
    }

    @Test
    void thePasswordAloneOpensNothing() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            password(browser, member);
            assertThat(browser.get("/konto").location()).startsWith("/login");
            assertThat(browser.get("/login/einrichten").location()).endsWith("/login");
            assertThat(browser.get("/login/einrichten/codes").location()).endsWith("/login");
        }
    }

    @Test
    void theSecondStepEndsAfterTenMinutes() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            password(browser, member);
            clock.advance(Duration.ofMinutes(10));
            assertThat(browser.get("/login/code").location()).endsWith("/login");
        }
    }

    @Test
    void theSecondStepEndsAfterFiveWrongCodes() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            password(browser, member);
            IntStream.range(0, 4)
                    .forEach(
                            _ -> assertThat(code(browser, "AAAA-AAAA").status()).isEqualTo(422));
            assertThat(code(browser, "AAAA-AAAA").location()).endsWith("/login");
            assertThat(browser.get("/login").page().select("[role=alert]").text())
                    .contains("15 Minuten");
            assertThat(browser.get("/login/code").location()).endsWith("/login");
        }
    }

    @Test
    void anAccountLockedBetweenTheStepsGetsNoFurther() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            password(browser, member);
            Acting.run(SignInJob.ACTOR, () -> people.lock(member.id()));
            assertThat(code(browser, member.printedCodes().getFirst()).status()).isEqualTo(422);
            assertThat(browser.get("/konto").status()).isEqualTo(303);
        }
    }

    @Test
    void signingInChangesTheSessionAndKeepsNoneFromBefore() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port);
                var attacker = new Browser(port)) {
            password(browser, member);
            var before = browser.cookies().get(SESSION);
            assertThat(code(browser, member.printedCodes().getFirst()).status()).isEqualTo(303);
            var after = browser.cookies().get(SESSION);
            assertThat(after).isNotBlank().isNotEqualTo(before);
            attacker.cookies().put(SESSION, before);
            assertThat(attacker.get("/konto").status()).isEqualTo(303);
            attacker.cookies().put(SESSION, "FIXED");
            attacker.get("/login");
            assertThat(password(attacker, member).status()).isEqualTo(303);
            assertThat(attacker.cookies().get(SESSION)).isNotEqualTo("FIXED");
        }
    }

    @Test
    void lookingAtTheSignInPageCostsNoSession() {
        try (var browser = new Browser(port)) {
            browser.get("/login");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndForeignPages() {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            var cookies =
                    new ArrayList<>(browser.get("/login").response().headers().allValues("Set-Cookie"));
            password(browser, member);
            cookies.addAll(code(browser, member.printedCodes().getFirst())
                    .response()
                    .headers()
                    .allValues("Set-Cookie"));
            assertThat(cookies).anySatisfy(cookie -> assertThat(cookie).startsWith(SESSION + "="));
            assertThat(cookies).anySatisfy(cookie -> assertThat(cookie).startsWith(DEVICE + "="));
            assertThat(cookies)
                    .allSatisfy(
                            cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
        }
    }

    @Test
    void signingOutEndsTheSession() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member);
                var copy = new Browser(port)) {
            copy.cookies().putAll(browser.cookies());
            assertThat(browser.submit("/konto", "/logout", Map.of()).location()).endsWith("/login");
            assertThat(copy.get("/konto").status()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//boese.example",
        "/\\boese.example",
        "https://boese.example",
        "javascript:alert(1)",
        "/login",
        "boese.example"
    })
    void signingInLeadsNowhereElse(String wanted) {
        var member = members.create(Role.ANALYST);
        try (var browser = new Browser(port)) {
            assertThat(members.signIn(browser, member, wanted).location()).isEqualTo("/");
            var again = browser.get("/login?weiter=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
            assertThat(again.location()).isEqualTo("/");
        }
    }
}
