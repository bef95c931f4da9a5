package de.komcert.app.identity.signin;

import java.time.Clock;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.credentials.Passwords;
import de.komcert.app.identity.credentials.Secrets;
import org.springframework.stereotype.Component;

/**
 * The password of somebody who is signed in.
 *
 * <p>It is asked again before anything that would outlive the session, so that a browser left open gives away no more
 * than what is on its screen.
 */
@Component
public class OwnPassword {

    private static final int KEYS = 1_000;

    private final Secrets secrets;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Attempts attempts;

    OwnPassword(Secrets secrets, Passwords passwords, Sessions sessions, Clock clock) {
        this.secrets = secrets;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = new Attempts(Limits.PER_LOGIN, Limits.WINDOW, KEYS, clock);
    }

    /** Whether this is the person's password; after ten wrong ones nothing is, for a quarter of an hour. */
    public boolean is(PersonId person, String typed) {
        var key = person.toString();
        var right = attempts.admit(key) && passwords.matches(typed, secrets.password(person));
        if (right) {
            attempts.forget(key);
        }
        return right;
    }

    /** Sets a new one and ends every session but the one given back. */
    public Session change(PersonId person, String fresh) {
        secrets.setPassword(person, passwords.hash(fresh));
        return sessions.endOthers(person);
    }
}
