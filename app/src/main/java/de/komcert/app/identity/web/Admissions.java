package de.komcert.app.identity.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import de.komcert.app.identity.signin.Origin;
import de.komcert.app.identity.signin.SignIn.Admission;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** What changes in the browser when somebody has signed in. */
@Component
class Admissions {

    private static final String DEVICE = "komcert-geraet";
    private static final Duration DEVICE_KEPT = Duration.ofDays(365);
    private static final int LONGEST_DEVICE = 100;

    private final CsrfTokenRepository csrfTokens;

    Admissions(CsrfTokenRepository csrfTokens) {
        this.csrfTokens = csrfTokens;
    }

    /** Begins the session with a new id, a new proof for forms, and a mark by which the browser is known again. */
    void admit(Admission admission, HttpServletRequest request, HttpServletResponse response) {
        BrowserSession.begin(request, admission.session());
        csrfTokens.saveToken(null, request, response);
        var device = ResponseCookie.from(DEVICE, admission.device())
                .path(SecurityConfiguration.SIGN_IN)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(DEVICE_KEPT)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, device.toString());
    }

    static Origin origin(HttpServletRequest request) {
        var device = Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(DEVICE))
                .map(Cookie::getValue)
                .filter(value -> value.length() <= LONGEST_DEVICE)
                .findFirst();
        return new Origin(request.getRemoteAddr(), device);
    }
}
