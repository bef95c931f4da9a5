package de.komcert.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story of a night's logs: their analysis is ordered, they come, are read while somebody watches, and what the rules
 * find is looked through, put right, and made something of. Whoever is not of the incident sees nothing of it.
 */
@InBrowser
class LogStoryTests {

    private static final int MANY = 400_000;
    private static final double PATIENCE_MS = 120_000;

    private static final String GUESSED = "SSH-Kennwort erraten";
    private static final String FROM_OUTSIDE = "SSH-Anmeldung mit Kennwort aus dem Internet";
    private static final String SUDO = "Jemand ohne Berechtigung versucht sudo";

    private final NightLogs logs = NightLogs.ofYesterday();

    @TempDir
    Path folder;

    @Test
    void aNightsLogsAreOrderedReadAndMadeSomethingOf(Chromium chromium, DemoAccounts demo) throws Exception {
        var analyst = demo.as("ANALYST");
        try (var page = chromium.of(analyst);
                var outsider = chromium.of(demo.as("LESEND"))) {
            var room = TogetherTests.openIncident(page, "Fremde auf dem Wahlserver");
            leads(page, room, analyst.name());
            order(page, room + "/auswertung");
            bringLogs(page, room);
            analyse(page, room + "/auswertung");

            findAndMark(page, room);
            correctTheClock(page, room);
            openTheName(page, room);
            makeSomethingOf(page, room);
            readTheTimeline(page, room);
            seeWhatTheLogsCanShow(page, room);
            cancelAnother(page, room + "/auswertung");

            seesNothing(outsider, room, addresses(page, room));
        }
    }

    private static void leads(Page page, String room, String name) {
        page.navigate(room + "/beteiligte");
        assertThat(page.locator("section[aria-labelledby=wer] li", new Page.LocatorOptions().setHasText(name)))
                .containsText("Leitung");
    }

    private static void order(Page page, String analysis) {
        page.navigate(analysis);
        assertThat(page.locator("main")).containsText("Ohne Anordnung wird nichts ausgewertet.");
        Pictures.of(page, "logs-1-keine-anordnung");
        LogAnalyses.order(page);

        var order = page.locator("article", new Page.LocatorOptions().setHasText("Anordnung 1"))
                .first();
        assertThat(order).containsText("gilt");
        assertThat(order).containsText("Marit Hellweger, Bürgermeisterin");
        assertThat(order).containsText("Webserver " + NightLogs.HOST);
        assertThat(order).containsText(Pattern.compile("Ergebnisse werden nach dem \\d\\d\\.\\d\\d\\.\\d{4} gelöscht"));
        tell(order, "Datenschutzbeauftragte", true, "Dr. Konrad Wiesböck, am Telefon");
        tell(order, "Personalrat", false, "keine Protokolle von Beschäftigten");
        assertThat(order).containsText(Pattern.compile("informiert am .*: Dr\\. Konrad Wiesböck, am Telefon"));
        assertThat(order).containsText("nicht nötig: keine Protokolle von Beschäftigten");
        assertThat(order).not().containsText("Noch nicht eingetragen");
        Pictures.of(page, "logs-2-angeordnet");
    }

    private static void tell(Locator order, String body, boolean told, String who) {
        var note = order.locator(".k-note--warn", new Locator.LocatorOptions().setHasText(body + " informiert"));
        note.locator("summary").click();
        note.locator("[name=informiert][value=" + told + "]").check();
        note.locator("[name=wen]").fill(who);
        TogetherTests.submit(note.locator("button[type=submit]"));
    }

    private void bringLogs(Page page, String room) throws Exception {
        page.locator("a[href='" + path(room) + "/dateien']").last().click();
        page.locator("#f-beschreibung").fill("Von der IT gezogen");
        var night = logs.first(folder);
        LogAnalyses.bring(page, night, logs.second(folder, MANY));
        assertThat(LogAnalyses.arrived(page, night)).containsText("Von der IT gezogen");
        assertThat(LogAnalyses.arrived(page, night)).containsText(BrokenOffTests.sha256(night));
        Pictures.of(page, "logs-3-dateien");
    }

