package de.komcert.app.vault;

import java.time.Instant;

import de.komcert.app.access.CompartmentId;

/**
 * A file as the vault knows it.
 *
 * @param size of its content, in bytes
 * @param hash of its content as it was received
 */
public record StoredFile(FileId id, CompartmentId compartment, long size, Sha256 hash, Instant storedAt) {}
