package de.komcert.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** In a real browser nothing that somebody typed runs, and nothing even tries to. */
@InBrowser
class InjectedPagesTests {

    private static final List<String> VALUES = List.of(
            "\"><script>boese()</script></textarea><script>boese()</script>",
            "' autofocus onfocus=boese() x='\"><img src=x onerror=boese()><svg/onload=boese()>",
            "</title></style></select><iframe srcdoc='<script>parent.boese()</script>'></iframe><!-- ]]>",
            "javascript:boese() <a href=javascript:boese()>boese</a> <meta http-equiv=refresh content='0;javascript:boese()'>",
            "${boese()} {{constructor.constructor('boese()')()}} <%= boese() %> <template><script>boese()</script></template>",
            "<details open ontoggle=boese()><math><mtext><style><img src=x onerror=boese()></style></mtext></math>");

    private static final List<String> PAGES = List.of(
            "", "/plan", "/tagebuch", "/entscheidungen", "/auftrag", "/akte", "/notizen", "/beteiligte", "/bericht");

    /** Marks the window when a value runs, and notes each attempt that only the policy of the page stopped. */
    private static final String WATCH = """
            window.boese = () => { window.gelaufen = true; };
            window.versucht = [];
            document.addEventListener('securitypolicyviolation',
                (event) => window.versucht.push(event.violatedDirective + ' ' + event.blockedURI));
            """;

    @Test
    void nothingThatWasTypedRuns(Chromium chromium, DemoAccounts demo) throws Exception {
        var room = filled(demo);
        var heard = new ArrayList<String>();
        try (var page = chromium.of(demo.as("ANALYST"))) {
            page.addInitScript(WATCH);
            page.onDialog(dialog -> {
                heard.add("dialog " + dialog.message());
                dialog.dismiss();
            });
            page.onPageError(error -> heard.add("error " + error));
            for (var path : PAGES) {
                look(page, room + path);
            }
            for (var path : List.of("/", "/vorfaelle?zustand=ALL&suche=%3Cscript%3Eboese()%3C/script%3E")) {
                look(page, path);
            }
        }
        assertThat(heard).isEmpty();
    }

    private static void look(Page page, String path) {
        var answer = page.navigate(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        page.waitForLoadState();
        assertThat(page.content()).as(path + " shows a value").contains("boese()");
        assertThat(page.evaluate("window.gelaufen === true"))
                .as(path + " ran a value")
                .isEqualTo(false);
        assertThat(page.evaluate("window.versucht"))
                .as(path + " tried to run a value")
                .isEqualTo(List.of());
    }

    /** An incident with every value in its title, call, journal, notes, decisions and files. */
    private static String filled(DemoAccounts demo) throws Exception {
        var program = Program.of(demo);
        var call = program.post("/meldungen", Map.of("words", VALUES.getFirst(), "caller", VALUES.get(1)));
        var opened = program.post(
                "/meldungen/" + Program.id(call) + "/vorfall",
                Map.of("playbook", "telefonbetrug", "title", VALUES.getFirst()));
        var room = "/vorfaelle/" + Program.id(opened);
        var browser = PlainBrowser.of(demo.address(), demo.as("ANALYST"));
        browser.get(room + "/beteiligte");
        browser.post(
                room + "/beschreibung", Map.of("titel", VALUES.getFirst(), "lage", VALUES.get(2), "revision", "1"));
        for (var value : VALUES) {
            assertThat(program.post(room + "/tagebuch", Map.of("text", value)).statusCode())
                    .isEqualTo(201);
            browser.post(room + "/notizen", Map.of("titel", value, "text", value));
            browser.post(
                    room + "/entscheidungen",
                    Map.of("frage", value, "entscheidung", value, "wer", value, "weg", value, "grund", value));
            browser.post(
                    room + "/systeme", Map.of("name", value, "art", value, "zustand", "CLEAN", "bemerkung", value));
            browser.post(room + "/hinweise", Map.of("art", "OTHER", "wert", value, "bemerkung", value));
            browser.post(room + "/informiert", Map.of("wer", value, "weg", value));
        }
        assertThat(browser.get(room + "/akte").body()).contains("boese()");
        return room;
    }
}
