package de.komcert.app.incident.retention;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A Löschsperre: while it stands, nothing is erased.
 *
 * @param orderedBy who wants it, with a file number where there is one
 * @param nextLook when somebody looks whether it is still needed, or null; it never ends by itself
 * @param lifted how it ended, or null while it stands
 */
public record Hold(
        UUID id,
        String orderedBy,
        String reason,
        @Nullable Instant nextLook,
        String setBy,
        Instant setAt,
        @Nullable Lifting lifted) {

    public boolean stands() {
        return lifted == null;
    }

    /** A hold taken away. */
    public record Lifting(String by, Instant at, String why) {}
}
