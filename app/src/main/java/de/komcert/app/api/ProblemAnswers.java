package de.komcert.app.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import de.komcert.app.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Sends problems to programs. The texts of the features are the sentences, their keys the codes. */
@Component
public class ProblemAnswers {

    private static final String PATH = "/api/";
    private static final String TYPE = "about:blank";

    private final Texts texts;
    private final LocaleResolver locales;
    private final JsonMapper json;

    ProblemAnswers(Texts texts, LocaleResolver locales, JsonMapper json) {
        this.texts = texts;
        this.locales = locales;
        this.json = json;
    }

    /** A reason before it is put into words. */
    record Reason(
            HttpStatusCode status,
            String key,
            List<Object> arguments,
            @Nullable String current,
            @Nullable List<Problem.Place> places) {

        static Reason of(HttpStatusCode status, String key, Object... arguments) {
            return new Reason(status, key, List.of(arguments), null, null);
        }

        static Reason overtaken(@Nullable String current) {
            return new Reason(HttpStatus.PRECONDITION_FAILED, "api.overtaken", List.of(), current, null);
        }

        static Reason invalid(String key, List<Problem.Place> places) {
            return new Reason(HttpStatus.UNPROCESSABLE_CONTENT, key, List.of(), null, places);
        }
    }

    /** Whether this request is one of a program, so that it is answered with a problem and not with a page. */
    public static boolean concern(@Nullable String path) {
        return path != null && path.startsWith(PATH);
    }

    /** Answers with the text of this key. */
    public void send(HttpStatusCode status, String key, HttpServletRequest request, HttpServletResponse response) {
        send(Reason.of(status, key), request.getRequestURI(), request, response);
    }

    /** The same for a request that was passed on, and once had this path. */
    public void send(
            HttpStatusCode status, String key, String path, HttpServletRequest request, HttpServletResponse response) {
        send(Reason.of(status, key), path, request, response);
    }

    void send(Reason reason, String path, HttpServletRequest request, HttpServletResponse response) {
        var locale = locale(request);
        response.setStatus(reason.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
        if (reason.current() != null) {
            response.setHeader(HttpHeaders.ETAG, reason.current());
        }
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem(reason, path, locale)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Locale locale(HttpServletRequest request) {
        return locales.resolveLocale(request);
    }

    String text(Locale locale, String key, Object... arguments) {
        return texts.get(locale, key, arguments);
    }

    private Problem problem(Reason reason, String path, Locale locale) {
        var status = HttpStatus.resolve(reason.status().value());
        return new Problem(
                TYPE,
                status == null ? "" : status.getReasonPhrase(),
                reason.status().value(),
                texts.get(locale, reason.key(), reason.arguments().toArray()),
                path,
                reason.key(),
                reason.current(),
                reason.places());
    }
}