    private static void analyse(Page page, String analysis) {
        page.navigate(analysis);
        LogAnalyses.startWithAllFiles(page);
        var first = LogAnalyses.number(page, 1);
        assertThat(LogAnalyses.state(first)).hasText("läuft");
        assertThat(first).containsText(Pattern.compile("[1-9]\\d? % gelesen, [\\d.]+ Einträge"));
        Pictures.of(page, "logs-4-unterwegs");
        // Nobody touches the page: it follows by itself.
        assertThat(LogAnalyses.state(first)).hasText("fertig", slow());
        assertThat(first).containsText(LogAnalyses.found(3, MANY + NightLogs.linesOfFirst()));
        assertThat(first.locator("progress")).hasCount(0);
        assertThat(page.locator("main")).containsText("Eine Person erkannt, 0 aufgedeckt.");
        Pictures.of(page, "logs-5-fertig");
        Inspection.of(page);
    }

    private static void findAndMark(Page page, String room) {
        LogAnalyses.number(page, 1)
                .locator("a", new Locator.LocatorOptions().setHasText("Funde"))
                .click();
        var rows = page.locator("[data-row]");
        assertThat(rows).hasCount(3);
        assertThat(page.locator("table")).containsText("Person 1");
        assertThat(page.locator("main")).not().containsText(NightLogs.PERSON);
        Pictures.of(page, "logs-6-funde");
        Pictures.print(page, "logs-6-funde");
        Inspection.of(page);

        page.locator("#f-suche").fill("sudoers");
        TogetherTests.submit(
                page.locator("form[role=search] button[type=submit]").last());
        assertThat(rows).hasCount(1);
        assertThat(rows).hasText(SUDO);
        page.getByText("Alle Funde zeigen").click();
        page.locator("#f-stufe").selectOption("HIGH");
        page.locator("main form[role=search] button[type=submit]").click();
        assertThat(rows).hasCount(2);
        assertThat(page.locator("table")).not().containsText(SUDO);
        page.getByLabel("Alle auf dieser Seite").check();
        assertThat(page.locator("[name=fund]:checked")).hasCount(2);
        page.locator("#f-name").fill("Einbruch");
        page.locator("button[name=tun][value=GIVE]").click();
        assertThat(page.locator("table .f-marks", new Page.LocatorOptions().setHasText("Einbruch")))
                .hasCount(2);
        page.navigate(room + "/auswertung/funde?merkmal=Einbruch");
        assertThat(rows).hasCount(2);

        finding(page, room, GUESSED);
        page.locator("#f-kommentar").fill("Passt zum Anruf der Wahlleitung.");
        TogetherTests.submit(page.locator("form[action*='/kommentare'] button"));
        assertThat(page.locator("main")).containsText("Passt zum Anruf der Wahlleitung.");
        assertThat(page.locator(".f-tags")).containsText("Einbruch");
        page.navigate(room + "/auswertung/funde");
        assertThat(page.locator("table")).containsText("1 Kommentar");
        assertThat(page.locator("table")).not().containsText("2 Kommentare");
    }

    private static void finding(Page page, String room, String title) {
        page.navigate(room + "/auswertung/funde");
        page.locator("[data-row]", new Page.LocatorOptions().setHasText(title)).click();
        assertThat(page.locator("h2.k-title")).hasText(title);
    }

