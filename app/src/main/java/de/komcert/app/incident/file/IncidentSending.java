package de.komcert.app.incident.file;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A file that is being sent into an incident, or one that has come.
 *
 * @param id of the sending, and of the file that it becomes
 * @param name as whoever sends it calls it, without what cannot be shown
 * @param nameCut whether the end of a longer name is missing
 * @param size in bytes, as whoever began it said
 * @param arrived how many of them have come
 * @param begunBy the name of whoever sends it
 * @param mine whether the actor does, and so may go on or end it
 * @param keptUntil when it is cleared away unless it goes on before, or null where all of it has come
 */
public record IncidentSending(
        UUID id,
        String name,
        boolean nameCut,
        String description,
        long size,
        long arrived,
        String begunBy,
        boolean mine,
        Instant begunAt,
        @Nullable Instant keptUntil) {

    static IncidentSending whole(IncidentFile file) {
        return new IncidentSending(
                file.id(),
                file.name(),
                file.nameCut(),
                file.description(),
                file.size(),
                file.size(),
                file.addedBy(),
                false,
                file.addedAt(),
                null);
    }

    /** Whether all of it has come, so that it is a file of the incident. */
    public boolean whole() {
        return keptUntil == null;
    }
}
