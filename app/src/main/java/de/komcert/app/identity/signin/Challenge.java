package de.komcert.app.identity.signin;

import de.komcert.app.access.PersonId;

/**
 * A sign-in whose password was right and whose second factor is still to come.
 *
 * @param epoch the person's epoch then; a change in between ends the sign-in
 * @param enrolled whether the account has a second factor, or must set one up first
 */
public record Challenge(PersonId person, String login, int epoch, boolean enrolled) {

    Session session() {
        return new Session(person.value(), epoch);
    }
}
