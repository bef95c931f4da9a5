package de.komcert.evtx;

import java.util.zip.CRC32;

/**
 * What the beginning of a log says about it. Nothing here is relied on: chunks are found without it.
 *
 * @param oldestChunk number of the chunk with the oldest records, as it says
 * @param newestChunk number of the chunk with the newest
 * @param nextRecordId the number the next record would have got
 * @param chunkCount how many chunks there are, as it says; two bytes, hence too small in logs above 4 GiB
 * @param isDirty whether the log was not closed
 * @param isFull whether it had reached its greatest size
 */
public record FileHeader(
        long oldestChunk,
        long newestChunk,
        long nextRecordId,
        int majorVersion,
        int minorVersion,
        int chunkCount,
        boolean isDirty,
        boolean isFull) {

    static final int SIZE = 4096;

    private static final long MAGIC = 0x0065_6c69_4666_6c45L; // "ElfFile\0"
    private static final int CHECKED = 120;
    private static final int DIRTY = 1;
    private static final int FULL = 2;
    private static final int WITHOUT_CHECKSUM = 4;

    static FileHeader read(byte[] bytes, int length, Problems problems) {
        boolean isLog = length >= 128 && LittleEndian.i64(bytes, 0) == MAGIC;
        if (!isLog) {
            problems.report(Finding.Kind.FILE_HEADER, 0, "The file does not begin like an event log");
        }
        int flags = LittleEndian.i32(bytes, CHECKED);
        var header = new FileHeader(
                LittleEndian.i64(bytes, 8),
                LittleEndian.i64(bytes, 16),
                LittleEndian.i64(bytes, 24),
                LittleEndian.u16(bytes, 38),
                LittleEndian.u16(bytes, 36),
                LittleEndian.u16(bytes, 42),
                (flags & DIRTY) != 0,
                (flags & FULL) != 0);
        if (isLog) {
            header.check(bytes, flags, problems);
        }
        return header;
    }

    private void check(byte[] bytes, int flags, Problems problems) {
        var crc = new CRC32();
        crc.update(bytes, 0, CHECKED);
        if ((flags & WITHOUT_CHECKSUM) == 0 && (int) crc.getValue() != LittleEndian.i32(bytes, 124)) {
            problems.report(Finding.Kind.CHECKSUM, 124, "The checksum of the file header does not fit");
        }
        if (majorVersion != 3) {
            problems.report(
                    Finding.Kind.FILE_HEADER, 36, "Version " + majorVersion + "." + minorVersion + " is unknown");
        }
        if (isDirty) {
            problems.report(Finding.Kind.NOT_CLOSED, CHECKED, "The log was not closed");
        }
    }
}
