package de.komcert.evtx;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One chunk of 64 KiB and the way through its records: along their chain, past its breaks, and into the space behind
 * its end. A chunk stands alone; nothing in it reaches into another.
 */
final class Chunk {

    static final int SIZE = 64 * 1024;
    static final int HEADER = 512;
    static final long MAGIC = 0x006b_6e68_4366_6c45L; // "ElfChnk\0"

    private static final int RECORD_MAGIC = 0x2a2a;
    private static final int WITHOUT_CHECKSUM = 4;

    final byte[] data = new byte[SIZE];

    private final Problems problems;
    private final CRC32 crc = new CRC32();
    private int length;
    private boolean trusted;
    /** Where the header says that free space begins; the end of the chunk where there is no header. */
    private int stated;

    private boolean residue;
    private boolean reportedTail;

    private int next;
    private long lastId;
    private boolean chained;

    int at;
    int size;
    EvtxRecord.Origin origin = EvtxRecord.Origin.LOG;

    Chunk(Problems problems) {
        this.problems = problems;
    }

    /** Takes up the first {@code newLength} bytes of {@link #data}; false where nothing in them is a record. */
    boolean enter(int newLength, boolean withResidue) {
        length = newLength;
        Arrays.fill(data, length, SIZE, (byte) 0);
        residue = withResidue;
        reportedTail = false;
        next = HEADER;
        lastId = -1;
        chained = true;
        trusted = LittleEndian.i64(data, 0) == MAGIC;
        stated = length;
        if (trusted) {
            header();
            return true;
        }
        return enterWithoutHeader();
    }

    private void header() {
        int flags = LittleEndian.i32(data, 0x78);
        int end = LittleEndian.i32(data, 48);
        if (end >= HEADER && end <= SIZE) {
            stated = Math.min(end, length);
        } else {
            trusted = false;
            // A log may end inside this header, and a finding lies inside the log.
            problems.report(
                    Finding.Kind.CHUNK_HEADER,
                    Math.min(48, length),
                    "The chunk states an impossible end of its records");
        }
        if ((flags & WITHOUT_CHECKSUM) == 0 && length == SIZE) {
            crc.reset();
            crc.update(data, 0, 0x78);
            crc.update(data, 0x80, HEADER - 0x80);
            if ((int) crc.getValue() != LittleEndian.i32(data, 0x7c)) {
                problems.report(Finding.Kind.CHECKSUM, 0x7c, "The checksum of the chunk header does not fit");
            }
            crc.reset();
            crc.update(data, HEADER, stated - HEADER);
            if ((int) crc.getValue() != LittleEndian.i32(data, 52)) {
                problems.report(Finding.Kind.CHECKSUM, 52, "The checksum of the records does not fit");
            }
        }
    }

    private boolean enterWithoutHeader() {
        if (isAllZero()) {
            return false;
        }
        boolean holdsRecords = isRecord(HEADER) || search(0) < length;
        problems.report(
                Finding.Kind.CHUNK_HEADER,
                0,
                holdsRecords ? "The chunk has lost its header" : "No chunk stands where one should");
        return holdsRecords;
    }

    private boolean isAllZero() {
        for (int i = 0; i < SIZE; i += 8) {
            if (LittleEndian.i64(data, i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Moves to the next record; false where there is none. */
    boolean next() {
        while (next + RecordReader.SMALLEST <= length) {
            if (isRecord(next)) {
                if (next < stated) {
                    return found(
                            LittleEndian.i32(data, next + 4),
                            isOlder() ? EvtxRecord.Origin.RESIDUE : EvtxRecord.Origin.LOG);
                }
                if (chained && LittleEndian.i64(data, next + 8) == lastId + 1 && lastId >= 0) {
                    reportTail();
                    return found(LittleEndian.i32(data, next + 4), EvtxRecord.Origin.LOG);
                }
                if (residue) {
                    return found(LittleEndian.i32(data, next + 4), EvtxRecord.Origin.RESIDUE);
                }
                return false;
            }
            if (next >= stated) {
                if (!residue) {
                    return false;
                }
                chained = false;
                next = search(next + 1);
            } else if (repair()) {
                return true;
            }
        }
        return false;
    }

    /** Without a header the end of the log is unknown: what is numbered lower than its predecessor is older. */
    private boolean isOlder() {
        return !trusted && LittleEndian.i64(data, next + 8) <= lastId;
    }

    private void reportTail() {
        if (!reportedTail) {
            reportedTail = true;
            problems.report(Finding.Kind.BEHIND_THE_END, next, "The chunk holds more records than its header states");
        }
    }

    private boolean found(int newSize, EvtxRecord.Origin newOrigin) {
        at = next;
        size = newSize;
        origin = newOrigin;
        next += newSize;
        if (newOrigin == EvtxRecord.Origin.LOG) {
            lastId = LittleEndian.i64(data, at + 8);
        }
        return true;
    }

    /** The chain is broken here. True where a record stands here all the same; else the search has gone on. */
    private boolean repair() {
        int following = search(next + 4);
        int claimed = LittleEndian.i32(data, next + 4);
        boolean hasMagic = LittleEndian.i32(data, next) == RECORD_MAGIC;
        boolean reaches = fits(next, claimed) && (next + claimed == Math.min(following, stated));
        if (hasMagic || reaches) {
            int until = reaches ? next + claimed : Math.min(following, stated);
            if (until - next >= RecordReader.SMALLEST) {
                problems.report(
                        Finding.Kind.BROKEN_CHAIN,
                        next,
                        hasMagic ? "The two sizes of a record differ" : "A record has lost its mark");
                return found(until - next, EvtxRecord.Origin.LOG);
            }
        }
        if (isZero(next, Math.min(following, stated))) {
            if (following < length || trusted) {
                problems.report(
                        Finding.Kind.CHUNK_HEADER, next, "The chunk holds fewer records than its header states");
            }
        } else {
            problems.report(Finding.Kind.BROKEN_CHAIN, next, "The chain of records is broken");
        }
        next = following;
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int from, int claimed) {
        return claimed >= RecordReader.SMALLEST && claimed <= length - from;
    }

    /** Mark, a size that fits, and the same size at the end. */
    private boolean isRecord(int from) {
        if (from + RecordReader.SMALLEST > length || LittleEndian.i32(data, from) != RECORD_MAGIC) {
            return false;
        }
        int claimed = LittleEndian.i32(data, from + 4);
        return fits(from, claimed) && LittleEndian.i32(data, from + claimed - 4) == claimed;
    }

    private int search(int from) {
        for (int i = from; i + RecordReader.SMALLEST <= length; i++) {
            if (data[i] == 0x2a && isRecord(i)) {
                return i;
            }
        }
        return length;
    }
}