    private void correctTheClock(Page page, String room) {
        finding(page, room, GUESSED);
        assertThat(page.locator("dd time"))
                .hasAttribute("datetime", logs.signedIn().toString());
        page.getByText("Uhr ging falsch?").click();
        page.locator("#uhren summary").click();
        page.locator("#u-wo").selectOption(NightLogs.HOST);
        page.locator("#u-stunden").fill("1");
        page.locator("#u-minuten").fill("2");
        page.locator("#u-grund").fill("Mit der Funkuhr verglichen");
        TogetherTests.submit(page.locator("#uhren form:has(#u-wo) button"));
        assertThat(page.locator("#uhren")).containsText(NightLogs.HOST + ": Uhr ging 1 Std. 2 Min. vor");
        Pictures.of(page, "logs-7-uhr");

        finding(page, room, GUESSED);
        assertThat(page.locator("dd time"))
                .hasAttribute("datetime", logs.signedIn().minus(NightLogs.AHEAD).toString());
        assertThat(page.locator(".f-original")).containsText("laut Protokoll");
        assertThat(page.locator(".f-original")).containsText("Uhr ging 1 Std. 2 Min. vor");
        Pictures.of(page, "logs-8-fund");
        assertThat(String.join("", Pictures.print(page, "logs-8-fund")))
                .as("what is folded away on the screen")
                .contains("Datensatz 29");
        Inspection.of(page);
    }

    private static void openTheName(Page page, String room) {
        finding(page, room, SUDO);
        assertThat(page.locator("main")).containsText("Person 1");
        assertThat(page.locator("main")).not().containsText(NightLogs.PERSON);
        var people = page.locator("section[aria-labelledby=personen]");
        people.locator("summary").click();
        TogetherTests.submit(people.locator("button"));
        assertThat(page.locator("[data-refusal]")).containsText("Nennen Sie den Grund");
        assertThat(page.locator("main")).not().containsText(NightLogs.PERSON);
        people.locator("[name=grund]").fill("Das Konto muss gesperrt werden");
        TogetherTests.submit(people.locator("button"));
        assertThat(page.locator("main")).containsText(NightLogs.PERSON);
        assertThat(people).hasCount(0);
        page.navigate(room + "/tagebuch");
        assertThat(page.locator("main"))
                .containsText("Name zu Person 1 aufgedeckt, weil: Das Konto muss gesperrt werden");
    }

    private void makeSomethingOf(Page page, String room) {
        finding(page, room, FROM_OUTSIDE);
        page.locator("#eintrag summary").click();
        TogetherTests.submit(page.locator("#eintrag button"));
        page.locator("tr", new Page.LocatorOptions().setHasText("src_ip"))
                .locator("a")
                .click();
        assertThat(page.locator("#i-wert")).hasValue(NightLogs.ATTACKER);
        TogetherTests.submit(page.locator("#hinweis button"));
        page.locator("#aufgabe summary").click();
        assertThat(page.locator("#a-titel")).hasValue(Pattern.compile("Prüfen, wem die Adresse gehört.*"));
        TogetherTests.submit(page.locator("#aufgabe button"));
        assertThat(page.locator("section[aria-labelledby=daraus] .k-list > li")).hasCount(3);
        Pictures.of(page, "logs-9-daraus");

        page.navigate(room + "/verlauf");
        var moment = page.locator(".k-moment", new Page.LocatorOptions().setHasText(FROM_OUTSIDE + " auf"));
        assertThat(moment.locator("time"))
                .hasAttribute("datetime", logs.signedIn().minus(NightLogs.AHEAD).toString());
        page.navigate(room + "/akte");
        assertThat(page.locator("main")).containsText(NightLogs.ATTACKER);
        page.navigate(room);
        assertThat(page.locator("main")).containsText("Prüfen, wem die Adresse gehört");
        page.navigate(room + "/auswertung/funde?stand=OPEN");
        assertThat(page.locator("[data-row]")).hasCount(2);
    }

