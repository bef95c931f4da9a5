package de.komcert.app.identity.web;

import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.Actor;
import de.komcert.app.identity.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Who a request of a program is for, by its token. */
final class Bearers implements Function<HttpServletRequest, Optional<Actor.Person>> {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    Bearers(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Actor.Person> apply(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header ->
                        tokens.bearer(header.substring(SCHEME.length()).strip()))
                .map(bearer -> {
                    request.setAttribute(Tokens.Token.ATTRIBUTE, bearer.token());
                    return bearer.person();
                });
    }
}
