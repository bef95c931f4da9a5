package de.komcert.e2e;

import java.nio.file.Path;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What is done with logs in an incident: from the page of its files, and from that of its analyses, which is open. */
final class LogAnalyses {

    private static final double PATIENCE_MS = 120_000;

    private LogAnalyses() {}

    /** Sends these files into the incident, and returns when all have arrived. */
    static void bring(Page files, Path... logs) {
        BrokenOffTests.choose(files, logs);
        for (var log : logs) {
            arrived(files, log).waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MS));
        }
    }

    /** The row of a file that has arrived. */
    static Locator arrived(Page files, Path file) {
        return files.locator(
                "table tr",
                new Page.LocatorOptions().setHasText(file.getFileName().toString()));
    }

    /** Records that the logs of the first of the {@link NightLogs} shall be evaluated. */
    static void order(Page page) {
        var form = page.locator("form[action$='/anordnungen']");
        form.locator("[name=zweck]").fill("Klären, wer nachts auf dem Wahlserver war");
        form.locator("[name=systeme]").fill("Webserver " + NightLogs.HOST);
        form.locator("[name=wer]").fill("Marit Hellweger, Bürgermeisterin");
        form.locator("[name=weg]").fill("Telefon");
        TogetherTests.submit(form.locator("button[type=submit]"));
    }

    static void startWithAllFiles(Page page) {
        var form = page.locator("form[action$='/auswertungen']");
        for (var box : form.locator("[name=datei]").all()) {
            box.check();
        }
        for (var confirmation : form.locator("[name=vorher]").all()) {
            confirmation.check();
        }
        TogetherTests.submit(form.locator("button[type=submit]"));
    }

    /** What the page says of the analysis with this number. */
    static Locator number(Page page, int number) {
        return page.locator("article:has(h3:text-is('Auswertung %d'))".formatted(number));
    }

    /** The word for how far it is. */
    static Locator state(Locator analysis) {
        return analysis.locator(".k-badge").first();
    }

    /** What an analysis says that is done. */
    static String found(int matches, int entries) {
        return String.format(Locale.GERMANY, "%,d Treffer in %,d Einträgen", matches, entries);
    }
}
