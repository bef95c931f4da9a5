package de.komcert.app.api;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What a missing field of a JSON document stands for. */
public final class Sent {

    private Sent() {}

    public static String text(@Nullable String sent) {
        return Objects.requireNonNullElse(sent, "");
    }

    public static boolean flag(@Nullable Boolean sent) {
        return Boolean.TRUE.equals(sent);
    }
}
