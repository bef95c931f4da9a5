package de.komcert.app.identity.web;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.OpenToAll;
import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@IdentityServer
class EveryRequestTests {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "X-Frame-Options",
            "DENY");

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @LocalServerPort
    int port;

    @BeforeEach
    void letTheLimitsOfOtherTestsPass() {
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void everyPageCarriesItsHeadersAndIsNotStored() {
        var paths = Stream.concat(gets(), Stream.of("/nirgends", "/api/v1/nirgends", "/error", "/fehler"))
                .toList();
        assertThat(paths).contains("/login", "/konto", "/konten", "/einrichten", "/api/v1/probe");
        try (var nobody = new Browser(port);
                var admin = members.signIn(members.create(Role.VERWALTUNG))) {
            for (var browser : List.of(nobody, admin)) {
                for (var path : paths) {
                    var answer = browser.get(path);
                    HEADERS.forEach((name, value) -> assertThat(answer.header(name))
                            .as(path + ": " + name)
                            .contains(value));
                    assertThat(answer.header("Cache-Control").orElse(""))
                            .as(path)
                            .contains("no-store");
                    assertThat(answer.header("Permissions-Policy").orElse(""))
                            .as(path)
                            .contains("camera=()");
                }
            }
        }
    }

    @Test
    void filesAreOpenAndMayBeKept() {
        try (var nobody = new Browser(port)) {
            var file = nobody.get("/icon.svg");
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("Cache-Control")).contains("max-age=3600");
            assertThat(file.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(nobody.get("/vendor/nirgends.css").status()).isEqualTo(404);
        }
    }

    @Test
    void whoeverIsNotSignedInReachesNothingElse() {
        var closed = routes.getHandlerMethods().entrySet().stream()
                .filter(route -> !route.getValue().hasMethodAnnotation(OpenToAll.class))
                .toList();
        assertThat(closed).hasSizeGreaterThan(10);
        for (var route : closed) {
            closed(route.getKey(), route.getValue());
        }
    }

    @Test
    void aFormWithoutItsProofIsRefusedInWords() {
        try (var browser = members.signIn(members.create(Role.ANALYST))) {
            for (var proof : List.of("", "falsch", "eHh4eHh4")) {
                var answer = browser.post("/konto/abmelden", Map.of("_csrf", proof));
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.page().text()).contains("zu lange offen");
                assertThat(answer.page().selectFirst(".k-who").text())
                        .as("still signed in")
                        .contains("Milena Grothe");
            }
            assertThat(browser.post("/logout", Map.of()).status()).isEqualTo(403);
            assertThat(browser.get("/konto").status()).isEqualTo(200);
        }
        try (var nobody = new Browser(port)) {
            assertThat(nobody.post("/login", Map.of("login", "a", "password", "b"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPartOfAPageLoadsTheWholeAnewWhenTheSessionIsOver() {
        try (var nobody = new Browser(port)) {
            var answer = nobody.send(HttpRequest.newBuilder(nobody.at("/konto")).header("HX-Request", "true"));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("HX-Refresh")).contains("true");
        }
    }

    @Test
    void streamsAndErrorsRunAsWhoeverAsked() {
        try (var browser = members.signIn(members.create(Role.ANALYST))) {
            var stream = browser.get("/probe/stream");
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.body()).contains("data:Milena Grothe");
            var error = browser.get("/probe/error");
            assertThat(error.status()).isEqualTo(418);
            assertThat(error.page().selectFirst(".k-who").text()).contains("Milena Grothe");
        }
    }

    @Test
    void secretsAreReadByTheSignInOnly() {
        var member = members.create(Role.ANALYST);
        var sealed = List.of("credential", "printed_code");
        try (var browser = members.signIn(member)) {
            assertThat(browser.get("/konto").status()).isEqualTo(200);
        }
        for (var table : sealed) {
            assertThat(rows(table, SignInJob.ACTOR)).isPositive();
            assertThat(rows(table, new Actor.Job("another"))).isZero();
            assertThat(rows(table, new Actor.Person(member.id(), "Milena Grothe", Role.ANALYST)))
                    .isZero();
        }
        assertThat(rows("device", SignInJob.ACTOR)).isPositive();
        assertThat(rows("device", new Actor.Job("another"))).isZero();
        assertThatThrownBy(() -> jdbc.sql("select count(*) from identity.person")
                        .query(Long.class)
                        .single())
                .as("without an actor")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theRecordOfSignInsCannotBeChanged() {
        for (var change :
                List.of("delete from identity.sign_in", "update identity.sign_in set outcome = 'SIGNED_IN'")) {
            assertThatThrownBy(() -> as(SignInJob.ACTOR, () -> jdbc.sql(change).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theDatabaseKnowsTheSignInByItsId() {
        assertThat(as(
                        SignInJob.ACTOR,
                        () -> jdbc.sql("select identity.is_sign_in()")
                                .query(Boolean.class)
                                .single()))
                .isTrue();
    }

    private long rows(String table, Actor actor) {
        return as(
                actor,
                () -> jdbc.sql("select count(*) from identity." + table)
                        .query(Long.class)
                        .single());
    }

    private <R> R as(Actor actor, Supplier<R> work) {
        return Acting.as(actor, () -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    /** The paths one can ask for without knowing an id. */
    private Stream<String> gets() {
        return routes.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(path -> !path.contains("{") && !path.endsWith("/live"));
    }

    private void closed(RequestMappingInfo route, HandlerMethod handler) {
        var path = route.getPatternValues()
                .iterator()
                .next()
                .replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
        var get = route.getMethodsCondition().getMethods().contains(RequestMethod.GET);
        try (var nobody = new Browser(port)) {
            var answer = get
                    ? nobody.get(path)
                    : nobody.post(
                            path,
                            Map.of(
                                    "_csrf",
                                    nobody.get("/login")
                                            .page()
                                            .selectFirst("[name=_csrf]")
                                            .attr("value")));
            if (path.startsWith("/api/")) {
                assertThat(answer.status()).as(path).isEqualTo(401);
            } else {
                assertThat(answer.status()).as(handler + " " + path).isEqualTo(303);
                assertThat(answer.location()).as(path).startsWith("/login");
            }
        }
    }
}
