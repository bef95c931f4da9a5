package de.komcert.traces.census;

import java.util.List;

import de.komcert.traces.Entry;

/**
 * A proposal how to correct times of a host, made where its time service states by how much the clock was wrong. The times
 * of entries stay as they are; whoever shows a corrected one shows it beside them.
 *
 * @param from by the clock of the host, when the proposal begins to hold, in ticks; {@link Entry#NO_TIME} where it holds
 *     for everything before {@code until}
 * @param until by the clock of the host, when the clock was put right
 * @param shift ticks to add to times of that stretch
 * @param evidence the entries that tell of it
 */
public record ClockCorrection(String host, long from, long until, long shift, List<Place> evidence) {

    public ClockCorrection {
        evidence = List.copyOf(evidence);
    }
}
