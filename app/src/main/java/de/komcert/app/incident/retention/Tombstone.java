package de.komcert.app.incident.retention;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.incident.CodeName;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * What remains of what was erased, for those who were its members at the end.
 *
 * @param incident the incident it was, or null for a Meldung that became none
 * @param openedAt when the Meldung was taken
 * @param months the period by which it was erased
 * @param headNumber of the last link of its chain, which says that it was erased
 */
public record Tombstone(
        CompartmentId compartment,
        ReportId report,
        @Nullable IncidentId incident,
        @Nullable CodeName codeName,
        Kind kind,
        boolean exercise,
        Instant openedAt,
        Instant closedAt,
        int months,
        Instant announcedAt,
        Instant erasedAt,
        long headNumber,
        byte[] headHash) {

    /** The id under which it was known. */
    public UUID id() {
        return incident == null ? report.value() : incident.value();
    }

    /** The hash of the last link, as people compare it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(headHash);
    }
}
