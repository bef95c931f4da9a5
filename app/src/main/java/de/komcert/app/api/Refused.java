package de.komcert.app.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;

/** The refusals that a route can answer with, as the OpenAPI document names them. */
enum Refused {
    UNREADABLE(400, "The address or the body cannot be read."),
    NO_TOKEN(401, "No token, or one that is void, over or of a locked account."),
    NO_PERMISSION(403, "The token lacks the scope of this route, or its person the permission."),
    NOT_HERE(404, "Not there, or not open to whoever asks: the two are not told apart."),
    NOT_ACCEPTABLE(406, "The answer does not exist in the form that Accept asks for."),
    CONFLICT(409, "Understood, and refused for a reason that the sentence tells; nothing has changed."),
    OVERTAKEN(412, "Somebody was quicker; nothing was overwritten, and the current tag is named."),
    TOO_LARGE(413, "The body is larger than anything sensible."),
    UNKNOWN_KIND(415, "The body is of a kind that is not read here."),
    INVALID(422, "The body can be read and cannot stand; problems names every place."),
    NO_VERSION(428, "If-Match is missing.");

    private static final String PROBLEM_JSON = "application/problem+json";

    private final int status;
    private final String meaning;

    Refused(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    String code() {
        return Integer.toString(status);
    }

    /** Its name in the document, such as {@code NotHere}. */
    String named() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    ApiResponse reference() {
        return new ApiResponse().$ref(named());
    }

    ApiResponse response() {
        var problem = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(meaning)
                .content(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(problem)));
    }
}
