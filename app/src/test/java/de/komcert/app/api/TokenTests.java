package de.komcert.app.api;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Role;
import de.komcert.app.identity.People;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What a token opens: its scopes, never more than its person may do, and only until its end. */
@IdentityServer
class TokenTests {

    @Autowired
    Members members;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    Programs programs;

    @BeforeEach
    void prepare() {
        clock.advance(Duration.ofHours(1));
        programs = new Programs(members);
    }

    @Test
    void aTokenKnowsItself() {
        var scope = Set.of(Permission.READ_INCIDENTS, Permission.READ_CONSTITUENCY);
        var me = programs.of(members.create(Role.ANALYST), scope).get("/ich");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.at("name")).isEqualTo("Milena Grothe");
        assertThat(me.at("role")).isEqualTo("ANALYST");
        assertThat(me.at("token.label")).isEqualTo("Probe");
        assertThat(me.at("token.expires"))
                .startsWith(clock.instant().plus(Duration.ofDays(30)).toString().substring(0, 10));
        assertThat(me.json().get("scopes").valueStream().map(node -> node.asString()))
                .containsExactly("READ_CONSTITUENCY", "READ_INCIDENTS");
    }

    @Test
    void everyTokenMaySeeItselfAndNothingElseByThat() {
        var program = programs.of(members.create(Role.ANALYST), Set.of());
        assertThat(program.get("/ich").status()).isEqualTo(200);
        Routes.read(program).all().filter(route -> !route.scope().isEmpty()).forEach(route -> {
            var path = route.path().replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000001");
            assertThat(program.send(route.method(), path, null, Map.of()).status())
                    .as("%s", route)
                    .isIn(route.scope().equals("OWN_ACCOUNT") ? Set.of(200) : Set.of(403, 415));
        });
    }

    @Test
    void aTokenNeverAllowsMoreThanItsPersonMayDoNow() {
        var greedy = members.create(Role.LESEND);
        var program = programs.of(greedy, Set.of(Permission.values()));
        assertThat(program.post("/meldungen", Map.of("words", "x")).status()).isEqualTo(403);
        assertThat(program.get("/konten").status()).isEqualTo(403);
        change(() -> people.changeRole(greedy.id(), Role.ANALYST));
        assertThat(program.post("/meldungen", Map.of("words", "x")).status()).isEqualTo(201);
        change(() -> people.changeRole(greedy.id(), Role.LESEND));
        assertThat(program.post("/meldungen", Map.of("words", "x")).status()).isEqualTo(403);
        change(() -> people.lock(greedy.id()));
        assertThat(program.get("/ich").status()).isEqualTo(401);
    }

    @Test
    void aTokenEnds() {
        var program = programs.of(Role.ANALYST);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(program.get("/ich").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        var over = program.get("/ich");
        assertThat(over.status()).isEqualTo(401);
        assertThat(over.header("WWW-Authenticate")).contains("Bearer");
        assertThat(over.at("code")).isEqualTo("api.tokenNeeded");
    }

    private static void change(Runnable work) {
        Acting.run(SignInJob.ACTOR, work);
    }
}
