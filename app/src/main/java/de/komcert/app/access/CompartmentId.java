package de.komcert.app.access;

import java.util.UUID;

/** A compartment: a closed room of data that only its named members see, and nobody else learns to exist. */
public record CompartmentId(UUID value) {

    public static CompartmentId random() {
        return new CompartmentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
