package de.komcert.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.TreeMap;

import de.komcert.archive.Bytes;
import de.komcert.archive.CollectedFile;
import de.komcert.traces.windows.WindowsEntries;
import org.jspecify.annotations.Nullable;

/**
 * A file in a collection. Where it is compressed, whoever comes first unpacks the parts before the one they want as well
 * and leaves them for those who want them: so a log of any size is unpacked once, takes a few parts of memory, and is
 * never written to a disk.
 */
final class PackedFile implements Content {

    private static final int PART = (int) Part.CHUNKS * WindowsEntries.CHUNK;
    /** As many parts wait at most; who is later than that unpacks anew. */
    private static final int MOST_WAITING = 16;

    private static final byte[] NONE = {};

    private final CollectedFile file;
    private final TreeMap<Long, byte[]> waiting = new TreeMap<>();
    private byte[] head = NONE;
    private @Nullable InputStream unpacking;
    private long next;

    PackedFile(CollectedFile file) {
        this.file = file;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public Instant modified() {
        return file.modified();
    }

    @Override
    public String sha256() {
        return file.sha256();
    }

    @Override
    public InputStream stream() throws IOException {
        return file.stream();
    }

    @Override
    public SeekableByteChannel chunks(long first, long count) throws IOException {
        var direct = file.direct();
        if (direct != null) {
            return direct.channel();
        }
        return window(first).channel();
    }

    /** With its last part a file lets go of its head: there are collections of many thousand small files. */
    private synchronized Window window(long first) throws IOException {
        byte[] part = part(first / Part.CHUNKS);
        var window = new Window(head, WindowsEntries.FILE_HEADER + first * WindowsEntries.CHUNK, part, size());
        if (unpacking == null && waiting.isEmpty()) {
            head = NONE;
        }
        return window;
    }

    private byte[] part(long wanted) throws IOException {
        var known = waiting.remove(wanted);
        if (known != null) {
            return known;
        }
        if (unpacking == null || wanted < next) {
            begin();
        }
        byte[] part = unpack();
        for (; next <= wanted; part = unpack()) {
            waiting.put(next - 1, part);
            if (waiting.size() > MOST_WAITING) {
                waiting.pollFirstEntry();
            }
        }
        if (WindowsEntries.FILE_HEADER + next * PART >= size()) {
            end();
        }
        return part;
    }

    private void begin() throws IOException {
        end();
        var in = file.stream();
        unpacking = in;
        head = in.readNBytes(WindowsEntries.FILE_HEADER);
        next = 0;
    }

    private byte[] unpack() throws IOException {
        next++;
        return unpacking == null ? new byte[0] : unpacking.readNBytes(PART);
    }

    private void end() throws IOException {
        if (unpacking != null) {
            unpacking.close();
            unpacking = null;
        }
    }

    /** The head of a file and one part of it. */
    private record Window(byte[] head, long from, byte[] part, long size) implements Bytes {

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            return position < head.length
                    ? Bytes.of(head).read(position, into, offset, length)
                    : Bytes.of(part).read(Math.max(0, position - from), into, offset, length);
        }
    }
}
