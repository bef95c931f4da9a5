package de.komcert.app.forensics.finding;

import java.time.Instant;
import java.util.UUID;

/**
 * What a finding became.
 *
 * @param reference the number of the entry, the id of the indicator, or the id of the task
 * @param label what it says, in a line
 */
public record Outcome(UUID id, Kind kind, String reference, String label, Instant addedAt) {

    /** What a finding can become. */
    public enum Kind {
        ENTRY,
        INDICATOR,
        TASK
    }
}
