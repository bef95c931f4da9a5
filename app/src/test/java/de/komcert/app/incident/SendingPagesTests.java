package de.komcert.app.incident;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Role;
import de.komcert.app.identity.web.Browser;
import de.komcert.app.incident.file.IncidentSending;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of files shows what is on its way, and its script sends. */
class SendingPagesTests extends IncidentSendingsCase {

    @Test
    void noNameIsTakenForMoreThanAName() throws Exception {
        var names = new LinkedHashMap<String, String>();
        names.put("../../x.txt", "x.txt");
        names.put("a\u0000b.txt", "a b.txt");
        names.put("rechnung\u202Efdp.exe", "rechnung fdp.exe");
        names.put("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png");
        names.put("\"><script>alert(1)</script>", "script>");
        names.put("ü".repeat(300), "ü".repeat(255));
        for (var name : names.keySet()) {
            assertThat(begin(name, STEP).statusCode()).as(name).isEqualTo(201);
        }
        try (var browser = members.signIn(member)) {
            var page = browser.get(path).page();
            assertThat(page.select("[data-sendings] [data-sending-name]").eachText())
                    .containsExactlyInAnyOrderElementsOf(names.values());
            assertThat(page.select("[data-sendings] script, [data-sendings] img"))
                    .isEmpty();
            assertThat(page.select("script").eachAttr("src")).containsExactlyInAnyOrder("/komcert.js", "/upload.js");
        }
    }

    @Test
    void thePageShowsWhatIsOnItsWayAndItsSenderMayEndItWithoutScript() throws Exception {
        var at = at("Abbild.e01", 4 * STEP);
        patch(at, 0, new byte[STEP]);
        var colleague = members.create(Role.ANALYST);
        var reader = members.create(Role.LESEND);
        Acting.run(analyst, () -> readers.admit(incident.id(), colleague.id()));
        Acting.run(analyst, () -> readers.admit(incident.id(), reader.id()));
        try (var browser = members.signIn(colleague)) {
            var shown = browser.get(path).page().selectFirst("[data-sendings]");
            assertThat(shown.text()).contains("Unterwegs", "Abbild.e01", "64,0 kB von 256,0 kB, 25 %");
            assertThat(shown.select("form, input")).isEmpty();
        }
        try (var browser = members.signIn(reader)) {
            assertThat(browser.get(path).page().text()).doesNotContain("Abbild.e01");
        }
        var kept = Cases.as(analyst, () -> sendings.of(incident)).getFirst().keptUntil();
        assertThat(Duration.between(clock.instant(), kept))
                .isGreaterThan(Duration.ofDays(6))
                .isLessThanOrEqualTo(Duration.ofDays(7));
        try (var browser = members.signIn(member)) {
            var form = browser.get(path).page().selectFirst("[data-sendings] form");
            var csrf = form.select("[name=_csrf]").attr("value");
            var answer = browser.post(form.attr("action"), Map.of("_csrf", csrf));
            assertThat(answer.status()).isEqualTo(303);
            assertThat(browser.get(path).page().selectFirst("[data-sendings]").hasAttr("hidden"))
                    .isTrue();
        }
        assertThat(lying(at)).isEmpty();
    }

    @Test
    void theScriptSendsWithProofThatItIsOurs() throws Exception {
        var content = bytes(2 * STEP + 1);
        try (var browser = members.signIn(member)) {
            var csrf = browser.get("/konto").page().select("[name=_csrf]").attr("value");
            var fields = Map.of(
                    "name", "Abbild.e01", "beschreibung", "Vom Server", "groesse", String.valueOf(content.length));
            assertThat(script(
                                    browser,
                                    "POST",
                                    list,
                                    "falsch",
                                    0,
                                    Browser.encoded(fields).getBytes(UTF_8))
                            .status())
                    .isEqualTo(403);
            var begun = script(
                    browser, "POST", list, csrf, 0, Browser.encoded(fields).getBytes(UTF_8));
            assertThat(begun.status()).isEqualTo(201);
            var at = json.readTree(begun.body()).get("path").asString();
            assertThat(script(browser, "PATCH", at, "falsch", 0, content).status())
                    .isEqualTo(403);
            assertThat(script(browser, "PATCH", at, csrf, 1, content)).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.header("Upload-Offset")).contains("0");
                assertThat(json.readTree(answer.body()).get("detail").asString())
                        .contains("0 Byte");
            });
            var first = script(browser, "PATCH", at, csrf, 0, Arrays.copyOf(content, STEP + 9));
            assertThat(first.status()).isEqualTo(204);
            assertThat(first.header("Upload-Offset")).contains("65536");
            assertThat(json.readTree(browser.get(at).body()).get("arrived").asLong())
                    .isEqualTo(STEP);
            assertThat(json.readTree(browser.get(at + "/pruefsumme?ab=0").body())
                            .get("sha256")
                            .asString())
                    .isEqualTo(sha256(Arrays.copyOf(content, STEP)));
            var last = script(browser, "PATCH", at, csrf, STEP, Arrays.copyOfRange(content, STEP, content.length));
            assertThat(last.header("Upload-Offset")).contains(String.valueOf(content.length));
            assertThat(json.readTree(browser.get(at).body()).get("whole").asBoolean())
                    .isTrue();
            var again = script(
                    browser, "POST", list, csrf, 0, Browser.encoded(fields).getBytes(UTF_8));
            var other = json.readTree(again.body()).get("path").asString();
            assertThat(script(browser, "DELETE", other, csrf, 0, new byte[0]).status())
                    .isEqualTo(204);
        }
        assertThat(Cases.as(analyst, () -> files.of(incident.id())))
                .singleElement()
                .satisfies(file -> assertThat(file.sha256()).isEqualTo(sha256(content)));
        assertThat(Cases.as(analyst, () -> sendings.of(incident))).isEmpty();
    }

    @Test
    void aListIsReadWithTheSameStatementsHoweverLongItIs() throws Exception {
        at("1", 1);
        try (var browser = members.signIn(member)) {
            browser.get(path);
            var one = statements.during(() -> browser.get(path));
            for (int number = 2; number <= 20; number++) {
                at(String.valueOf(number), number);
            }
            assertThat(Cases.as(analyst, () -> sendings.of(incident)))
                    .hasSize(20)
                    .extracting(IncidentSending::arrived)
                    .containsOnly(0L);
            assertThat(statements.during(() -> browser.get(path)))
                    .isEqualTo(one)
                    .isLessThanOrEqualTo(40);
        }
    }

    private Browser.Answer script(Browser browser, String method, String to, String csrf, long from, byte[] body) {
        return browser.send(HttpRequest.newBuilder(browser.at(to))
                .header("Accept", "application/json")
                .header("X-XSRF-TOKEN", csrf)
                .header("Upload-Offset", String.valueOf(from))
                .header(
                        "Content-Type",
                        method.equals("PATCH") ? "application/octet-stream" : "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofByteArray(body)));
    }
}
