package de.komcert.app.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import de.komcert.app.api.ProblemAnswers.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the place of what was sent at which something is wrong. */
@Component
class Places {

    private static final String INVALID = "api.invalid";

    private final ProblemAnswers problems;

    Places(ProblemAnswers problems) {
        this.problems = problems;
    }

    /** A body that is no JSON, or one whose values do not fit. */
    Reason of(HttpMessageNotReadableException unreadable, Locale locale) {
        if (BodyLimit.exceededIn(unreadable)) {
            return ApiFailures.tooLarge();
        }
        if (unreadable.getCause() instanceof DatabindException known
                && !known.getPath().isEmpty()) {
            return Reason.invalid(
                    INVALID, List.of(Problem.Place.field(path(known.getPath()), sentence(known, locale))));
        }
        // A body that is nested too deeply fails without a place.
        var where = unreadable.getCause() instanceof JacksonException broken ? broken.getLocation() : null;
        if (where != null && where.getLineNr() > 0) {
            return Reason.of(HttpStatus.BAD_REQUEST, "api.noJson", where.getLineNr(), where.getColumnNr());
        }
        return Reason.of(HttpStatus.BAD_REQUEST, "api.unreadable");
    }

    /** Values that break a rule of their field, all of them. */
    Reason of(MethodArgumentNotValidException invalid, Locale locale) {
        return Reason.invalid(
                INVALID,
                invalid.getFieldErrors().stream()
                        .map(error -> Problem.Place.field(error.getField(), sentence(error, locale)))
                        .sorted((one, other) -> String.valueOf(one.field()).compareTo(String.valueOf(other.field())))
                        .toList());
    }

    Problem.Place of(TypeMismatchException mismatch, Locale locale) {
        var name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        return Problem.Place.field(name, values(mismatch.getRequiredType(), locale));
    }

    Problem.Place missing(String parameter, Locale locale) {
        return Problem.Place.field(parameter, problems.text(locale, "api.missing"));
    }

    /** Such as {@code contacts[2].phone}. */
    static String path(List<JacksonException.Reference> path) {
        var place = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            if (name == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(name);
            }
        }
        return place.toString();
    }

    private String sentence(DatabindException failure, Locale locale) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                problems.text(
                        locale,
                        "api.unknownField",
                        unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", ")));
            case InvalidFormatException format -> values(format.getTargetType(), locale);
            default -> problems.text(locale, "api.form");
        };
    }

    private String sentence(FieldError error, Locale locale) {
        return switch (String.valueOf(error.getCode())) {
            case "NotBlank", "NotNull" -> problems.text(locale, "api.missing");
            case "Size" -> problems.text(locale, "api.tooLong", longest(error));
            default -> problems.text(locale, "api.form");
        };
    }

    /** The arguments of a size are the field, its maximum and its minimum. */
    private static Object longest(FieldError error) {
        var arguments = error.getArguments();
        return arguments != null && arguments.length > 1 ? arguments[1] : "";
    }

    private String values(@Nullable Class<?> type, Locale locale) {
        return type != null && type.isEnum()
                ? problems.text(
                        locale,
                        "api.oneOf",
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .collect(Collectors.joining(", ")))
                : problems.text(locale, "api.form");
    }
}
