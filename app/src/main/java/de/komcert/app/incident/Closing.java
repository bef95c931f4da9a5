package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;

import de.komcert.app.web.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ending an incident: only when nothing that a person's life hangs on is left, and nobody is left uninformed. */
@Component
@Transactional
public class Closing {

    private final Incidents incidents;
    private final IncidentRows rows;
    private final Plans plans;
    private final Journal journal;
    private final Clock clock;

    Closing(Incidents incidents, IncidentRows rows, Plans plans, Journal journal, Clock clock) {
        this.incidents = incidents;
        this.rows = rows;
        this.plans = plans;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Closes an incident with its outcome. Resolved needs every task done or left out with a reason; a false alarm does
     * not, and whoever was told of it becomes somebody to be told that it was none. What was recorded stays; only
     * retention erases.
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
        var reason = Typed.text(why).strip();
        if (reason.isEmpty()) {
            throw new Refusal("incident.reasonMissing");
        }
        rows.update(
                incident,
                "state = 'CLOSED', outcome = ?, closed_at = ?, next_look = null",
                outcome.name(),
                Timestamp.from(clock.instant()));
        journal.record(
                incident.compartment(),
                JournalEntry.Kind.INCIDENT,
                outcome == Incident.Outcome.FALSE_ALARM ? "journal.falseAlarm" : "journal.closed",
                reason);
        return incidents.find(id);
    }
}
