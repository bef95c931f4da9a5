package de.komcert.app.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Turns every failure into one clear sentence: a page for people, problem+json for programs. */
@ControllerAdvice
class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

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

    /** A form goes back to its page, with everything in it; whatever else was refused gets the sentence alone. */
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
        var form = handler == null ? null : handler.getMethodAnnotation(FormOn.class);
        if (form == null || forPrograms(request)) {
            return answer(HttpStatus.CONFLICT, sentence, request, response, locale);
        }
        request.setAttribute(Returned.ATTRIBUTE, Returned.of(request, sentence));
        response.setStatus(HttpStatus.CONFLICT.value());
        var page = UriComponentsBuilder.fromPath(form.value())
                .build()
                .expand(variables(request))
                .encode();
        request.getRequestDispatcher(page.toString()).forward(new PageAgain(request), response);
        return null;
    }

    @ExceptionHandler(AccessDeniedException.class)
    Object denied(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return answer(HttpStatus.FORBIDDEN, texts.get(locale, "failure.denied"), request, response, locale);
    }

    /** What cannot be read, such as broken JSON or a word where an id belongs. */
    @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
    Object unreadable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return answer(HttpStatus.BAD_REQUEST, texts.get(locale, "failure.badRequest"), request, response, locale);
    }

    @ExceptionHandler
    Object anything(Exception failure, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var key = known.getStatusCode().value() == 404 ? "failure.notHere" : "failure.badRequest";
            return answer(known.getStatusCode(), texts.get(locale, key), request, response, locale);
        }
        var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        // The message may quote case data, so only its kind and place are logged.
        LOG.error("Request failed, reference {}: {}", reference, Traces.withoutMessages(failure));
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                texts.get(locale, "failure.unexpected", reference),
                request,
                response,
                locale);
    }

    /** What the address of the request has filled in, such as the id of an incident. */
    private static Map<String, Object> variables(HttpServletRequest request) {
        var variables = new HashMap<String, Object>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> known) {
            known.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        return variables;
    }

    /** The API, and what a page saves by itself while somebody types. */
    private static boolean forPrograms(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getRequestURI().startsWith("/api/") || MediaType.APPLICATION_JSON_VALUE.equals(accept);
    }

    private Object answer(
            HttpStatusCode status,
            String sentence,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        if (forPrograms(request)) {
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, sentence))
                    .build();
        }
        response.setStatus(status.value());
        return new ModelAndView("web/failure")
                .addObject("shell", shells.shell(request, locale))
                .addObject("sentence", sentence);
    }
}
