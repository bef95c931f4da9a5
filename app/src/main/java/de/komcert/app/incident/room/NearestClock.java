package de.komcert.app.incident.room;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

import de.komcert.app.incident.Incident;
import de.komcert.app.incident.plan.Plan;
import org.jspecify.annotations.Nullable;

/** The open task of an incident that is due next. */
public record NearestClock(String id, String title, Instant due) {

    /** Null where nothing open has a due time, or the incident has ended. */
    public static @Nullable NearestClock of(Incident incident, @Nullable Plan plan) {
        if (incident.closed() || plan == null) {
            return null;
        }
        return plan.steps().stream()
                .filter(step -> plan.status(step).open() && plan.due(step) != null)
                .map(step -> new NearestClock(step.id(), step.title(), Objects.requireNonNull(plan.due(step))))
                .min(Comparator.comparing(NearestClock::due))
                .orElse(null);
    }
}
