package de.komcert.app.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * What has come of a sending, read segment by segment as far as it is whole. A crash may have torn its end, so a segment
 * that is cut, or not the one that was sealed, ends it like one that is missing.
 */
final class SentPart {

    private final FileChannel disk;
    private final Segments segments;
    private final long size;
    private boolean kept;

    private SentPart(FileChannel disk, Segments segments, long size) {
        this.disk = disk;
        this.segments = segments;
        this.size = size;
    }

    /** Opens it, or nothing where not even its header is whole. */
    static Optional<SentPart> open(Path path, Sending sending, SecretKey key) throws IOException {
        var disk = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var header = read(disk, 0, Segments.HEADER);
        if (header.isEmpty() || !Arrays.equals(Arrays.copyOf(header.get(), Segments.MAGIC.length), Segments.MAGIC)) {
            disk.close();
            return Optional.empty();
        }
        var salt = Arrays.copyOfRange(header.get(), Segments.MAGIC.length, Segments.HEADER);
        var segments = Segments.of(key, salt, sending.compartment(), sending.id());
        return Optional.of(new SentPart(disk, segments, sending.size()));
    }

    /** How many segments of a sending there may be in a file of this length. */
    static long whole(long length, long size) {
        return length >= Segments.sealedSize(size)
                ? Segments.count(size)
                : Math.clamp(
                        (length - Segments.HEADER) / (Segments.CONTENT + Segments.TAG), 0, Segments.count(size) - 1);
    }

    /** The content of a segment, or nothing where it is not whole. */
    Optional<byte[]> segment(long number) throws IOException {
        if (number >= Segments.count(size)) {
            return Optional.empty();
        }
        var sealed = read(disk, Segments.place(number), Segments.length(number, size) + Segments.TAG);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(segments.open(number, number == Segments.count(size) - 1, sealed.get()));
        } catch (GeneralSecurityException torn) {
            return Optional.empty();
        }
    }

    /** Whether these segments are all that is in the file. */
    boolean endsAfter(long count) throws IOException {
        var length = count == Segments.count(size) ? Segments.sealedSize(size) : Segments.place(count);
        return disk.size() == length;
    }

    Segments segments() {
        return segments;
    }

    /** The file, to be written on from there; it stays open. */
    FileChannel keep(long place) throws IOException {
        kept = true;
        return disk.position(place);
    }

    /** Closes it, unless it was kept. */
    void leave() throws IOException {
        if (!kept) {
            disk.close();
        }
    }

    private static Optional<byte[]> read(FileChannel disk, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (disk.read(bytes, at + bytes.position()) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.array());
    }
}
