package de.komcert.app.identity.web;

import java.time.Duration;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.Totp;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever signs in for the first time sets up their second factor. */
class FirstSignInTests extends SignInCase {

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
}
