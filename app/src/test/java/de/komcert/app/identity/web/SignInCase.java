package de.komcert.app.identity.web;

import java.time.Duration;
import java.util.Map;

import de.komcert.app.identity.People;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the tests of signing in have in common: a whole server, and an hour behind what other tests have tried. */
@IdentityServer
abstract class SignInCase {

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

    static Browser.Answer password(Browser browser, Member member) {
        return browser.submit("/login", Map.of("login", member.login(), "password", member.password()));
    }

    static Browser.Answer code(Browser browser, String code) {
        return browser.submit("/login/code", Map.of("code", code));
    }
}