    private void readTheTimeline(Page page, String room) {
        finding(page, room, SUDO);
        page.getByText("Im Zeitstrahl zeigen").click();
        var target = page.locator(".e-row--target");
        assertThat(target).containsText(SUDO);
        assertThat(target).containsText("laut Protokoll");
        assertThat(target.locator("time"))
                .hasAttribute(
                        "datetime", logs.triedSudo().minus(NightLogs.AHEAD).toString());
        Pictures.of(page, "logs-10-zeitstrahl");
        Inspection.of(page);
        assertThat(page.locator("main")).containsText("Reihenfolge und Zeitraum richten sich danach");
        assertThat(page.locator("main")).not().containsText("Es kann noch mehr geben");
        page.locator("#e-suche").fill("Failed password");
        page.locator("main form[role=search] button[type=submit]").click();
        // One click goes through all of the hundreds of thousands of events.
        assertThat(page.locator("[data-row]")).hasCount(NightLogs.GUESSES);
        Pictures.of(page, "logs-11-zeitstrahl-gesucht");
        assertThat(page.getByText("Weitersuchen")).hasCount(0);
    }

    private static void seeWhatTheLogsCanShow(Page page, String room) {
        page.navigate(room + "/auswertung");
        page.getByText("Was die Protokolle zeigen").click();
        var main = page.locator("main");
        assertThat(main).containsText("Ein Rechner steht in den Protokollen, den die Anordnung nicht nennt:");
        assertThat(main).containsText(NightLogs.OTHER_HOST);
        assertThat(main)
                .containsText(Pattern.compile("\\d+ von \\d+ Regeln können in diesen Protokollen etwas finden"));
        assertThat(page.locator(".f-steps li").first())
                .containsText("auditd einrichten, mit Regeln für execve: 1 Regel mehr");
        assertThat(page.locator("section[aria-labelledby=luecken]")).containsText(NightLogs.HOST);
        assertThat(page.locator("section[aria-labelledby=luecken]")).containsText("Keine Einträge, obwohl sonst");
        Pictures.of(page, "logs-12-sicht");
        Inspection.of(page);
    }

    private static void cancelAnother(Page page, String analysis) {
        page.navigate(analysis);
        LogAnalyses.startWithAllFiles(page);
        var second = LogAnalyses.number(page, 2);
        assertThat(LogAnalyses.state(second)).hasText("läuft");
        second.locator("button", new Locator.LocatorOptions().setHasText("Abbrechen"))
                .click();
        assertThat(LogAnalyses.state(second)).hasText("abgebrochen");
        assertThat(second).containsText("Davon bleibt nichts.");
        assertThat(second.locator("progress, form, a")).hasCount(0);
        assertThat(LogAnalyses.state(LogAnalyses.number(page, 1))).hasText("fertig");
        Pictures.of(page, "logs-13-abgebrochen");
    }

    private static List<String> addresses(Page page, String room) {
        page.navigate(room + "/auswertung/funde");
        var finding = page.locator("[data-row]").first().getAttribute("href");
        return List.of(
                path(room),
                path(room) + "/auswertung",
                path(room) + "/auswertung/funde",
                path(room) + "/auswertung/funde.csv",
                path(room) + "/auswertung/funde.jsonl",
                finding,
                path(room) + "/auswertung/zeitstrahl",
                path(room) + "/auswertung/zeitstrahl.csv",
                path(room) + "/auswertung/sicht",
                path(room) + "/dateien");
    }

    private static void seesNothing(Page outsider, String room, List<String> addresses) {
        var id = room.replaceFirst(".*/", "");
        for (var address : addresses) {
            assertThat(outsider.request().get(address).status()).as(address).isEqualTo(404);
            var words = said(outsider, address);
            assertThat(words)
                    .as(address)
                    .isEqualTo(
                            said(outsider, address.replace(id, UUID.randomUUID().toString())));
        }
        outsider.navigate("/suche?q=Wahlserver");
        assertThat(outsider.locator("main")).not().containsText("Fremde auf dem Wahlserver");
    }

    private static String said(Page outsider, String address) {
        outsider.navigate(address);
        return outsider.locator("main").innerText();
    }

    private static LocatorAssertions.HasTextOptions slow() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
    }

    private static String path(String address) {
        return address.replaceFirst("^https?://[^/]+", "");
    }
}
