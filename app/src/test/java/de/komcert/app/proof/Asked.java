package de.komcert.app.proof;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.database.CountedStatements;
import de.komcert.app.identity.web.Browser;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody gets for a request: the answer, and the statements it cost. Two of them are equal when nobody could tell
 * them apart.
 *
 * @param text status, headers and body, without what differs in each answer and without the id asked for
 */
record Asked(int status, String text, List<String> statements) {

    /** Noted once a minute, whatever is asked for. */
    private static final String USE_OF_A_TOKEN = "update identity.token set used_at";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Sends the request of this route, with fields that would be accepted at home. */
    static Asked of(
            Browser browser,
            String token,
            CountedStatements statements,
            Route route,
            String path,
            Map<String, String> form,
            Map<String, Object> body,
            UUID id)
            throws Exception {
        var answers = new Browser.Answer[1];
        var request = HttpRequest.newBuilder(browser.at(path));
        if (route.api() && token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (route.reads()) {
            request.GET();
        } else if (!route.api() && route.takes().equals("application/octet-stream")) {
            request.header("Content-Type", route.takes())
                    .header("X-XSRF-TOKEN", form.getOrDefault("_csrf", ""))
                    .header("Upload-Offset", "0")
                    .method(route.method().name(), BodyPublishers.ofString("x"));
        } else if (route.api()) {
            request.header("Content-Type", route.takes())
                    .header("If-Match", "\"1\"")
                    .header("Upload-Offset", "0")
                    .method(route.method().name(), BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-XSRF-TOKEN", form.getOrDefault("_csrf", ""))
                    .method(route.method().name(), BodyPublishers.ofString(Browser.encoded(form)));
        }
        var sent = statements.of(() -> answers[0] = browser.send(request)).stream()
                .filter(sql -> !sql.startsWith(USE_OF_A_TOKEN))
                .toList();
        return new Asked(answers[0].status(), plain(answers[0], id), sent);
    }

    private static String plain(Browser.Answer answer, UUID id) {
        var headers = new LinkedHashMap<>(answer.response().headers().map());
        List.of("connection", "date", "set-cookie", "keep-alive").forEach(headers::remove);
        return (answer.status() + " " + headers + "\n" + answer.body())
                .replace(id.toString(), "ID")
                .replaceAll("Stand [^<]* Uhr", "Stand") // the minute in which it was asked
                .replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1");
    }
}
