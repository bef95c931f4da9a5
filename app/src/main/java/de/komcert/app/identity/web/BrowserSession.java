package de.komcert.app.identity.web;

import java.util.Optional;
import java.util.function.Function;

import de.komcert.app.access.Actor;
import de.komcert.app.access.Presence;
import de.komcert.app.identity.signin.Session;
import de.komcert.app.identity.signin.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Who a page is for, by the session of the browser. A session that has ended is thrown away. */
final class BrowserSession implements Function<HttpServletRequest, Presence> {

    private static final String SIGNED_IN = "komcert.signedIn";

    private final Sessions sessions;

    BrowserSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Presence apply(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? Optional::empty : () -> holder(session);
    }

    private Optional<Actor.Person> holder(HttpSession browser) {
        var session = signedIn(browser);
        var actor = session.flatMap(sessions::actor);
        if (session.isPresent() && actor.isEmpty()) {
            throwAway(browser);
        }
        return actor;
    }

    private static void throwAway(HttpSession browser) {
        try {
            browser.invalidate();
        } catch (IllegalStateException thrownAway) {
            // by another page of the same browser, at the same moment
        }
    }

    private static Optional<Session> signedIn(HttpSession browser) {
        try {
            return Optional.ofNullable(browser.getAttribute(SIGNED_IN)).map(Session.class::cast);
        } catch (IllegalStateException signedOut) {
            return Optional.empty(); // while a stream of events was open
        }
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
}
