package de.komcert.app.incident;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That two compartments belong together, seen from one of them.
 *
 * <p>Exists only for whoever sees both ends.
 *
 * @param tie how the other end belongs to the one it is seen from
 * @param incident the incident at the other end, or null where there is only a Meldung
 * @param report the Meldung at the other end; where that was erased, what it was known by
 * @param name the code name of the other end, or what the caller said they call from
 * @param title what it is about
 * @param state where the incident at the other end stands, or null
 * @param erasedAt when the other end was erased at the end of its retention, or null
 * @param fingerprint stands in both journals, where the link is not told
 */
public record Link(
        UUID id,
        Tie tie,
        @Nullable IncidentId incident,
        ReportId report,
        String name,
        String title,
        Incident.@Nullable State state,
        @Nullable Instant erasedAt,
        Instant linkedAt,
        String fingerprint) {

    /** Whether it can be taken back: a merger cannot, and from what was erased there is nothing to take. */
    public boolean loose() {
        return tie.loose() && erasedAt == null;
    }

    /** How the other end belongs to this one. */
    public enum Tie {
        /** This one was merged into it. */
        MERGED_INTO,
        /** It was merged into this one. */
        MERGED_FROM,
        PARENT,
        CHILD;

        /** Whether the link can be taken back; a merger cannot. */
        public boolean loose() {
            return this == PARENT || this == CHILD;
        }
    }
}
