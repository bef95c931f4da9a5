package de.komcert.app.access;

import java.util.UUID;

/** A person with an account of this Lagezentrum. */
public record PersonId(UUID value) {

    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
