package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

import de.komcert.app.access.CompartmentId;

/** Writes a content as it comes, encrypted; no more than two segments of it are ever in memory, and none on the disk. */
final class Sealing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Segments segments;
    private final byte[] salt;
    private final WritableByteChannel disk;

    private Sealing(Segments segments, byte[] salt, WritableByteChannel disk) {
        this.segments = segments;
        this.salt = salt;
        this.disk = disk;
    }

    /** What was sealed. */
    record Sealed(long size, Sha256 hash) {}

    static Sealing to(WritableByteChannel disk, SecretKey dataKey, CompartmentId compartment, FileId id) {
        var salt = salt();
        return new Sealing(Segments.of(dataKey, salt, compartment, id), salt, disk);
    }

    /**
     * Seals all of it.
     *
     * @throws TooLarge when there are more bytes than {@code limit}
     * @throws StorageFailed when the disk takes no more
     * @throws IOException when the content breaks off
     */
    Sealed write(InputStream content, long limit) throws IOException {
        toDisk(disk, Segments.MAGIC);
        toDisk(disk, salt);
        var digest = Sha256.digest();
        var current = new byte[Segments.CONTENT];
        var next = new byte[Segments.CONTENT];
        long size = 0;
        int length = content.readNBytes(current, 0, current.length);
        for (long number = 0; ; number++) {
            size += length;
            if (size > limit) {
                throw new TooLarge(limit);
            }
            digest.update(current, 0, length);
            // Whether a segment is the last one shows only when nothing follows it.
            int following = length < current.length ? 0 : content.readNBytes(next, 0, next.length);
            toDisk(disk, segments.seal(number, following == 0, current, length));
            if (following == 0) {
                return new Sealed(size, Sha256.of(digest.digest()));
            }
            var full = current;
            current = next;
            next = full;
            length = following;
        }
    }

    static byte[] salt() {
        var salt = new byte[Segments.SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    static void toDisk(WritableByteChannel disk, byte[] bytes) throws StorageFailed {
        try {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                disk.write(left);
            }
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
    }
}
