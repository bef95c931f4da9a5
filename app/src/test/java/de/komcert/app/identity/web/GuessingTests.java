package de.komcert.app.identity.web;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody learns by guessing who has an account, or gets far with guessing; whoever knows their password gets in. */
class GuessingTests extends SignInCase {

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
