package de.komcert.app.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One link of the system chain.
 *
 * @param at in microseconds, as precise as the database keeps it
 * @param root the root of the tree of heads, random where there were none
 */
public record Anchor(long number, Instant at, byte[] root, byte[] previous, byte[] hash) {

    static Anchor following(long number, Instant at, byte[] root, byte[] previous) {
        return new Anchor(number, at, root, previous, hash(number, at, root, previous));
    }

    /** The hash as people compare it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(hash);
    }

    /** Its hash fits what it holds. */
    boolean whole() {
        return Arrays.equals(hash, hash(number, at, root, previous));
    }

    static byte[] hash(long number, Instant at, byte[] root, byte[] previous) {
        return Link.sha256()
                .digest(ByteBuffer.allocate(Long.BYTES * 2 + Link.HASH_BYTES * 2)
                        .putLong(number)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                        .put(root)
                        .put(previous)
                        .array());
    }
}
