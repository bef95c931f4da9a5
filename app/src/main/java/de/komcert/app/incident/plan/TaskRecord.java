package de.komcert.app.incident.plan;

import java.time.Instant;

/**
 * What was recorded of one instance of a task; maps to one row.
 *
 * @param instance from 1; opening a task again makes a new one and keeps the old
 * @param who whoever started, finished or waived it
 * @param at when
 * @param reason why it was waived or opened again; empty otherwise
 */
public record TaskRecord(String task, int instance, State state, String who, Instant at, String reason) {

    /** How far this instance got. */
    public enum State {
        /** Opened again and not touched since. */
        OPEN,
        RUNNING,
        DONE,
        WAIVED
    }

    boolean fulfilled() {
        return state == State.DONE || state == State.WAIVED;
    }
}
