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
import de.komcert.app.identity.People;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.credentials.Totp;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@IdentityServer
class SignInTests {

    private static final String SESSION = "komcert";
    private static final String DEVICE = "komcert-geraet";

    @Autowired
    Members members;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    @BeforeEach
    void letTheLimitsOfOtherTestsPass() {
        clock.advance(Duration.ofHours(1));
    }

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
    void theFirstSignInSetsUpAnApp() {
        var member = members.createBare(Role.ANALYST);
        try (var browser = new Browser(port)) {
            assertThat(password(browser, member).location()).endsWith("/login/einrichten");
            var secret = Base32.decode(browser.get("/login/einrichten/app")
                    .page()
                    .selectFirst(".k-mono")
                    .text()
                    .replace(" ", ""));
            assertThat(browser.submit("/login/einrichten/app", Map.of("code", "000000"))
                            .status())
                    .isEqualTo(422);
            var code = Totp.code(secret, clock.instant());
            assertThat(browser.submit("/login/einrichten/app", Map.of("code", code))
                            .status())
                    .isEqualTo(303);
            assertThat(browser.get("/konto").page().text()).contains("Eine App ist eingerichtet");
            browser.submit("/konto", "/logout", Map.of());
            password(browser, member);
            assertThat(code(browser, code).status())
                    .as("the code that proved the app")
                    .isEqualTo(422);
            clock.advance(Duration.ofSeconds(30));
            assertThat(code(browser, Totp.code(secret, clock.instant())).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void theFirstSignInCanChoosePrintedCodes() {
        var member = members.createBare(Role.LESEND);
        try (var browser = new Browser(port)) {
            password(browser, member);
            var codes = browser.get("/login/einrichten/codes")
                    .page()
                    .select(".k-codes li")
                    .eachText();
            assertThat(codes).hasSize(10);
            assertThat(browser.get("/login/einrichten/codes")
                            .page()
                            .select(".k-codes li")
                            .eachText())
                    .as("the same when loaded again")
                    .isEqualTo(codes);
            assertThat(browser.submit("/login/einrichten/codes", Map.of()).status())
                    .isEqualTo(303);
            browser.submit("/konto", "/logout", Map.of());
            password(browser, member);
            assertThat(code(browser, codes.get(3)).status()).isEqualTo(303);
        }
    }

    @Test
    void ofTwoWhoSetUpAtOnceOnlyOneSucceeds() {
        var member = members.createBare(Role.ANALYST);
        try (var first = new Browser(port);
                var second = new Browser(port)) {
            password(first, member);
            password(second, member);
            first.submit("/login/einrichten/codes", Map.of());
            assertThat(first.get("/konto").status()).isEqualTo(200);
            second.submit("/login/einrichten/codes", Map.of());
            assertThat(second.get("/konto").status()).isEqualTo(303);
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
    void unknownWrongAndLockedAreAnsweredAlike() {
        var known = members.create(Role.ANALYST);
        var locked = members.create(Role.ANALYST);
        Acting.run(SignInJob.ACTOR, () -> people.lock(locked.id()));
        var unknown = "analyst-" + "0".repeat(8);
        var wrong = answer(known.login(), "falsches Passwort hier");
        assertThat(wrong).contains("422").contains("Anmeldung nicht möglich");
        assertThat(answer(unknown, "falsches Passwort hier")).isEqualTo(wrong);
        assertThat(answer(unknown, Members.PASSWORD)).isEqualTo(wrong);
        assertThat(answer(locked.login(), Members.PASSWORD)).isEqualTo(wrong);
        assertThat(answer(locked.login(), "falsches Passwort hier")).isEqualTo(wrong);
        IntStream.range(0, 12)
                .forEach(_ -> assertThat(answer(known.login(), "falsches Passwort hier"))
                        .isEqualTo(wrong));
        assertThat(answer(known.login(), Members.PASSWORD))
                .as("beyond the limit")
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\u0000", "a\u0000b", "' or 1=1 --", "{{7*7}}", "../../etc/passwd", "müller", "\ud83d\ude00"
            })
    void oddLoginsAreJustUnknown(String login) {
        try (var browser = new Browser(port)) {
            var answer = browser.submit("/login", Map.of("login", login, "password", login));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("Anmeldung nicht möglich");
        }
    }

    @Test
    void longLoginsAndPasswordsAreJustUnknown() {
        try (var browser = new Browser(port)) {
            var typed = Map.of("login", "a".repeat(10_000), "password", "b".repeat(100_000));
            assertThat(browser.submit("/login", typed).status()).isEqualTo(422);
        }
    }

    @Test
    void guessingEndsAfterTenTriesFromWhereverTheyCome() {
        var member = members.create(Role.ANALYST);
        IntStream.range(0, 10).forEach(number -> guess(member, "127.0.1." + number));
        try (var browser = new Browser(port, "127.0.2.1")) {
            assertThat(password(browser, member).status()).isEqualTo(422);
            clock.advance(Duration.ofMinutes(15));
            assertThat(password(browser, member).status()).isEqualTo(303);
        }
    }

    @Test
    void aBrowserThatSignedInBeforeIsLetPastTheGuessesOfOthers() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            browser.submit("/konto", "/logout", Map.of());
            IntStream.range(0, 12).forEach(number -> guess(member, "127.0.1." + number));
            IntStream.range(0, 40).forEach(_ -> answer("niemand-hier", "falsches Passwort hier"));
            assertThat(members.signIn(browser, member, "/konto").location()).endsWith("/konto");
            assertThat(browser.get("/konto").page().text()).contains("falsches Passwort");
        }
    }

    @Test
    void aKnownBrowserHasTenTriesItself() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            browser.submit("/konto", "/logout", Map.of());
            IntStream.range(0, 10)
                    .forEach(_ -> browser.submit(
                            "/login", Map.of("login", member.login(), "password", "falsches Passwort hier")));
            assertThat(password(browser, member).status()).isEqualTo(422);
        }
    }

