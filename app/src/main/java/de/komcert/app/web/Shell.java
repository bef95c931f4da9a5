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
 */
public record Shell(
        Texts texts,
        Times times,
        Locale locale,
        @Nullable String visitor,
        String path,
        List<NavigationEntry> navigation,
        Csrf csrf) {

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

    public boolean here(NavigationEntry entry) {
        return entry.href().equals("/") ? path.equals("/") : path.startsWith(entry.href());
    }
}
