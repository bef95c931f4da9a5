package de.komcert.evtx;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Looks for records in bytes that are no event log: an image of a disk, unallocated space, memory, a log whose parts
 * have moved. Chunks are recognised at any offset and read like those of a log. Outside of them each record that is
 * whole is found; where it brings its template, the place of its chunk is known from that and its names can be read;
 * where the template is lost, its values are shown without names. The {@link EvtxRecord.Origin} of a record tells which of
 * these it is.
 *
 * <p>Memory does not depend on the size of the image.
 */
public final class EvtxCarver {

    private static final int WINDOW = 1024 * 1024;
    private static final int RECORD_MAGIC = 0x2a2a;
    /** From the beginning of a record to the definition of its template, where the record brings it. */
    private static final int DEFINITION = RecordReader.HEADER + 4 + 10;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Problems problems = new Problems();
    private final Templates templates;
    private final RecordReader records;
    private final Chunk chunk = new Chunk(problems);
    private final EvtxRecord record = new EvtxRecord();
    private final byte[] window = new byte[WINDOW + Chunk.SIZE];

    /** For those who want these fields by their numbers. */
    public EvtxCarver(Fields fields) {
        templates = new Templates(fields);
        records = new RecordReader(templates, problems);
    }

    /** For those who want whole records. */
    public EvtxCarver() {
        this(Fields.NONE);
    }

    /**
     * Goes through the whole image.
     *
     * @param found gets each record when it is met; it is the same object for all of them
     * @param findings gets what is wrong with what was found, not each piece that is no record
     * @throws IOException if the image cannot be read
     */
    public void carve(SeekableByteChannel image, Consumer<EvtxRecord> found, Consumer<Finding> findings)
            throws IOException {
        problems.listener(findings);
        templates.enterFile();
        var source = new ByteSource(image);
        long size = source.size();
        long base = UNKNOWN;
        long done = 0;
        for (long start = 0; start < size; start += WINDOW) {
            int length = source.read(start, window, window.length);
            int end = Math.min(length, WINDOW);
            for (int at = (int) Math.max(0, done - start); at < end; at++) {
                if (window[at] == 'E' && at + 8 <= length && LittleEndian.i64(window, at) == Chunk.MAGIC) {
                    at += chunk(source, start + at, found) - 1;
                    base = UNKNOWN;
                } else if (window[at] == 0x2a) {
                    int recordSize = recordSize(at, length);
                    if (recordSize > 0) {
                        base = record(source, start + at, at, recordSize, base, found);
                        at += recordSize - 1;
                    }
                }
                done = start + at + 1;
            }
        }
    }

    /** Reads the chunk there, up to where another begins, and tells how long it was. */
    private int chunk(ByteSource source, long offset, Consumer<EvtxRecord> found) throws IOException {
        int length = source.read(offset, chunk.data, Chunk.SIZE);
        for (int at = 8; at + 8 <= length; at++) {
            if (chunk.data[at] == 'E' && LittleEndian.i64(chunk.data, at) == Chunk.MAGIC) {
                length = at;
            }
        }
        problems.base(offset);
        if (length < Chunk.HEADER) {
            return length;
        }
        chunk.enter(length, true);
        templates.enter(chunk.data);
        while (chunk.next()) {
            records.read(chunk.data, chunk.at, chunk.size, record);
            show(offset + chunk.at, chunk.origin, found);
        }
        return length;
    }

    /** The size of the record there, or 0: mark, size, a time, the beginning of BinXML, and the size again. */
    private int recordSize(int at, int length) {
        if (at + RecordReader.SMALLEST > length || LittleEndian.i32(window, at) != RECORD_MAGIC) {
            return 0;
        }
        int size = LittleEndian.i32(window, at + 4);
        boolean isRecord = size > RecordReader.SMALLEST
                && size <= Math.min(Chunk.SIZE - Chunk.HEADER, length - at)
                && LittleEndian.i64(window, at + 16) != 0
                && window[at + RecordReader.HEADER] == ShapeReader.FRAGMENT
                && LittleEndian.i32(window, at + size - 4) == size;
        return isRecord ? size : 0;
    }

    /** Reads a record outside of a chunk, and tells where the chunk began as far as that is known. */
    private long record(ByteSource source, long offset, int at, int size, long lastBase, Consumer<EvtxRecord> found)
            throws IOException {
        long base = base(offset, at, size, lastBase);
        // At the very end nothing it refers to can be mistaken for a part of it.
        int place = base == UNKNOWN ? Chunk.SIZE - size : (int) (offset - base);
        if (base != UNKNOWN && base == lastBase) {
            // The surroundings of the record before this one are its own.
        } else if (base == UNKNOWN) {
            Arrays.fill(chunk.data, (byte) 0);
            System.arraycopy(window, at, chunk.data, place, size);
            templates.enter(chunk.data);
        } else {
            int before = (int) Math.max(0, -base);
            Arrays.fill(chunk.data, (byte) 0);
            int length = source.read(base + before, chunk.data, Chunk.SIZE - before);
            System.arraycopy(chunk.data, 0, chunk.data, before, length);
            templates.enter(chunk.data);
        }
        problems.base(offset - place);
        records.read(chunk.data, place, size, record);
        show(offset, EvtxRecord.Origin.CARVED, found);
        return base;
    }

    /** A record that defines its template says at which offset of its chunk, and so where the chunk began. */
    private long base(long offset, int at, int size, long lastBase) {
        if (size > DEFINITION + 24
                && LittleEndian.i32(window, at + DEFINITION - 8) == LittleEndian.i32(window, at + DEFINITION + 4)) {
            long place = LittleEndian.u32(window, at + DEFINITION - 4) - DEFINITION;
            if (place >= Chunk.HEADER && place + size <= Chunk.SIZE) {
                return offset - place;
            }
        }
        boolean sameChunk = lastBase != UNKNOWN && offset + size - lastBase <= Chunk.SIZE;
        return sameChunk ? lastBase : UNKNOWN;
    }

    private void show(long offset, EvtxRecord.Origin origin, Consumer<EvtxRecord> found) {
        record.offset = offset;
        record.origin = origin;
        found.accept(record);
    }
}
