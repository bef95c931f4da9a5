package de.komcert.app.incident.web;

import java.util.Objects;
import java.util.UUID;

import de.komcert.app.incident.Call;
import org.jspecify.annotations.Nullable;

/** The fields of "Anruf annehmen" as a browser sends them; whatever is missing counts as empty. */
record CallForm(
        @Nullable String callBack,
        @Nullable String caller,
        @Nullable String einrichtung,
        @Nullable String words,
        boolean calledBack,
        boolean exercise,
        int revision) {

    Call call(@Nullable UUID einrichtungId) {
        return new Call(text(callBack), text(caller), text(einrichtung), einrichtungId, text(words), calledBack);
    }

    String einrichtungText() {
        return text(einrichtung);
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
