package de.komcert.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds the entries of an archive, by its directory or, where that is broken, by their own headers. */
final class Directory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_SIZE = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int BLOCK = 1 << 16;

    /** Where the directory is said to begin, how long it is, and where it ends. */
    private record Place(long offset, long size, long end) {}

    private final Bytes bytes;
    private final Header headers;
    private final int most;
    private final List<Entry> entries = new ArrayList<>();
    private boolean isFull;

    private Directory(Bytes bytes, int most) {
        this.bytes = bytes;
        this.headers = new Header(bytes);
        this.most = most;
    }

    /**
     * All entries, folders included.
     *
     * @param most how many are taken at most
     */
    static List<Entry> read(Bytes bytes, int most, Findings findings) throws IOException {
        var directory = new Directory(bytes, most);
        var place = directory.place();
        if (place == null || !directory.read(place)) {
            findings.report(
                    0,
                    Finding.Kind.ZIP_DIRECTORY,
                    "The directory of the archive is " + (place == null ? "missing" : "broken")
                            + "; its files are searched for");
            directory.search();
        }
        if (directory.isFull) {
            findings.report(
                    0, Finding.Kind.ZIP_TOO_MANY, "There are more than " + most + " files; the others are not read");
        }
        return directory.entries;
    }

    // ---- the directory ----

    /** Follows the last record to the directory. */
    private @Nullable Place place() throws IOException {
        long size = bytes.size();
        var tail = new byte[(int) Math.min(size, LONGEST_COMMENT + END_SIZE)];
        long start = size - tail.length;
        int count = bytes.read(start, tail, 0, tail.length);
        var buffer = ByteBuffer.wrap(tail, 0, count).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = count - END_SIZE; at >= 0; at--) {
            if (buffer.getInt(at) == END) {
                long length = buffer.getInt(at + 12) & 0xffffffffL;
                long offset = buffer.getInt(at + 16) & 0xffffffffL;
                var large = large(start + at);
                return large != null ? large : new Place(offset, length, start + at);
            }
        }
        return null;
    }

    private @Nullable Place large(long end) throws IOException {
        var locator = read(end - LOCATOR_SIZE, LOCATOR_SIZE);
        if (locator.limit() < LOCATOR_SIZE || locator.getInt(0) != LOCATOR) {
            return null;
        }
        // Where bytes stand before the archive its own offsets are too small; the record ends at the locator anyway.
        for (long at : new long[] {locator.getLong(8), end - LOCATOR_SIZE - END64_SIZE}) {
            var record = read(at, END64_SIZE);
            if (record.limit() == END64_SIZE && record.getInt(0) == END64) {
                return new Place(record.getLong(48), record.getLong(40), at);
            }
        }
        return null;
    }

    /** Reads the directory, and tells whether it is whole. What the last record says of their number is not needed. */
    private boolean read(Place place) throws IOException {
        long before = place.end() - place.size() - place.offset();
        if (before != 0 && headers.central(place.offset() + before) == null) {
            before = 0;
        }
        long at = place.offset() + before;
        while (at < place.end()) {
            var found = headers.central(at);
            if (found == null) {
                return false;
            }
            if (entries.size() == most) {
                isFull = true;
                return true;
            }
            var entry = found.entry();
            entries.add(before == 0 ? entry : moved(entry, before));
            at = found.next();
        }
        return place.offset() >= 0 && at == place.end();
    }

    private static Entry moved(Entry entry, long before) {
        return new Entry(
                entry.name(),
                entry.header() + before,
                entry.packed(),
                entry.size(),
                entry.method(),
                entry.isEncrypted(),
                entry.crc(),
                entry.modified());
    }

    // ---- without it ----

    /** Adds every file that has a local header and is not known yet. */
    private void search() throws IOException {
        var known = new HashSet<Long>();
        entries.forEach(entry -> known.add(entry.header()));
        for (long at = next(0); at >= 0; ) {
            var found = headers.local(at);
            if (found == null) {
                at = next(at + 4);
                continue;
            }
            if (!known.contains(at)) {
                if (entries.size() == most) {
                    isFull = true;
                    return;
                }
                entries.add(found.entry());
            }
            at = next(found.next() + Math.max(0, found.entry().packed()));
        }
    }

    /** Where the next local header may be, -1 if there is none. */
    private long next(long from) throws IOException {
        var block = new byte[BLOCK];
        for (long at = from; at >= 0; at += BLOCK - 3) {
            int count = bytes.read(at, block, 0, BLOCK);
            for (int i = 0; i + 4 <= count; i++) {
                if (block[i] == 'P' && block[i + 1] == 'K' && block[i + 2] == 3 && block[i + 3] == 4) {
                    return at + i;
                }
            }
            if (count < BLOCK) {
                return -1;
            }
        }
        return -1;
    }

    private ByteBuffer read(long at, int length) throws IOException {
        var buffer = new byte[length];
        int count = at < 0 ? 0 : bytes.read(at, buffer, 0, length);
        return ByteBuffer.wrap(buffer, 0, count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
