package de.komcert.app.api;

import java.util.List;

import de.komcert.app.api.ProblemAnswers.Reason;
import de.komcert.app.api.Tags.Outdated;
import de.komcert.app.api.Tags.TagMissing;
import de.komcert.app.web.FailureLog;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Overtaken;
import de.komcert.app.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers every failure of a program's request with a problem: one sentence that says what to do, and nothing of ours.
 *
 * <p>It goes by the path and not by the handler, since a path without a handler fails as well.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiFailures implements HandlerExceptionResolver {

    private static final ModelAndView ANSWERED = new ModelAndView();

    private final ProblemAnswers problems;
    private final Places places;

    ApiFailures(ProblemAnswers problems, Places places) {
        this.problems = problems;
        this.places = places;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        var path = request.getRequestURI();
        if (!ProblemAnswers.concern(path)) {
            return null;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return ANSWERED; // nobody waits for an answer any more
        }
        if (!response.isCommitted()) {
            response.resetBuffer();
            if (failure instanceof ErrorResponse known) {
                known.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
            }
            problems.send(reason(failure, request), path, request, response);
        }
        return ANSWERED;
    }

    private Reason reason(Exception failure, HttpServletRequest request) {
        var locale = problems.locale(request);
        return switch (failure) {
            case NotHere _ -> Reason.of(HttpStatus.NOT_FOUND, "api.notHere");
            case Refusal refusal -> Reason.of(refusal.status(), refusal.key(), refusal.arguments());
            case Overtaken overtaken -> Reason.overtaken(Tags.of(overtaken.current()));
            case Outdated _ -> Reason.overtaken(null);
            case TagMissing _ -> Reason.of(HttpStatus.PRECONDITION_REQUIRED, "api.tagMissing");
            case Invalid invalid -> Reason.invalid(invalid.key(), invalid.places());
            case AccessDeniedException _ -> Reason.of(HttpStatus.FORBIDDEN, "api.denied");
            case BodyLimit.TooLarge _ -> tooLarge();
            case MaxUploadSizeExceededException _ -> tooLarge();
            case MultipartException _ -> Reason.of(HttpStatus.BAD_REQUEST, "api.unreadable");
            case HttpMessageNotReadableException unreadable -> places.of(unreadable, locale);
            case MethodArgumentNotValidException invalid -> places.of(invalid, locale);
            case MissingServletRequestParameterException missing ->
                badParameter(places.missing(missing.getParameterName(), locale));
            case TypeMismatchException mismatch -> badParameter(places.of(mismatch, locale));
            case ErrorResponse known
            when known.getStatusCode().is4xxClientError() ->
                Reason.of(known.getStatusCode(), key(known.getStatusCode()));
            default -> Reason.of(HttpStatus.INTERNAL_SERVER_ERROR, "failure.unexpected", FailureLog.keep(failure));
        };
    }

    static Reason tooLarge() {
        return Reason.of(HttpStatus.CONTENT_TOO_LARGE, "api.tooLarge", BodyLimit.KILOBYTES);
    }

    private static Reason badParameter(Problem.Place place) {
        return new Reason(HttpStatus.BAD_REQUEST, "api.badParameter", List.of(), null, List.of(place));
    }

    private static String key(HttpStatusCode status) {
        return switch (HttpStatus.valueOf(status.value())) {
            case NOT_FOUND -> "api.notHere";
            case METHOD_NOT_ALLOWED -> "api.method";
            case NOT_ACCEPTABLE -> "api.acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "api.mediaType";
            default -> "api.unreadable";
        };
    }
}
