package de.komcert.app.proof;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A form as a page serves it.
 *
 * @param fields all fields, with what a browser would send if nobody typed anything
 * @param file the name of the field that takes a file
 * @param typed the names of those into which somebody types
 */
record Form(String action, boolean posts, Optional<String> file, Map<String, String> fields, Set<String> typed) {

    private static final Set<String> TYPED = Set.of("text", "search", "tel", "email", "url", "password", "");

    /** The forms of a page, what those with {@code data-draft} send while somebody types, and {@code data-send} by script. */
    static List<Form> on(Document page, String path) {
        return page.select("form").stream()
                .flatMap(form -> {
                    var sent = of(page, form, path);
                    if (form.hasAttr("data-send")) {
                        return Stream.of(sent, sent.announcing(form.attr("data-send")));
                    }
                    return form.hasAttr("data-draft")
                            ? Stream.of(sent, sent.to(form.attr("data-draft")))
                            : Stream.of(sent);
                })
                .toList();
    }

    private static Form of(Document page, Element form, String path) {
        var fields = new LinkedHashMap<String, String>();
        var typed = new LinkedHashMap<String, Boolean>();
        var outside = form.id().isEmpty() ? List.<Element>of() : page.select("[form=" + form.id() + "]");
        Stream.concat(form.select("[name]").stream(), outside.stream())
                .filter(field -> !field.attr("name").isEmpty())
                .forEach(field -> {
                    var name = field.attr("name");
                    var type = field.attr("type");
                    switch (field.tagName()) {
                        case "textarea" -> {
                            fields.put(name, field.wholeText());
                            typed.put(name, true);
                        }
                        case "select" -> {
                            var chosen = field.selectFirst("option[selected]");
                            var first = chosen != null ? chosen : field.selectFirst("option[value]:not([value=''])");
                            if (first != null) {
                                fields.put(name, first.attr("value"));
                            }
                        }
                        case "input" -> {
                            if (TYPED.contains(type)) {
                                fields.put(name, field.attr("value"));
                                typed.put(name, true);
                            } else if (type.equals("radio") || type.equals("checkbox")) {
                                if (field.hasAttr("checked") || !fields.containsKey(name)) {
                                    fields.put(name, field.attr("value"));
                                }
                            } else if (!type.equals("file") && !type.equals("submit")) {
                                fields.put(name, field.attr("value"));
                            }
                        }
                        case "button" -> {
                            if (!field.attr("value").isEmpty()) {
                                fields.put(name, field.attr("value"));
                            }
                        }
                        default -> {}
                    }
                });
        var action = form.attr("action").isEmpty() ? path : form.attr("action");
        return new Form(
                action,
                form.attr("method").equalsIgnoreCase("post"),
                form.select("input[type=file][name]").stream()
                        .map(field -> field.attr("name"))
                        .findFirst(),
                fields,
                typed.keySet());
    }

    private Form to(String other) {
        return new Form(other, true, Optional.empty(), fields, typed);
    }

    /** What the script says of a file before it sends it in pieces. */
    private Form announcing(String other) {
        var said = new LinkedHashMap<>(fields);
        said.put("name", "");
        said.put("groesse", "1");
        var words = new HashSet<>(typed);
        words.add("name");
        return new Form(other, true, Optional.empty(), said, words);
    }

    /** What is sent when this stands in every field that takes any text, and something fitting in the others. */
    Map<String, String> filled(String word, UUID person) {
        var filled = new LinkedHashMap<>(fields);
        typed.forEach(name -> filled.put(name, Samples.plausible(name, word)));
        filled.replaceAll((name, value) -> value.isEmpty() ? Samples.plausible(name, value) : value);
        filled.computeIfPresent("person", (_, _) -> person.toString());
        filled.computeIfPresent("ergebnis", (_, _) -> "FALSE_ALARM"); // the one that needs no task done
        return filled;
    }
}
