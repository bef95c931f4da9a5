package de.komcert.app.web;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns every failure of a page into one clear sentence. */
@ControllerAdvice
class Failures {

    private final Texts texts;
    private final ShellAdvice shells;

    Failures(Texts texts, ShellAdvice shells) {
        this.texts = texts;
        this.shells = shells;
    }

    @ExceptionHandler(NotHere.class)
    ModelAndView notHere(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(HttpStatus.NOT_FOUND, texts.get(locale, "failure.notHere"), request, response, locale);
    }

    @ExceptionHandler(Refusal.class)
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var sentence = texts.get(locale, refusal.key(), refusal.arguments());
        return page(HttpStatus.CONFLICT, sentence, request, response, locale);
    }

    @ExceptionHandler(Overtaken.class)
    ModelAndView overtaken(
            Overtaken overtaken, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(HttpStatus.CONFLICT, texts.get(locale, overtaken.key()), request, response, locale);
    }

    @ExceptionHandler(AccessDeniedException.class)
    ModelAndView denied(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(HttpStatus.FORBIDDEN, texts.get(locale, "failure.denied"), request, response, locale);
    }

    /** What cannot be read, such as a word where an id belongs. */
    @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
    ModelAndView unreadable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(HttpStatus.BAD_REQUEST, texts.get(locale, "failure.badRequest"), request, response, locale);
    }

    @ExceptionHandler
    ModelAndView anything(Exception failure, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var key = known.getStatusCode().value() == 404 ? "failure.notHere" : "failure.badRequest";
            return page(known.getStatusCode(), texts.get(locale, key), request, response, locale);
        }
        return page(
                HttpStatus.INTERNAL_SERVER_ERROR,
                texts.get(locale, "failure.unexpected", FailureLog.keep(failure)),
                request,
                response,
                locale);
    }

    private ModelAndView page(
            HttpStatusCode status,
            String sentence,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        response.setStatus(status.value());
        return new ModelAndView("web/failure")
                .addObject("shell", shells.shell(request, locale))
                .addObject("sentence", sentence);
    }
}
