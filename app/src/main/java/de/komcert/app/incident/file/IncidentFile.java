package de.komcert.app.incident.file;

import java.time.Instant;
import java.util.UUID;

/**
 * A file of an incident.
 *
 * @param name as whoever brought it called it, without what cannot be shown
 * @param nameCut whether the end of a longer name is missing
 * @param size in bytes
 * @param sha256 of the content as it was received, 64 hexadecimal digits
 * @param addedBy the name of whoever added it
 */
public record IncidentFile(
        UUID id,
        String name,
        boolean nameCut,
        String description,
        long size,
        String sha256,
        String addedBy,
        Instant addedAt) {}
