package de.komcert.e2e;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import de.komcert.e2e.DemoAccounts.Account;

/** The system's Chromium on a demo: each page it opens is a browser of its own, in German, at a desk. */
final class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--lang=de",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** How long a page may take to show what a test expects of it, in milliseconds: the machine may have much else to do. */
    private static final double PATIENCE = 30_000;

    /** What the browser itself says, such as the form of a date, is German too. */
    private static final Map<String, String> GERMAN = environment();

    private final URI address;
    private final Playwright playwright;
    private final Browser browser;
    private final Map<String, String> sessions = new HashMap<>();

    Chromium(URI address) {
        this.address = address;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(FLAGS)
                        .setEnv(GERMAN));
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.put("LANGUAGE", "de_DE");
        return environment;
    }

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chromium on the PATH; on Debian: apt install chromium"));
    }

    /** A browser in which nobody is signed in. */
    Page stranger() {
        return page(new NewContextOptions());
    }

    /** A browser in which somebody is signed in; the same session each time, since one-time codes are slow. */
    Page of(Account account) {
        return of(account, new NewContextOptions());
    }

    /** The same on another screen, in another language, or without script. */
    Page of(Account account, NewContextOptions options) {
        return page(options.setStorageState(sessions.computeIfAbsent(account.login(), _ -> session(account))));
    }

    private String session(Account account) {
        try (var page = stranger()) {
            SignIn.as(account, page);
            return page.context().storageState();
        }
    }

    private Page page(NewContextOptions options) {
        if (options.viewportSize == null) {
            options.setViewportSize(Screen.DESK.width, Screen.DESK.height);
        }
        return browser.newContext(options.setBaseURL(address.toString())
                        .setLocale("de-DE")
                        .setTimezoneId("Europe/Berlin"))
                .newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
