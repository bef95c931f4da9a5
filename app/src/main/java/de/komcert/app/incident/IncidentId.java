package de.komcert.app.incident;

import java.util.UUID;

/** An incident; random, so that nobody learns of it by counting. */
public record IncidentId(UUID value) {

    public static IncidentId random() {
        return new IncidentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
