package de.komcert.app.constituency;

import java.util.UUID;

/** The lasting identity of an Einrichtung; names and kinds may change. */
public record EinrichtungId(UUID value) {

    public static EinrichtungId random() {
        return new EinrichtungId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
