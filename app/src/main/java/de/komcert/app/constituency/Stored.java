package de.komcert.app.constituency;

import java.time.Instant;
import java.util.UUID;

/**
 * A record as the database keeps it.
 *
 * @param einrichtung whose it is; for an Einrichtung itself, its own
 * @param version of the Einrichtung itself; 0 for what belongs to one
 */
public record Stored(
        UUID id, EinrichtungId einrichtung, int version, Entry entry, String changedBy, Instant changedAt) {}
