package de.komcert.app.proof;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a browser would make of a page: its elements and attributes, and everything that it shows as text. */
final class Structure {

    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "data", "xlink:href");
    private static final Set<String> NEVER = Set.of("iframe", "object", "embed", "base", "applet", "frame", "style");

    /** Attributes that say in which state an element is: a field that is refused has other ones. */
    private static final Set<String> STATE = Set.of(
            "aria-describedby", "aria-invalid", "autofocus", "checked", "class", "hidden", "id", "open", "selected");

    private Structure() {}

    /** Each kind of element with its parent and the names of its attributes. */
    static Set<String> of(Document page) {
        return page.getAllElements().stream().map(Structure::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kind(Element element) {
        var parent = element.parent();
        return (parent == null ? "" : parent.tagName() + " > ")
                + element.tagName()
                + element.attributes().asList().stream()
                        .map(Attribute::getKey)
                        .filter(name -> !STATE.contains(name))
                        .sorted()
                        .collect(Collectors.joining(" ", "[", "]"));
    }

    /** Whatever on the page could run, or lead to something that runs. */
    static Set<String> running(Document page) {
        var found = new TreeSet<String>();
        for (var element : page.getAllElements()) {
            var foreignScript = element.tagName().equals("script")
                    && !(element.attr("src").startsWith("/") && element.data().isBlank());
            if (foreignScript || NEVER.contains(element.tagName())) {
                found.add(element.outerHtml());
            }
            for (var attribute : element.attributes()) {
                var name = attribute.getKey().toLowerCase(Locale.ROOT);
                var value =
                        attribute.getValue().replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
                if (name.startsWith("on")
                        || name.equals("style")
                        || ADDRESSES.contains(name) && value.matches("(javascript|data|vbscript):.*")) {
                    found.add(element.tagName() + " " + attribute);
                }
            }
        }
        return found;
    }

    /** All that the page shows: its text, and the values of its fields. */
    static String shown(Document page) {
        var values = page.select("[value]").eachAttr("value");
        return page.wholeText() + "\n" + String.join("\n", values);
    }
}
