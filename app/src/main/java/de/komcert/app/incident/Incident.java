package de.komcert.app.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it stands.
 *
 * @param playbook id of the playbook its plan was made from
 * @param exercise fixed at opening: marked everywhere, and nothing of it leaves
 * @param t0 when the CERT learned of it, from which the plan counts
 * @param nextLook when a parked incident is looked at again
 * @param situation the summary that a colleague reads first
 * @param affected the Einrichtungen it touches
 * @param allClearOpen how many of those who were told have yet to hear that it was a false alarm
 * @param revision counts the changes, so that two who change it at once notice each other
 */
public record Incident(
        IncidentId id,
        CompartmentId compartment,
        CodeName codeName,
        String title,
        String playbook,
        String playbookVersion,
        boolean exercise,
        State state,
        @Nullable Outcome outcome,
        Instant t0,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant nextLook,
        PersonId lead,
        Classification classification,
        String situation,
        List<UUID> affected,
        int allClearOpen,
        int revision) {

    public Incident {
        affected = List.copyOf(affected);
    }

    public boolean closed() {
        return state == State.CLOSED;
    }

    /** Whether somebody works on it now. */
    public enum State {
        OPEN,
        PARKED,
        CLOSED
    }

    /** How it ended. */
    public enum Outcome {
        RESOLVED,
        FALSE_ALARM,
        /** There is nothing more to do here, for the reason given. */
        ENDED,
        /** It goes on in another incident. Only who sees both reads this; for everybody else it has ended. */
        MERGED
    }
}
