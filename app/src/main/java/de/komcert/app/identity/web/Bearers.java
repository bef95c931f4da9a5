package de.komcert.app.identity.web;

import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.Presence;
import de.komcert.app.identity.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Who a request of a program is for, by its token. */
final class Bearers implements Function<HttpServletRequest, Presence> {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    Bearers(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Presence apply(HttpServletRequest request) {
        var secret = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
        return () -> secret.flatMap(tokens::bearer).map(bearer -> {
            request.setAttribute(Tokens.Token.ATTRIBUTE, bearer.token());
            return bearer.person();
        });
    }
}
