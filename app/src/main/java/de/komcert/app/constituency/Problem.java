package de.komcert.app.constituency;

import java.util.List;

/**
 * Something wrong with a field, to be shown beside it.
 *
 * @param field the name of the field
 * @param key the text that says what is wrong and what to do
 * @param arguments what is put into the text
 */
public record Problem(String field, String key, List<Object> arguments) {

    static Problem of(String field, String kind, Object... arguments) {
        return new Problem(field, "constituency.problem." + kind, List.of(arguments));
    }
}
