package de.komcert.app.incident.report;

import java.time.Instant;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.PersonId;

/**
 * A Meldung: what somebody told us, not yet an incident.
 *
 * @param exercise whether it belongs to an exercise; an incident opened from it is one for ever
 * @param revision counts the savings, so that two who type into it notice each other
 */
public record Report(
        ReportId id,
        CompartmentId compartment,
        PersonId takenBy,
        Instant takenAt,
        Call call,
        boolean exercise,
        State state,
        String answer,
        Instant savedAt,
        int revision) {

    /** What became of a Meldung. */
    public enum State {
        OPEN,
        INCIDENT,
        ANSWERED,
        /** It needs no work of its own, for the reason given. */
        ENDED,
        /** It is part of what is known already. Only who sees both reads this; for everybody else it has ended. */
        MERGED
    }

    /** What became of an attempt to save. */
    public sealed interface Saving {

        Report report();

        /** Saved. */
        record Saved(Report report) implements Saving {}

        /** Somebody else saved in between: theirs stands, and what was typed here is kept as a version beside it. */
        record Overtaken(Report report, Call typed) implements Saving {}
    }
}
