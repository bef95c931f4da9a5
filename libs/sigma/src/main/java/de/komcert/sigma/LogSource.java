package de.komcert.sigma;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where something was logged, in Sigma's three words; each may be left open.
 *
 * @param product for example {@code windows}
 * @param category for example {@code process_creation}
 * @param service for example {@code security}
 */
public record LogSource(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service) {

    /** Nothing is known about where this was logged. */
    public static final LogSource UNKNOWN = new LogSource(null, null, null);

    /** What these words say; null for those that are left open. */
    public static LogSource of(@Nullable String product, @Nullable String category, @Nullable String service) {
        return new LogSource(product, category, service);
    }

    /** The words that are not left open, as in {@code windows, security}; empty where all are. */
    public String words() {
        return Stream.of(product, service, category).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        append(text, "product", product);
        append(text, "category", category);
        append(text, "service", service);
        return text.isEmpty() ? "any log source" : text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
        }
    }
}
