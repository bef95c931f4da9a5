package de.komcert.app.vault;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A file in the vault. Drawn at random; it is its name on the disk too. */
public record FileId(UUID value) {

    static FileId random() {
        return new FileId(UUID.randomUUID());
    }

    byte[] bytes() {
        return bytes(value);
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
