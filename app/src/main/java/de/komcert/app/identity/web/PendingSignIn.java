package de.komcert.app.identity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import de.komcert.app.identity.credentials.PrintedCode;
import de.komcert.app.identity.credentials.Totp;
import de.komcert.app.identity.signin.Challenge;
import jakarta.servlet.http.HttpServletRequest;

/** A sign-in between its two steps, kept in the browser's session for ten minutes and five tries. */
final class PendingSignIn {

    private static final String PENDING = "komcert.pendingSignIn";
    private static final Duration HOLDS = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final Challenge challenge;
    private final LocalPath wanted;
    private final Instant until;
    private final AtomicInteger triesLeft = new AtomicInteger(TRIES);

    /** Offered while the account has no second factor, and the same when the page is loaded again. */
    private final byte[] appSecret = Totp.newSecret();

    private final List<PrintedCode> sheet = PrintedCode.sheet();

    private PendingSignIn(Challenge challenge, LocalPath wanted, Instant until) {
        this.challenge = challenge;
        this.wanted = wanted;
        this.until = until;
    }

    static void begin(HttpServletRequest request, Challenge challenge, LocalPath wanted, Instant now) {
        BrowserSession.end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) HOLDS.toSeconds());
        session.setAttribute(PENDING, new PendingSignIn(challenge, wanted, now.plus(HOLDS)));
    }

    static Optional<PendingSignIn> of(HttpServletRequest request, Instant now) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(PENDING))
                .map(PendingSignIn.class::cast)
                .filter(pending -> now.isBefore(pending.until));
    }

    /** Uses up one try; false when there was none left. */
    boolean tryOnce() {
        return triesLeft.getAndDecrement() > 0;
    }

    boolean triesLeft() {
        return triesLeft.get() > 0;
    }

    Challenge challenge() {
        return challenge;
    }

    LocalPath wanted() {
        return wanted;
    }

    byte[] appSecret() {
        return appSecret.clone();
    }

    List<PrintedCode> sheet() {
        return sheet;
    }
}
