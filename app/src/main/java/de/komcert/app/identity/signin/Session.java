package de.komcert.app.identity.signin;

import java.io.Serializable;
import java.util.UUID;

import de.komcert.app.access.PersonId;

/** What a browser session holds of whoever signed in. It holds while the person's epoch is still this one. */
public record Session(UUID personId, int epoch) implements Serializable {

    public PersonId person() {
        return new PersonId(personId);
    }
}
