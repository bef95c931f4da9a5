package de.komcert.app.incident.plan;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A task that a role should do now, and why it comes at this place.
 *
 * @param running whether somebody already does it
 * @param due when it is due, or null
 */
public record Next(
        Step step, Reason reason, boolean running, @Nullable Instant due) {

    /** What put it at its place. */
    public sealed interface Reason {

        record PeopleInDanger() implements Reason {}

        record LostForGood() implements Reason {}

        /** So many tasks wait for it, directly or by others. */
        record OthersWait(int tasks) implements Reason {}

        record DueFirst() implements Reason {}

        /** Nothing more urgent is left. */
        record ItsTurn() implements Reason {}
    }
}
