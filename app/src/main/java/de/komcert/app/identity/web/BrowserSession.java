package de.komcert.app.identity.web;

import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.Actor;
import de.komcert.app.identity.signin.Session;
import de.komcert.app.identity.signin.Sessions;
import jakarta.servlet.http.HttpServletRequest;

/** Who a page is for, by the session of the browser. A session that has ended is thrown away. */
final class BrowserSession implements Function<HttpServletRequest, Optional<Actor.Person>> {

    private static final String SIGNED_IN = "komcert.signedIn";

    private final Sessions sessions;

    BrowserSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Actor.Person> apply(HttpServletRequest request) {
        var session = session(request);
        var actor = session.flatMap(sessions::actor);
        if (session.isPresent() && actor.isEmpty()) {
            end(request);
        }
        return actor;
    }

    /** Begins a session under a new id, so that nobody knows it who knew the one before. */
    static void begin(HttpServletRequest request, Session session) {
        end(request);
        request.getSession(true).setAttribute(SIGNED_IN, session);
    }

    static void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Optional<Session> session(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(SIGNED_IN))
                .map(Session.class::cast);
    }
}
