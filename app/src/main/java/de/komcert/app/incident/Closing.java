package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ending an incident: only when nothing that a person's life hangs on is left, and nobody is left uninformed. */
@Component
@Transactional
public class Closing {

    /** How an incident can be closed by itself. */
    public static final List<Incident.Outcome> CHOICES =
            List.of(Incident.Outcome.RESOLVED, Incident.Outcome.FALSE_ALARM, Incident.Outcome.ENDED);

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
            var open = plan.steps().stream()
                    .filter(step -> plan.status(step).open())
                    .count();
            if (open > 0) {
                throw new Refusal("incident.tasksOpen", open);
            }
        }
        if (outcome == Incident.Outcome.MERGED) {
            throw new Refusal("incident.mergeElsewhere");
        }
        close(incident, outcome, why);
        return incidents.find(id);
    }

    /** Ends an incident whatever is open in it, because it goes on elsewhere. */
    public void end(Incident incident, String why) {
        close(incident, Incident.Outcome.ENDED, why);
    }

    private void close(Incident incident, Incident.Outcome outcome, String why) {
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
                switch (outcome) {
                    case RESOLVED -> "journal.closed";
                    case FALSE_ALARM -> "journal.falseAlarm";
                    case ENDED, MERGED -> "journal.ended";
                },
                reason);
    }
}
