package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import org.jspecify.annotations.Nullable;

/** What several resources of an incident have in common. */
final class Bodies {

    /** All routes of one incident. */
    static final String INCIDENT = "/api/v1/vorfaelle/{id}";

    private Bodies() {}

    /**
     * A person of the CERT.
     *
     * @param name as it was when this was read
     */
    record PersonBody(UUID id, String name) {

        static PersonBody of(PersonId id, String name) {
            return new PersonBody(id.value(), name);
        }
    }

    /**
     * The end of the journal's hash chain. Kept elsewhere, it shows later whether entries are missing.
     *
     * @param number the number of the last entry
     * @param hash its hash, in hexadecimal digits
     */
    record HeadBody(long number, String hash) {}

    /**
     * The time of something that happened.
     *
     * @param sent what was sent, or null for now
     */
    static Instant at(@Nullable Instant sent, Clock clock) {
        return sent == null ? clock.instant() : sent;
    }
}
