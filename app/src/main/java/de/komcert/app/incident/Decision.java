package de.komcert.app.incident;

import java.time.Instant;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it was taken: who decided, when, by which channel they told us, and whether our advice was followed.
 *
 * @param gate the gate of the playbook, or empty for a decision outside of it
 * @param decidedBy whoever decided; they need no account
 * @param followed whether our advice was followed; null where we gave none, or nobody can tell
 * @param recordedBy the member of the CERT who wrote it down
 */
public record Decision(
        UUID id,
        String gate,
        String question,
        String recommendation,
        String decision,
        String decidedBy,
        Instant decidedAt,
        String channel,
        String why,
        @Nullable Boolean followed,
        PersonId recordedBy,
        Instant recordedAt) {}
