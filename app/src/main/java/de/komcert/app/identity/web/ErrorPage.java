package de.komcert.app.identity.web;

import java.io.IOException;
import java.util.Locale;

import de.komcert.app.access.OpenToAll;
import de.komcert.app.api.ProblemAnswers;
import de.komcert.app.web.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
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
    private final ProblemAnswers problems;

    ErrorPage(Texts texts, ProblemAnswers problems) {
        this.texts = texts;
        this.problems = problems;
    }

    /** Refuses a request on its way, and keeps why. */
    static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        request.setAttribute(DENIED, why);
        if (why instanceof CsrfException && isFromOurPage(request)) {
            UnsentForm.keep(request);
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    @OpenToAll
    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable
    ModelAndView failed(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var status = status(request);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && ProblemAnswers.concern(path)) {
            problems.send(status, apiKey(status), path, request, response);
            return null;
        }
        var form = UnsentForm.kept(request);
        return form == null
                ? new ModelAndView("web/failure", status).addObject("sentence", texts.get(locale, key(status, request)))
                : new ModelAndView("identity/web/unsent", status).addObject("form", form);
    }

    /** As browsers say; where one does not, somebody else may have made the form. */
    private static boolean isFromOurPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
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

    private static String apiKey(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> "api.denied";
            case NOT_FOUND -> "api.notHere";
            default -> status.is4xxClientError() ? "api.unreadable" : "error.technical";
        };
    }
}
