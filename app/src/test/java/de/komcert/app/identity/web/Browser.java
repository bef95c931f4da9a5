package de.komcert.app.identity.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** A browser without script: it keeps cookies, fills in forms as they are, and follows nothing by itself. */
public final class Browser implements AutoCloseable {

    private final URI server;
    private final HttpClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(int port) {
        this(port, "127.0.0.1");
    }

    /** A browser at this address; all of 127.0.0.0/8 is this machine. */
    public Browser(int port, String address) {
        this.server = URI.create("http://127.0.0.1:" + port);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String location() {
            return header("Location").orElse("");
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public Document page() {
            return Jsoup.parse(body());
        }
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    /** Loads a page and sends its form to this action, with these fields filled in. */
    public Answer submit(String path, String action, Map<String, String> typed) {
        return post(action, filled(get(path), action, typed));
    }

    public Answer submit(String path, Map<String, String> typed) {
        return submit(path, path, typed);
    }

    public Answer post(String path, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    /** Sends a form with one file. */
    public Answer upload(String path, Map<String, String> fields, String field, String name, String content) {
        var line = "grenze-" + UUID.randomUUID();
        var body = new StringBuilder();
        fields.forEach((key, value) -> body.append(part(line, "name=\"" + key + "\"", value)));
        body.append(part(line, "name=\"" + field + "\"; filename=\"" + escaped(name) + "\"", content));
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=" + line)
                .POST(BodyPublishers.ofString(body + "--" + line + "--\r\n")));
    }

    private static String part(String line, String name, String content) {
        return "--" + line + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + content + "\r\n";
    }

    /** As browsers spell the name of a file. */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** The fields of a form as a browser sends them. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    public Answer send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .flatMap(header -> HttpCookie.parse(header).stream())
                    .forEach(this::keep);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file, such as a PDF. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path)).header("Cookie", cookieHeader());
        return client.send(request.build(), BodyHandlers.ofByteArray()).body();
    }

    public URI at(String path) {
        return server.resolve(path);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    @Override
    public void close() {
        client.close();
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private static Map<String, String> filled(Answer answer, String action, Map<String, String> typed) {
        var page = answer.page();
        var form = page.selectFirst("form[action=" + action + "]");
        if (form == null) {
            throw new AssertionError("no form for " + action + " on:\n" + answer.body());
        }
        // Fields of a form may stand outside of it and name it.
        var within = new Elements(form);
        if (form.hasAttr("id")) {
            within.addAll(page.select("[form=" + form.id() + "]"));
        }
        var fields = new LinkedHashMap<String, String>();
        within.select("input[name]:not([type=checkbox], [type=radio]), input[type=radio][checked]")
                .forEach(input -> put(fields, input));
        typed.forEach((name, value) -> {
            if (within.select("[name=" + name + "]").isEmpty()) {
                throw new AssertionError("the form for " + action + " has no field " + name);
            }
            fields.put(name, value);
        });
        return fields;
    }

    private static void put(Map<String, String> fields, Element input) {
        fields.put(input.attr("name"), input.attr("value"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
