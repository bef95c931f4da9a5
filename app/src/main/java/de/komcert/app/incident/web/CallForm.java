package de.komcert.app.incident.web;

import java.util.Objects;
import java.util.UUID;

import de.komcert.app.incident.report.Call;
import org.jspecify.annotations.Nullable;

/** The fields of "Anruf annehmen" as a browser sends them; whatever is missing counts as empty. */
record CallForm(
        @Nullable String callBack,
        @Nullable String caller,
        @Nullable String einrichtung,
        @Nullable String words,
        @Nullable Boolean calledBack,
        // A box: a browser sends nothing for one that is not ticked, and a primitive would refuse that.
        @Nullable Boolean exercise,
        @Nullable Integer revision) {

    Call call(@Nullable UUID einrichtungId) {
        return new Call(text(callBack), text(caller), text(einrichtung), einrichtungId, text(words), calledBack);
    }

    String einrichtungText() {
        return text(einrichtung);
    }

    boolean forExercise() {
        return ticked(exercise);
    }

    int basedOn() {
        return Objects.requireNonNullElse(revision, 0);
    }

    private static boolean ticked(@Nullable Boolean box) {
        return Objects.requireNonNullElse(box, false);
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
