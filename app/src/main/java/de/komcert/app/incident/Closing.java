package de.komcert.app.incident;

import de.komcert.app.web.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ending an incident: only when nothing that a person's life hangs on is left, and nobody is left uninformed. */
@Component
@Transactional
public class Closing {

    private final Incidents incidents;
    private final Plans plans;

    Closing(Incidents incidents, Plans plans) {
        this.incidents = incidents;
        this.plans = plans;
    }

    /**
     * Closes an incident with its outcome. Resolved needs every task done or left out with a reason; a false alarm does
     * not, and whoever was told of it becomes somebody to be told that it was none.
     */
    public Incident close(IncidentId id, Incident.Outcome outcome, String why) {
        var incident = incidents.working(id);
        if (outcome == Incident.Outcome.RESOLVED) {
            var plan = plans.of(incident);
            var open = plan.playbook().steps().stream()
                    .filter(step -> plan.status(step).open())
                    .count();
            if (open > 0) {
                throw new Refusal("incident.tasksOpen", open);
            }
        }
        return incidents.close(id, outcome, why);
    }
}