    @Test
    void theMarkOfABrowserHelpsItsOwnAccountOnly() {
        var member = members.create(Role.ANALYST);
        var other = members.create(Role.ANALYST);
        try (var browser = members.signIn(other)) {
            browser.submit("/konto", "/logout", Map.of());
            IntStream.range(0, 10).forEach(number -> guess(member, "127.0.1." + number));
            assertThat(password(browser, member).status()).isEqualTo(422);
        }
    }

    @Test
    void oneAddressCanTryThirtyTimesWhateverTheLogins() {
        IntStream.range(0, 30).forEach(number -> answer("niemand-" + number, "falsches Passwort hier"));
        var member = members.create(Role.ANALYST);
        try (var here = new Browser(port);
                var elsewhere = new Browser(port, "127.0.0.9")) {
            assertThat(password(here, member).status()).isEqualTo(422);
            assertThat(password(elsewhere, member).status()).isEqualTo(303);
        }
    }

    @Test
    void manyWhoSignInRightlyFromOneAddressAreNotHeldUp() {
        IntStream.range(0, 20).forEach(_ -> {
            try (var browser = new Browser(port)) {
                assertThat(members.signIn(browser, members.create(Role.LESEND), "/konto")
                                .location())
                        .endsWith("/konto");
            }
        });
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

    private static Browser.Answer password(Browser browser, Member member) {
        return browser.submit("/login", Map.of("login", member.login(), "password", member.password()));
    }

    private static Browser.Answer code(Browser browser, String code) {
        return browser.submit("/login/code", Map.of("code", code));
    }

    private void guess(Member member, String address) {
        try (var browser = new Browser(port, address)) {
            browser.submit("/login", Map.of("login", member.login(), "password", "falsches Passwort hier"));
        }
    }

    /** Status, names of headers, and every byte but the login itself and the random proof of the form. */
    private String answer(String login, String password) {
        try (var browser = new Browser(port)) {
            var answer = browser.submit("/login", Map.of("login", login, "password", password));
            var proof = answer.page().select("[name=_csrf]").attr("value");
            return answer.status() + "\n"
                    + answer.response().headers().map().keySet() + "\n"
                    + answer.body().replace(login, "LOGIN").replace(proof, "x".repeat(proof.length()));
        }
    }
}
