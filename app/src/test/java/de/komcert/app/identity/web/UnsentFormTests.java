package de.komcert.app.identity.web;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser.Answer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The session ends while somebody writes: what they send then is not lost, whatever form it is. */
@IdentityServer
class UnsentFormTests {

    private static final String WORDS =
            "Alle Dateien heißen anders,\r\nund auf \"dem\" Server liegt ein <b>Brief</b> & mehr.";

    @Autowired
    Members members;

    @Autowired
    @FlywayDataSource
    javax.sql.DataSource ownerOfTheDatabase;

    @LocalServerPort
    int port;

    Member member;
    Browser browser;

    @BeforeEach
    void signIn() {
        member = members.create(Role.ANALYST);
        browser = members.signIn(member);
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    private static Map<String, String> fields(Document page, String action) {
        var form = (FormElement) page.selectFirst("main form[action=" + action + "]");
        assertThat(form).as("form for " + action + " on " + page.text()).isNotNull();
        var fields = new LinkedHashMap<String, String>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        return fields;
    }

    /** As a browser sends the form of a page. */
    private Answer send(String action, Map<String, String> fields, String fromWhere) {
        return browser.send(HttpRequest.newBuilder(browser.at(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Sec-Fetch-Site", fromWhere)
                .POST(BodyPublishers.ofString(Browser.encoded(fields))));
    }

    private void signOutElsewhere() {
        try (var other = new Browser(port)) {
            other.cookies().putAll(browser.cookies());
            other.submit("/konto", "/logout", Map.of());
        }
    }

    private long calls() {
        return JdbcClient.create(ownerOfTheDatabase)
                .sql("select count(*) from incident.report where words = ?")
                .param(WORDS.replace("\r\n", "\n"))
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsSentAfterTheSessionEndedComesBackAndIsSentOnceMoreAfterSigningIn() {
        long before = calls();
        var typed = fields(browser.get("/").page(), "/anruf");
        typed.put("words", WORDS);
        signOutElsewhere();

        var signedOut = send("/anruf", typed, "same-origin");

        assertThat(signedOut.status()).isEqualTo(401);
        assertThat(signedOut.page().text()).contains("Sie sind nicht mehr angemeldet", "und auf \"dem\" Server");
        assertThat(signedOut.page().select("main b")).isEmpty();
        assertThat(signedOut.page().select("main a[href=/login][target=_blank]"))
                .hasSize(1);
        assertThat(fields(signedOut.page(), "/anruf")).containsEntry("words", WORDS);
        assertThat(calls()).isEqualTo(before);

        members.signIn(browser, member, "/konto");
        var oldProof = send("/anruf", fields(signedOut.page(), "/anruf"), "same-origin");

        assertThat(oldProof.status()).isEqualTo(403);
        assertThat(oldProof.page().text()).contains("Sie senden es als Milena Grothe");
        assertThat(calls()).isEqualTo(before);

        var sent = send("/anruf", fields(oldProof.page(), "/anruf"), "same-origin");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).startsWith("/anruf/");
        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void aFormFromAForeignPageIsNotHandedOn() {
        for (var from : new String[] {"cross-site", "same-site", "none"}) {
            var answer = send("/anruf", Map.of("words", WORDS), from);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("Brief");
        }
        signOutElsewhere();
        assertThat(send("/anruf", Map.of("words", WORDS), "cross-site").body()).doesNotContain("Brief");
    }

    @Test
    void aPasswordNeverComesBack() {
        var typed = fields(browser.get("/konto").page(), "/konto/passwort");
        typed.replaceAll((name, value) -> name.equals("_csrf") ? value : "ein Passwort mit vielen Wörtern");
        signOutElsewhere();

        var answer = send("/konto/passwort", typed, "same-origin");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/login");
        assertThat(answer.body()).doesNotContain("vielen");
    }

    @Test
    void whatAScriptSavesWhileSomebodyTypesIsSentToTheSignIn() {
        var proof = fields(browser.get("/").page(), "/anruf").get("_csrf");
        signOutElsewhere();

        var answer = browser.send(HttpRequest.newBuilder(browser.at("/anruf/entwurf"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(Browser.encoded(Map.of("_csrf", proof, "words", WORDS)))));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.body()).doesNotContain("Brief");
    }
}
