package de.komcert.app.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A stored file, open for reading at any position; one segment of it is in memory at a time.
 *
 * <p>Whatever is read was checked before. What opens has its true end, since the last segment is read first. Not for use
 * by two threads at once.
 */
final class SealedFile implements SeekableByteChannel {

    private static final int NONE = -1;

    private final FileChannel disk;
    private final Segments segments;
    private final StoredFile file;
    private long position;
    private long loaded = NONE;
    private byte[] content = new byte[0];

    private SealedFile(FileChannel disk, Segments segments, StoredFile file) {
        this.disk = disk;
        this.segments = segments;
        this.file = file;
    }

    /**
     * Opens it.
     *
     * @throws DamagedFile when it is gone, cut, or not the file that was stored
     */
    static SealedFile open(Path path, StoredFile file, SecretKey dataKey) throws IOException {
        FileChannel disk;
        try {
            disk = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            throw new DamagedFile(file.id(), "it is gone");
        }
        try {
            return open(disk, file, dataKey);
        } catch (IOException | RuntimeException failure) {
            disk.close();
            throw failure;
        }
    }

    private static SealedFile open(FileChannel disk, StoredFile file, SecretKey dataKey) throws IOException {
        if (disk.size() != Segments.sealedSize(file.size())) {
            throw new DamagedFile(file.id(), "it has not the length it had");
        }
        var header = read(disk, file, 0, Segments.HEADER);
        var magic = Arrays.copyOf(header, Segments.MAGIC.length);
        if (!Arrays.equals(magic, Segments.MAGIC)) {
            throw new DamagedFile(file.id(), "its header is not ours");
        }
        var salt = Arrays.copyOfRange(header, Segments.MAGIC.length, header.length);
        var open = new SealedFile(disk, Segments.of(dataKey, salt, file.compartment(), file.id()), file);
        open.load(open.lastSegment());
        return open;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (position >= file.size()) {
            return target.hasRemaining() ? -1 : 0;
        }
        int before = target.remaining();
        while (target.hasRemaining() && position < file.size()) {
            load(position / Segments.CONTENT);
            int offset = (int) (position % Segments.CONTENT);
            int length = Math.min(target.remaining(), content.length - offset);
            target.put(content, offset, length);
            position += length;
        }
        return before - target.remaining();
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) throws IOException {
        requireOpen();
        if (wanted < 0) {
            throw new IllegalArgumentException("no position " + wanted);
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return file.size();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return disk.isOpen();
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(content, (byte) 0);
        loaded = NONE;
        disk.close();
    }

    private void load(long number) throws IOException {
        if (number == loaded) {
            return;
        }
        var sealed = read(disk, file, Segments.place(number), Segments.length(number, file.size()) + Segments.TAG);
        try {
            content = segments.open(number, number == lastSegment(), sealed);
            loaded = number;
        } catch (GeneralSecurityException notTheOne) {
            throw new DamagedFile(file.id(), "segment " + number + " is not the one that was stored");
        }
    }

    private long lastSegment() {
        return Segments.count(file.size()) - 1;
    }

    private static byte[] read(FileChannel disk, StoredFile file, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (disk.read(bytes, at + bytes.position()) < 0) {
                throw new DamagedFile(file.id(), "it ends early");
            }
        }
        return bytes.array();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
