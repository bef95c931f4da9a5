package de.komcert.app.incident.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a page that saves while somebody types.
 *
 * @param said the sentence shown beside the form, such as "gespeichert 14:05"
 * @param revision what the next saving is based on
 * @param draft where the next saving goes
 * @param action where the form goes when it is sent
 * @param registered the number to call back on, once the Einrichtung is recognised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Kept(
        String said,
        @Nullable Integer revision,
        @Nullable String draft,
        @Nullable String action,
        @Nullable String registered) {

    static Kept at(String said) {
        return new Kept(said, null, null, null, null);
    }
}
