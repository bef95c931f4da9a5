package de.komcert.app.incident.playbook;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that a playbook is right.
 *
 * @param version the edition the playbook called itself
 * @param fingerprint the SHA-256 of the text that was reviewed, in hexadecimal digits
 * @param reviewer who reviewed it, with function
 * @param basis what was reviewed, and by what
 * @param recordedBy who was signed in
 * @param withdrawn how it ended, or null while it holds
 */
public record Release(
        UUID id,
        String playbook,
        String version,
        String fingerprint,
        String reviewer,
        String basis,
        String recordedBy,
        Instant releasedAt,
        @Nullable Withdrawal withdrawn) {

    /** A release taken back. */
    public record Withdrawal(String by, Instant at, String reason) {}
}
