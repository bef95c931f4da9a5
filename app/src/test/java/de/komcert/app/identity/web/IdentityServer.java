package de.komcert.app.identity.web;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.access.Role;
import de.komcert.app.database.CountedStatements;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.People;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.credentials.Totp;
import jakarta.servlet.http.HttpServletResponse;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs a test class against the whole server on a real port, with a clock that stands. */
@WithPostgres
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "komcert.data=target/identity-${random.uuid}")
@Import({IdentityServer.Beans.class, CountedStatements.class})
public @interface IdentityServer {

    /** An account that can sign in. */
    record Member(PersonId id, String login, String password, byte[] appSecret, List<String> printedCodes) {

        public String code(Clock clock) {
            return Totp.code(appSecret, clock.instant());
        }
    }

    @TestConfiguration
    class Beans {

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }

        @Bean
        @Lazy
        Members members(People people, Tokens tokens, SettableClock clock, @LocalServerPort int port) {
            return new Members(people, tokens, clock, port);
        }

        @Bean
        Probe probe() {
            return new Probe();
        }
    }

    /** Creates accounts, signs them in, and gives tokens to their programs. */
    record Members(People people, Tokens tokens, SettableClock clock, int port) {

        public static final String PASSWORD = "Wolke Tasse Bagger Harz";

        public Member create(Role role) {
            var login = role.name().toLowerCase(Locale.ROOT) + "-"
                    + UUID.randomUUID().toString().substring(0, 8);
            return Acting.as(SignInJob.ACTOR, () -> {
                var id = people.create(new NewPerson(login, "Milena Grothe", role, PASSWORD));
                var secret = Base32.decode(people.giveApp(id));
                return new Member(id, login, PASSWORD, secret, people.givePrintedCodes(id));
            });
        }

        /** An account as it is after its creation: without a second factor. */
        public Member createBare(Role role) {
            var member = create(role);
            Acting.run(SignInJob.ACTOR, () -> people.resetSecondFactor(member.id()));
            return member;
        }

        public Browser signIn(Member member) {
            var browser = new Browser(port);
            signIn(browser, member, "/konto");
            return browser;
        }

        public Browser.Answer signIn(Browser browser, Member member, String wanted) {
            clock.advance(Duration.ofSeconds(30)); // each code counts once
            browser.submit(
                    "/login?weiter=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8),
                    "/login",
                    Map.of("login", member.login(), "password", member.password()));
            return browser.submit("/login/code", Map.of("code", member.code(clock)));
        }

        /** A token with which a program may do this in their name. */
        public String token(Member member, Set<Permission> scope) {
            return Acting.as(SignInJob.ACTOR, () -> tokens.issue(member.id(), "Probe", scope, Tokens.Term.MONTH));
        }
    }

    /** Routes on which to see what gets through; a test component, so that no other test finds them. */
    @TestComponent
    @RestController
    class Probe {

        @Requires(Permission.READ_INCIDENTS)
        @GetMapping("/api/v1/probe")
        Map<String, String> reading() {
            return Map.of("actor", Acting.now().name());
        }

        @Requires(Permission.EDIT_CONSTITUENCY)
        @GetMapping("/api/v1/probe/editing")
        Map<String, String> editing() {
            return Map.of("actor", Acting.now().name());
        }

        @Requires(Permission.OWN_ACCOUNT)
        @GetMapping("/probe/stream")
        SseEmitter stream() throws IOException {
            var stream = new SseEmitter();
            stream.send(Acting.now().name());
            stream.complete();
            return stream;
        }

        @Requires(Permission.OWN_ACCOUNT)
        @GetMapping("/probe/error")
        void error(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }
    }
}
