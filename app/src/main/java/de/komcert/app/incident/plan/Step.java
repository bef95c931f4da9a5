package de.komcert.app.incident.plan;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A task of a plan, from its playbook or added to it.
 *
 * @param roles who does it; the first leads
 * @param waivedBy the one role that may decide to leave it out
 * @param byReport whether it is done by the very Meldung that the incident began with
 * @param phase from 1 (report and assessment) to 9 (follow-up), or {@link #NO_PHASE} for an own task
 * @param due latest time after T0, or null
 * @param period the legal period, for a task that has one; no clock is computed from it
 * @param allOf ids of tasks and gates and names of facts that must all be given before
 * @param anyOf ids of tasks and gates and names of facts, one of which must be given before; empty for none
 * @param gate the decision it belongs to, or null
 * @param why one sentence: why this, and why now; may be empty for an own task
 * @param plain the same for somebody who knows nothing of IT; empty for an own task
 * @param doneBy the fact that must be stated before it can be done, or null; stating it does the task
 * @param evidence what is kept to show that it was done, or empty
 * @param line where it stands in its file, or 0 for an own task
 */
public record Step(
        String id,
        String title,
        List<PlanRole> roles,
        PlanRole waivedBy,
        boolean byReport,
        int phase,
        @Nullable Duration due,
        @Nullable Period period,
        List<String> allOf,
        List<String> anyOf,
        Danger danger,
        @Nullable String gate,
        @Nullable String doneBy,
        String why,
        String plain,
        String evidence,
        int line) {

    /** The phase of an own task, which belongs to none. */
    public static final int NO_PHASE = 0;

    public Step {
        roles = List.copyOf(roles);
        allOf = List.copyOf(allOf);
        anyOf = List.copyOf(anyOf);
    }

    /**
     * A legal period.
     *
     * @param length such as {@code PT72H} or {@code P1M}, as the law counts it
     * @param start the event it starts with, in words
     * @param whose the role whose duty it is
     */
    public record Period(String length, String start, PlanRole whose) {}
}
