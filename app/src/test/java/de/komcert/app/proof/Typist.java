package de.komcert.app.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import de.komcert.app.identity.web.Browser;

/**
 * Somebody who types the same value into every field of every form they find, and keeps what comes back. Where a form has
 * fields to choose from only, they send the value as if it had been among the choices.
 */
final class Typist {

    private final List<Route> routes;
    private final UUID person;
    private final String value;
    private final Map<String, Browser.Answer> answers = new TreeMap<>();
    private final Set<String> reached = new TreeSet<>();

    /** @param person whom they choose where a form asks for somebody */
    Typist(List<Route> routes, UUID person, String value) {
        this.routes = routes;
        this.person = person;
        this.value = value;
    }

    /** The pages that were seen, and the answers to forms with the pages they lead to. */
    Map<String, Browser.Answer> answers() {
        return answers;
    }

    /** The patterns of the addresses to which a form was sent. */
    Set<String> reached() {
        return reached;
    }

    /** Types into the forms of this page, and of all pages below its address that links lead to. */
    void through(Browser who, String start) {
        var pages = Crawl.from(
                who, start, routes, path -> path.startsWith(start) && !start.equals("/") && !path.endsWith(".csv"));
        var tried = new TreeSet<String>();
        pages.forEach((path, page) -> {
            answers.put(path, page);
            for (var form : forms(page, path)) {
                if (tried.add(kind(form))) {
                    for (var field : fields(form)) {
                        send(who, form, one(form, field), field);
                    }
                    if (!form.typed().isEmpty()) {
                        send(who, form, form.filled(value, person), "all");
                    }
                }
            }
        });
    }

    /** Types into the forms of a page that ends with the first one sent: each gets a page of its own. */
    void afresh(Browser who, String actions, Supplier<String> page) {
        for (var seen : on(who, page.get(), actions)) {
            for (var field : fields(seen)) {
                var form = again(who, page.get(), actions, seen);
                send(who, form, one(form, field), field);
            }
            var form = again(who, page.get(), actions, seen);
            send(who, form, form.filled(value, person), "all");
        }
    }

    private Form again(Browser who, String path, String actions, Form seen) {
        return on(who, path, actions).stream()
                .filter(form -> kind(form).equals(kind(seen)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("another page has no form like that to " + seen.action()));
    }

    private List<Form> on(Browser who, String path, String actions) {
        var page = who.get(path);
        answers.put(path, page);
        return forms(page, path).stream()
                .filter(form -> form.action().matches(actions))
                .toList();
    }

    private static List<Form> forms(Browser.Answer page, String path) {
        return page.header("Content-Type").orElse("").startsWith("text/html")
                ? Form.on(page.page(), path).stream()
                        .filter(form -> form.file().isEmpty() && !fields(form).isEmpty())
                        .toList()
                : List.of();
    }

    private static Set<String> fields(Form form) {
        var fields = new TreeSet<>(form.typed().isEmpty() ? form.fields().keySet() : form.typed());
        fields.remove("_csrf");
        return fields;
    }

    /** Something harmless in each field, and the value in this one. */
    private Map<String, String> one(Form form, String field) {
        var fields = new LinkedHashMap<>(form.filled("Wort " + UUID.randomUUID(), person));
        fields.put(field, value);
        return fields;
    }

    private String kind(Form form) {
        return pattern(form) + form.typed();
    }

    private String pattern(Form form) {
        return routes.stream()
                .filter(route -> route.leadsTo(form.action()) && route.reads() != form.posts())
                .map(Route::pattern)
                .findFirst()
                .orElse(form.action());
    }

    private void send(Browser who, Form form, Map<String, String> fields, String where) {
        answers.put(form.action() + " " + where, answer(who, form, fields));
        if (form.posts()) {
            reached.add(pattern(form));
        }
    }

    private static Browser.Answer answer(Browser who, Form form, Map<String, String> fields) {
        if (!form.posts()) {
            return who.get(form.action() + "?" + Browser.encoded(fields));
        }
        var answer = who.post(form.action(), fields);
        return answer.status() == 303 && answer.location().startsWith("/")
                ? who.get(answer.location().replaceFirst("#.*", ""))
                : answer;
    }
}
