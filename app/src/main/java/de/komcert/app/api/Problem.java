package de.komcert.app.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: what happened is said by {@code code}
 * @param title the name of the status
 * @param status the HTTP status
 * @param detail one sentence in the language of the request that says what is wrong and what to do
 * @param instance the path that was asked for
 * @param code the reason for programs, the same in every language
 * @param current on 412: the tag of the version that stands now, where it is known
 * @param problems on 422: one entry for everything that is wrong with what was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable String current,
        @Nullable List<Place> problems) {

    /**
     * What is wrong at one place of what was sent.
     *
     * @param field the place in a JSON document, such as {@code contacts[2].phone}, or the name of a parameter
     * @param line the line of a file, from 1
     * @param column the column of a file
     * @param detail one sentence in the language of the request
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            @Nullable String field,
            @Nullable Long line,
            @Nullable String column,
            String detail) {

        public static Place field(String field, String detail) {
            return new Place(field, null, null, detail);
        }
    }
}
