package de.komcert.app.identity.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends whoever is not signed in to do so, and back to where they wanted to go. A form that was sent stays in the browser,
 * on a page from which it can be sent once more.
 */
final class ToSignIn implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            // A part of a page cannot become the sign-in page: let the browser load the whole one anew.
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Refresh", "true");
            return;
        }
        UnsentForm.keep(request);
        if (UnsentForm.kept(request) != null) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, signIn(request));
    }

    private static String signIn(HttpServletRequest request) {
        var wanted = wanted(request);
        return wanted.isStart()
                ? SecurityConfiguration.SIGN_IN
                : UriComponentsBuilder.fromPath(SecurityConfiguration.SIGN_IN)
                        .queryParam("weiter", "{wanted}")
                        .encode()
                        .buildAndExpand(wanted.value())
                        .toUriString();
    }

    /** What was sent and cannot be sent again leads to the start. */
    private static LocalPath wanted(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return LocalPath.START;
        }
        var query = request.getQueryString();
        return LocalPath.of(request.getRequestURI() + (query == null ? "" : "?" + query));
    }
}
