package de.komcert.app.identity.web;

import java.io.IOException;
import java.util.Locale;

import de.komcert.app.access.OpenToAll;
import de.komcert.app.web.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is shown when a request fails before it reaches a page: a sentence that says what to do, and no detail. */
@Controller
class ErrorPage implements ErrorController {

    private static final String DENIED = "komcert.denied";

    private final Texts texts;

    ErrorPage(Texts texts) {
        this.texts = texts;
    }

    /** Refuses a request on its way, and keeps why. */
    static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        request.setAttribute(DENIED, why);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    @OpenToAll
    @RequestMapping("${spring.web.error.path:/error}")
    Object failed(HttpServletRequest request, Locale locale) {
        var status = status(request);
        var sentence = texts.get(locale, key(status, request));
        if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .startsWith("/api/")) {
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, sentence))
                    .build();
        }
        return new ModelAndView("web/failure", status).addObject("sentence", sentence);
    }

    private static HttpStatus status(HttpServletRequest request) {
        // Nothing failed where somebody just asks for this page.
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
    }

    private static String key(HttpStatus status, HttpServletRequest request) {
        if (request.getAttribute(DENIED) instanceof CsrfException) {
            return "error.stalePage";
        }
        return switch (status) {
            case FORBIDDEN -> "failure.denied";
            case NOT_FOUND -> "failure.notHere";
            default -> status.is4xxClientError() ? "failure.badRequest" : "error.technical";
        };
    }
}
