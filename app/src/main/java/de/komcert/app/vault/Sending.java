package de.komcert.app.vault;

import java.time.Instant;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;

/**
 * A file that is being sent in pieces. When all of it has come it is a file of the vault, under the same id.
 *
 * @param by who sends it, and who alone may go on
 * @param size of its content, as whoever began it said
 * @param keptUntil when it is cleared away unless somebody goes on before
 */
public record Sending(FileId id, CompartmentId compartment, PersonId by, long size, Instant keptUntil) {

    /** How much of its content is in so many of its segments. */
    long within(long segments) {
        return segments == Segments.count(size) ? size : segments * Segments.CONTENT;
    }
}
