package de.komcert.e2e;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import de.komcert.e2e.DemoAccounts.Account;

/** A browser without script, for tests that send more than a drawn page could: cookies, forms, and nothing else. */
final class PlainBrowser {

    private static final Pattern PROOF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Each printed code counts once. */
    private static final Set<String> USED_UP = ConcurrentHashMap.newKeySet();

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String proof = "";

    PlainBrowser(URI server) {
        this.server = server;
    }

    /** A browser in which this person is signed in, by their next printed code. */
    static PlainBrowser of(URI server, Account account) throws IOException, InterruptedException {
        var browser = new PlainBrowser(server);
        browser.get("/login");
        browser.post("/login", Map.of("login", account.login(), "password", account.password()));
        browser.get("/login/code");
        var code = account.codes().stream().filter(USED_UP::add).findFirst().orElseThrow();
        browser.post("/login/code", Map.of("code", code));
        if (browser.get("/konto").statusCode() != 200) {
            throw new AssertionError(account.login() + " cannot sign in");
        }
        return browser;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).build(), BodyHandlers.ofString());
        var found = PROOF.matcher(answer.body());
        if (found.find()) {
            proof = found.group(1);
        }
        return answer;
    }

    HttpResponse<byte[]> file(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    /** Sends a form with the proof of the last page. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        var all = new TreeMap<>(fields);
        all.put("_csrf", proof);
        var body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
