package de.komcert.app.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

import de.komcert.app.access.CompartmentId;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain, as it stands in the database.
 *
 * @param recordedAt in microseconds, as precise as the database keeps it
 * @param body the text, or null where it was erased together with its salt
 */
public record Link(
        CompartmentId compartment,
        long number,
        Instant recordedAt,
        byte[] commitment,
        byte[] previous,
        byte[] hash,
        byte @Nullable [] salt,
        @Nullable String body) {

    static final int HASH_BYTES = 32;
    static final byte[] BEGIN = new byte[HASH_BYTES];

    /** The link that follows {@code previous} and holds {@code body}. */
    static Link following(
            CompartmentId compartment, long number, Instant recordedAt, byte[] previous, byte[] salt, String body) {
        var commitment = commitment(salt, body);
        var hash = hash(compartment, number, recordedAt, commitment, previous);
        return new Link(compartment, number, recordedAt, commitment, previous, hash, salt, body);
    }

    /** The text is gone, by the end of its retention. */
    public boolean erased() {
        return body == null;
    }

    /** The hash as people compare it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(hash);
    }

    static byte[] commitment(byte[] salt, String body) {
        var digest = sha256();
        digest.update(salt);
        return digest.digest(body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(CompartmentId compartment, long number, Instant recordedAt, byte[] commitment, byte[] previous) {
        var id = compartment.value();
        var bytes = ByteBuffer.allocate(Long.BYTES * 4 + HASH_BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(number)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .put(commitment)
                .put(previous)
                .array();
        return sha256().digest(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
