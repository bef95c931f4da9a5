package de.komcert.app.incident;

import java.time.Instant;

import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.web.Typed;
import org.jspecify.annotations.Nullable;

/**
 * A task that somebody wants in the plan of an incident, beside those of its playbook.
 *
 * @param title what is to be done, in one line
 * @param role who does it
 * @param danger what waiting puts at risk; it decides the place in the order
 * @param due when it is due, or null
 * @param why why it is important, or empty
 */
public record OwnTask(
        String title,
        PlanRole role,
        Danger danger,
        @Nullable Instant due,
        String why) {

    public OwnTask {
        title = Typed.line(title);
        why = Typed.line(why);
    }
}
