package de.komcert.app.identity.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.Tokens;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.web.IdentityServer.Member;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountPagesTests extends SignInCase {

    @Autowired
    Tokens tokens;

    @Test
    void aNewPasswordEndsTheOtherSessionsAndKeepsThisOne() {
        var member = members.create(Role.ANALYST);
        try (var here = members.signIn(member);
                var there = members.signIn(member)) {
            var changed = Map.of(
                    "current", member.password(), "fresh", "Regal Nebel Anker Zimt", "again", "Regal Nebel Anker Zimt");
            assertThat(here.submit("/konto", "/konto/passwort", changed).status())
                    .isEqualTo(303);
            assertThat(here.get("/konto").page().select("[role=status]").text()).contains("geändert");
            assertThat(there.get("/konto").status()).isEqualTo(303);
            assertThat(signInStatus(member, member.password())).isEqualTo(422);
            assertThat(signInStatus(member, "Regal Nebel Anker Zimt")).isEqualTo(303);
        }
    }

    @Test
    void aPasswordChangesOnlyForWhoeverKnowsTheOldOneAndToAGoodOne() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            refuses(browser, "falsch", "Regal Nebel Anker Zimt", "Regal Nebel Anker Zimt", "nicht Ihr jetziges");
            refuses(browser, member.password(), "kurz", "kurz", "zu kurz");
            refuses(browser, member.password(), "Milena Wolke Tasse", "Milena Wolke Tasse", "Ihren Namen");
            refuses(browser, member.password(), "Regal Nebel Anker Zimt", "Regal Nebel Anker Salz", "verschieden");
        }
        assertThat(signInStatus(member, member.password())).isEqualTo(303);
    }

    @Test
    void newPrintedCodesVoidTheOldOnes() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            browser.submit("/konto", "/konto/codes", Map.of("passwordForCodes", member.password()));
            var codes = browser.get("/konto/codes").page().select(".k-codes li").eachText();
            assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(member.printedCodes());
            assertThat(browser.get("/konto/codes").location()).as("shown once").endsWith("/konto");
        }
    }

    @Test
    void aTokenWorksUntilItIsRevoked() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            browser.submit(
                    "/konto",
                    "/konto/token",
                    Map.of(
                            "label",
                            "Skript <b>1</b>",
                            "scope",
                            "READ_INCIDENTS",
                            "passwordForToken",
                            member.password()));
            var shown = browser.get("/konto");
            var secret = shown.page().selectFirst("[role=status] .k-mono").text();
            assertThat(secret).matches("kc_[a-z2-7]{52}");
            assertThat(shown.body()).contains("Skript &lt;b").doesNotContain("<b>1");
            assertThat(browser.get("/konto").body()).as("shown once").doesNotContain(secret);
            assertThat(api("/api/v1/probe", "Bearer " + secret).status()).isEqualTo(200);
            assertThat(api("/api/v1/probe", "Bearer " + secret).body()).contains("Milena Grothe");
            assertThat(browser.get("/konto").page().text()).doesNotContain("noch nie");
            var revoke = browser.get("/konto")
                    .page()
                    .select("form[action$=widerrufen]")
                    .attr("action");
            browser.submit("/konto", revoke, Map.of());
            assertThat(api("/api/v1/probe", "Bearer " + secret).status()).isEqualTo(401);
        }
    }

    @Test
    void aTokenAllowsWhatBothItsScopeAndItsPersonAllow() {
        var member = members.create(Role.ANALYST);
        var narrow = issue(member, Set.of(Permission.READ_INCIDENTS));
        var wide = issue(member, Set.of(Permission.values()));
        assertThat(api("/api/v1/probe/editing", "Bearer " + narrow).status()).isEqualTo(403);
        assertThat(api("/api/v1/probe/editing", "Bearer " + wide).status()).isEqualTo(200);
        Acting.run(SignInJob.ACTOR, () -> people.changeRole(member.id(), Role.LESEND));
        assertThat(api("/api/v1/probe/editing", "Bearer " + wide).status()).isEqualTo(403);
        assertThat(api("/api/v1/probe", "Bearer " + wide).status()).isEqualTo(200);
        Acting.run(SignInJob.ACTOR, () -> people.lock(member.id()));
        assertThat(api("/api/v1/probe", "Bearer " + wide).status()).isEqualTo(401);
    }

    @Test
    void theApiTakesATokenAndNothingElse() {
        var member = members.create(Role.ANALYST);
        var secret = issue(member, Set.of(Permission.READ_INCIDENTS));
        try (var browser = members.signIn(member)) {
            var bySession = browser.get("/api/v1/probe");
            assertThat(bySession.status()).isEqualTo(401);
            assertThat(bySession.header("WWW-Authenticate")).contains("Bearer");
            assertThat(bySession.header("Content-Type")).contains("application/problem+json");
            assertThat(bySession.header("Set-Cookie")).isEmpty();
        }
        for (var header :
                List.of("Bearer", "Bearer ", "Bearer kc_", "Basic " + secret, secret, "Bearer " + secret + "a")) {
            assertThat(api("/api/v1/probe", header).status()).as(header).isEqualTo(401);
        }
        assertThat(api("/api/v1/nowhere", "Bearer " + secret).status()).isEqualTo(404);
        assertThat(api("/konto", "Bearer " + secret).status())
                .as("no page by token")
                .isEqualTo(303);
    }

    @Test
    void nobodyRevokesTheTokenOfSomebodyElse() {
        var owner = members.create(Role.ANALYST);
        var other = members.create(Role.ANALYST);
        var secret = issue(owner, Set.of(Permission.READ_INCIDENTS));
        var id = Acting.as(actor(owner), () -> tokens.of(owner.id()).getFirst().id());
        assertThat(Acting.as(actor(other), () -> tokens.of(owner.id()))).isEmpty();
        try (var browser = members.signIn(other)) {
            var proof = browser.get("/konto").page().selectFirst("[name=_csrf]").attr("value");
            assertThat(browser.post("/konto/token/" + id + "/widerrufen", Map.of("_csrf", proof))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(api("/api/v1/probe", "Bearer " + secret).status()).isEqualTo(200);
    }

    @Test
    void aLockedOrChangedPersonLosesTheirSessionWithTheNextRequest() {
        var member = members.create(Role.ANALYST);
        try (var browser = members.signIn(member)) {
            Acting.run(SignInJob.ACTOR, () -> people.changeRole(member.id(), Role.LESEND));
            assertThat(browser.get("/konto").status()).isEqualTo(303);
            members.signIn(browser, member, "/konto");
            assertThat(browser.get("/konto").status()).isEqualTo(200);
            Acting.run(SignInJob.ACTOR, () -> people.lock(member.id()));
            assertThat(browser.get("/konto").status()).isEqualTo(303);
            Acting.run(SignInJob.ACTOR, () -> people.unlock(member.id()));
            assertThat(browser.get("/konto").status())
                    .as("the old session stays over")
                    .isEqualTo(303);
        }
    }

    @Test
    void theVerwaltungCreatesAnAccountThatSetsItselfUp() {
        try (var admin = members.signIn(members.create(Role.VERWALTUNG));
                var fresh = new Browser(port)) {
            var created = admin.submit(
                    "/konten/neu", Map.of("name", "Peer Lindholz", "login", " Peer.L ", "role", "FORENSIK"));
            assertThat(created.status()).isEqualTo(303);
            var page = URI.create(created.location()).getPath();
            var password =
                    admin.get(page).page().selectFirst("[role=status] .k-mono").text();
            assertThat(admin.get(page).body()).as("shown once").doesNotContain(password);
            assertThat(admin.get("/konten").page().text()).contains("Peer Lindholz peer.l Forensik offen");
            var answer = fresh.submit("/login", Map.of("login", "peer.l", "password", password));
            assertThat(answer.location()).endsWith("/login/einrichten");
        }
    }

    @Test
    void aRefusedAccountSaysAllThatIsWrongAndKeepsWhatWasTyped() {
        var taken = members.create(Role.ANALYST);
        try (var admin = members.signIn(members.create(Role.VERWALTUNG))) {
            var odd = admin.submit("/konten/neu", Map.of("name", "<script>\u0007", "login", "a b", "role", "LESEND"));
            assertThat(odd.status()).isEqualTo(422);
            assertThat(odd.page().select(".k-field__problem")).hasSize(2);
            assertThat(odd.page().selectFirst("[name=login]").attr("value")).isEqualTo("a b");
            assertThat(odd.body()).doesNotContain("<script>\u0007");
            var twice = admin.submit(
                    "/konten/neu", Map.of("name", "Eine Andere", "login", taken.login(), "role", "LESEND"));
            assertThat(twice.page().select(".k-field__problem").text()).contains("gibt es schon");
        }
    }

    @Test
    void onlyTheVerwaltungManagesAccounts() {
        var target = members.create(Role.LESEND);
        for (var role : List.of(Role.LEITUNG, Role.ANALYST, Role.FORENSIK, Role.LESEND)) {
            try (var browser = members.signIn(members.create(role))) {
                var start = browser.get("/konto").page();
                var proof = start.selectFirst("[name=_csrf]").attr("value");
                assertThat(start.select("a[href=/konten]")).isEmpty();
                assertThat(browser.get("/konten").status()).isEqualTo(403);
                assertThat(browser.get("/konten/" + target.id()).status()).isEqualTo(403);
                for (var change : List.of("sperren", "entsperren", "faktor", "passwort", "rolle?role=LEITUNG")) {
                    assertThat(browser.post("/konten/" + target.id() + "/" + change, Map.of("_csrf", proof))
                                    .status())
                            .isEqualTo(403);
                }
            }
        }
        assertThat(Acting.as(SignInJob.ACTOR, () -> people.find(target.id()))
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.LESEND);
    }

    @Test
    void theVerwaltungLocksUnlocksAndResets() {
        var target = members.create(Role.ANALYST);
        var page = "/konten/" + target.id();
        try (var admin = members.signIn(members.create(Role.VERWALTUNG));
                var session = members.signIn(target)) {
            assertThat(admin.get("/konto").page().select("a[href=/konten]")).hasSize(1);
            admin.submit(page, page + "/sperren", Map.of());
            assertThat(session.get("/konto").status()).isEqualTo(303);
            assertThat(signInStatus(target, target.password())).isEqualTo(422);
            admin.submit(page, page + "/entsperren", Map.of());
            assertThat(signInStatus(target, target.password())).isEqualTo(303);
            admin.submit(page, page + "/faktor", Map.of());
            admin.submit(page, page + "/passwort", Map.of());
            var password =
                    admin.get(page).page().selectFirst("[role=status] .k-mono").text();
            assertThat(signInStatus(target, target.password())).isEqualTo(422);
            try (var browser = new Browser(port)) {
                assertThat(browser.submit("/login", Map.of("login", target.login(), "password", password))
                                .location())
                        .endsWith("/login/einrichten");
            }
            assertThat(admin.get("/konten/00000000-0000-4000-8000-000000000000").status())
                    .isEqualTo(404);
            assertThat(admin.get("/konten/irgendwas").status()).isEqualTo(400);
        }
    }

    @Test
    void peopleAreFoundByIdRoleAndName() {
        var lead = members.create(Role.LEITUNG);
        var locked = members.create(Role.LEITUNG);
        Acting.run(SignInJob.ACTOR, () -> people.lock(locked.id()));
        Acting.run(actor(lead), () -> {
            assertThat(people.find(lead.id()).orElseThrow().login()).isEqualTo(lead.login());
            assertThat(people.all()).extracting("id").contains(lead.id(), locked.id());
            assertThat(people.withRole(Role.LEITUNG))
                    .extracting("id")
                    .contains(lead.id())
                    .doesNotContain(locked.id());
            assertThat(people.names(List.of(lead.id(), lead.id(), PersonId.random())))
                    .isEqualTo(Map.of(lead.id(), "Milena Grothe"));
        });
        assertThatThrownBy(() -> people.all()).hasRootCauseInstanceOf(Acting.NoActor.class);
    }

    private static Actor.Person actor(Member member) {
        return new Actor.Person(member.id(), "Milena Grothe", Role.ANALYST);
    }

    private String issue(Member member, Set<Permission> scope) {
        return Acting.as(actor(member), () -> tokens.issue(member.id(), "Test", scope, Tokens.Term.MONTH));
    }

    private Browser.Answer api(String path, String authorization) {
        try (var program = new Browser(port)) {
            return program.send(HttpRequest.newBuilder(program.at(path)).header("Authorization", authorization));
        }
    }

    private int signInStatus(Member member, String password) {
        try (var browser = new Browser(port)) {
            return browser.submit("/login", Map.of("login", member.login(), "password", password))
                    .status();
        }
    }

    private static void refuses(Browser browser, String current, String fresh, String again, String why) {
        var typed = Map.of("current", current, "fresh", fresh, "again", again);
        var answer = browser.submit("/konto", "/konto/passwort", typed);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select(".k-field__problem").text()).contains(why);
    }
}
