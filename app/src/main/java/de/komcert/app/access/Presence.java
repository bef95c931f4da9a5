package de.komcert.app.access;

import java.util.Optional;

/**
 * Asks anew who a request is from: for what outlives the request, such as a stream of events, and must end with the
 * session, the account or the token. Every request that runs as somebody carries one as the attribute {@link #ATTRIBUTE}.
 */
@FunctionalInterface
public interface Presence {

    String ATTRIBUTE = "komcert.presence";

    /** Whoever it is from, with what they may do now; nobody once they signed out, were locked or got another role. */
    Optional<Actor.Person> now();
}
