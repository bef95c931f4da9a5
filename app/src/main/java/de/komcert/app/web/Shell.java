package de.komcert.app.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page: language, navigation, who is signed in. Every template takes one as {@code shell}.
 *
 * @param visitor the name of whoever is signed in, or null
 * @param path the path of the running request, to mark where one is
 * @param csrf the token every form sends along
 * @param returned the form that was refused and stands on this page again, or null
 */
public record Shell(
        Texts texts,
        Times times,
        Locale locale,
        @Nullable String visitor,
        String path,
        List<NavigationEntry> navigation,
        Csrf csrf,
        @Nullable Returned returned) {

    /** Name and value of the hidden field that proves a form came from our own page. */
    public record Csrf(String name, String value) {}

    /** The text of this key. */
    public String t(String key, Object... arguments) {
        return texts.get(locale, key, arguments);
    }

    /** The text for a constant, found under {@code <prefix>.<NAME>}. */
    public String t(String prefix, Enum<?> constant) {
        return texts.get(locale, prefix + "." + constant.name());
    }

    /** A size in bytes, as people read it. */
    public String size(long bytes) {
        return Bytes.text(bytes, texts, locale);
    }

    /** The address of this page, where a form that was refused has brought it back under another; null elsewhere. */
    public @Nullable String at() {
        return returned == null ? null : path + returned.query();
    }

    /** Whether the form with this action was refused and is here again. */
    public boolean refused(String action) {
        return returned != null && returned.action().equals(action);
    }

    /** Why the form with this action was refused. */
    public String refusal(String action) {
        return returned != null && refused(action) ? returned.sentence() : "";
    }

    /** What stands in a field: what was typed where the form came back, else this. */
    public String typed(String action, String field, String otherwise) {
        return returned != null && refused(action) ? returned.typed().getOrDefault(field, "") : otherwise;
    }

    /** Whether a box is ticked: as it was sent where the form came back, else so. */
    public boolean ticked(String action, String field, boolean otherwise) {
        return returned != null && refused(action) ? returned.typed().containsKey(field) : otherwise;
    }

    public boolean here(NavigationEntry entry) {
        return entry.href().equals("/") ? path.equals("/") : path.startsWith(entry.href());
    }
}
