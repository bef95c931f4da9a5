package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.UUID;

import de.komcert.app.incident.Incident;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;

/** What goes in and out of the API: only these fields, whatever else somebody sends. */
final class Bodies {

    private Bodies() {}

    /** An incident in a list. */
    record Entry(
            UUID id,
            String codeName,
            String title,
            boolean exercise,
            Incident.State state,
            Incident.@Nullable Outcome outcome,
            Severity severity,
            Tlp tlp,
            Instant t0,
            @Nullable Instant nextLook) {

        static Entry of(Incident incident) {
            return new Entry(
                    incident.id().value(),
                    incident.codeName().value(),
                    incident.title(),
                    incident.exercise(),
                    incident.state(),
                    incident.outcome(),
                    incident.classification().severity(),
                    incident.classification().tlp(),
                    incident.t0(),
                    incident.nextLook());
        }
    }

    /** A call; whatever is missing counts as empty. */
    record NewCall(
            @Nullable String callBack,
            @Nullable String caller,
            @Nullable String einrichtung,
            @Nullable UUID einrichtungId,
            @Nullable String words,
            @Nullable Boolean calledBack,
            @Nullable Boolean exercise) {}

    /** The Meldung that a call became. */
    record Taken(UUID id, Instant takenAt) {}

    record NewIncident(@Nullable String playbook, @Nullable String title) {}

    /** One of a role's next three tasks. */
    record NextTask(
            String id,
            String title,
            String reason,
            boolean running,
            @Nullable Instant due) {}

    /** What to do with a task. */
    enum Move {
        START,
        FINISH,
        WAIVE,
        REOPEN
    }

    /**
     * A task moves on.
     *
     * @param as the role that decides to leave it out
     * @param who whoever decided that
     */
    record TaskMove(
            @Nullable Move move,
            @Nullable PlanRole as,
            @Nullable String who,
            @Nullable String reason) {}

    /** A journal entry; without a time it happened just now. */
    record NewEntry(
            @Nullable String text,
            @Nullable Instant happenedAt,
            @Nullable Long corrects) {}
}
