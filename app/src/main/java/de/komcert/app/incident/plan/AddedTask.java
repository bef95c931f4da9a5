package de.komcert.app.incident.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An own task: no playbook names it, somebody added it to the plan of one incident. It waits for nothing, and nothing
 * waits for it.
 *
 * @param number from 1, in the order in which they were added
 * @param waivedBy the one role that may decide to leave it out
 * @param due when it is due, or null
 * @param why why this, and why now; empty where nobody said
 * @param addedBy the name of whoever added it, as it was then
 */
public record AddedTask(
        int number,
        String title,
        PlanRole role,
        PlanRole waivedBy,
        Danger danger,
        @Nullable Instant due,
        String why,
        String addedBy,
        Instant addedAt) {

    /** The id of its step, which no playbook gives to anything. */
    public String id() {
        return "E" + number;
    }

    /** Whether an id is kept for own tasks. */
    static boolean reserves(String id) {
        return id.matches("E\\d+");
    }

    /** The step that it is in a plan that begins at T0. */
    Step step(Instant t0) {
        return new Step(
                id(),
                title,
                List.of(role),
                waivedBy,
                false,
                Step.NO_PHASE,
                due == null ? null : Duration.between(t0, due),
                null,
                List.of(),
                List.of(),
                danger,
                null,
                null,
                why,
                "",
                "",
                0);
    }
}
