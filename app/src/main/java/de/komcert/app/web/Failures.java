package de.komcert.app.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.UriComponentsBuilder;

/** Turns every failure of a page into one clear sentence. Requests of programs are answered before they come here. */
@ControllerAdvice
class Failures {

    private final Texts texts;
    private final ShellAdvice shells;

    Failures(Texts texts, ShellAdvice shells) {
        this.texts = texts;
        this.shells = shells;
    }

    @ExceptionHandler(NotHere.class)
    Object notHere(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return answer(HttpStatus.NOT_FOUND, texts.get(locale, "failure.notHere"), request, response, locale);
    }

    @ExceptionHandler(Refusal.class)
    @Nullable
    Object refused(
            Refusal refusal,
            @Nullable HandlerMethod handler,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale)
            throws ServletException, IOException {
        var sentence = texts.get(locale, refusal.key(), refusal.arguments());
        return refused(refusal.status(), sentence, handler, request, response, locale);
    }

    @ExceptionHandler(Overtaken.class)
    @Nullable
    Object overtaken(
            Overtaken overtaken,
            @Nullable HandlerMethod handler,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale)
            throws ServletException, IOException {
        var sentence = texts.get(locale, overtaken.key());
        return refused(HttpStatus.CONFLICT, sentence, handler, request, response, locale);
    }

    @ExceptionHandler(AccessDeniedException.class)
    Object denied(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return answer(HttpStatus.FORBIDDEN, texts.get(locale, "failure.denied"), request, response, locale);
    }

    /** What cannot be read, such as a word where an id belongs. */
    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        InvalidParameterException.class,
        TypeMismatchException.class
    })
    Object unreadable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return answer(HttpStatus.BAD_REQUEST, texts.get(locale, "failure.badRequest"), request, response, locale);
    }

    @ExceptionHandler
    @Nullable
    Object anything(Exception failure, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null; // whoever broke off a download waits for no answer, and nothing has failed
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var key = known.getStatusCode().value() == 404 ? "failure.notHere" : "failure.badRequest";
            return answer(known.getStatusCode(), texts.get(locale, key), request, response, locale);
        }
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                texts.get(locale, "failure.unexpected", FailureLog.keep(failure)),
                request,
                response,
                locale);
    }

    /** A form goes back to its page, with everything in it; whatever else was refused gets the sentence alone. */
    private @Nullable Object refused(
            HttpStatus status,
            String sentence,
            @Nullable HandlerMethod handler,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale)
            throws ServletException, IOException {
        var form = handler == null ? null : handler.getMethodAnnotation(FormOn.class);
        if (form == null || savesByItself(request)) {
            return answer(status, sentence, request, response, locale);
        }
        request.setAttribute(Returned.ATTRIBUTE, Returned.of(request, sentence));
        response.setStatus(status.value());
        var page = UriComponentsBuilder.fromPath(form.value())
                .build()
                .expand(variables(request))
                .encode();
        request.getRequestDispatcher(page.toString()).forward(new PageAgain(request), response);
        return null;
    }

    /** What the address of the request has filled in, such as the id of an incident. */
    private static Map<String, Object> variables(HttpServletRequest request) {
        var variables = new HashMap<String, Object>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> known) {
            known.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        return variables;
    }

    /** What a page saves while somebody types. */
    private static boolean savesByItself(HttpServletRequest request) {
        return MediaType.APPLICATION_JSON_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT));
    }

    private Object answer(
            HttpStatusCode status,
            String sentence,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        if (savesByItself(request)) {
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, sentence))
                    .build();
        }
        response.setStatus(status.value());
        return new ModelAndView("web/failure")
                .addObject("shell", shells.shell(request, locale))
                .addObject("sentence", sentence);
    }
}
