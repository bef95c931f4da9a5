package de.komcert.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * All texts of all features: the bundles {@code messages/<feature>_de.properties} and {@code _en}.
 *
 * <p>A missing key is an error, so that no page shows a key to a reader.
 */
@Component
public class Texts {

    private static final String GERMAN_BUNDLES = "classpath*:messages/*_de.properties";

    private final ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();

    Texts() {
        try {
            var names = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(GERMAN_BUNDLES))
                    .map(bundle -> String.valueOf(bundle.getFilename()))
                    .map(file -> "messages/" + file.substring(0, file.length() - "_de.properties".length()))
                    .sorted()
                    .toArray(String[]::new);
            bundles.setBasenames(names);
            bundles.setDefaultEncoding("UTF-8");
            bundles.setFallbackToSystemLocale(false);
            bundles.setDefaultLocale(Locale.GERMAN);
            bundles.setAlwaysUseMessageFormat(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of this key, with its arguments put in as {@link java.text.MessageFormat} does. */
    public String get(Locale locale, String key, Object... arguments) {
        return bundles.getMessage(key, arguments, locale);
    }

    /** The text of a key that not everything has, such as one made of a name that comes from elsewhere. */
    public Optional<String> find(Locale locale, String key, Object... arguments) {
        return Optional.ofNullable(bundles.getMessage(key, arguments, null, locale));
    }
}
