package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What a file really is, once it was unpacked to its end.
 *
 * @param size its bytes
 * @param sha256 of these, in hexadecimal digits
 */
record Measured(long size, String sha256) {

    /** Takes a problem with the data, and where in the file it is. */
    @FunctionalInterface
    interface Problem {
        void report(long offset, Finding.Kind kind, String message);
    }

    private static final int BLOCK = 1 << 16;

    /** Unpacks everything and closes the stream. */
    static Measured of(InputStream unpacked, Entry entry, Budget budget, Problem problem) throws IOException {
        var block = new byte[BLOCK];
        var digest = digest();
        var crc = new CRC32();
        long size = 0;
        boolean isBomb = false;
        String damage = "";
        try (unpacked) {
            for (int count = unpacked.read(block); count >= 0; count = unpacked.read(block)) {
                long packed = unpacked instanceof Unpacking packing ? packing.used() : size + count;
                if (!budget.allows(count, size + count, packed)) {
                    isBomb = true;
                    break;
                }
                digest.update(block, 0, count);
                crc.update(block, 0, count);
                size += count;
            }
            if (unpacked instanceof Unpacking packing) {
                damage = packing.damage();
            }
        }
        if (isBomb) {
            problem.report(
                    size, Finding.Kind.ZIP_BOMB, "The file unpacks to more than is plausible and is read up to here");
        } else if (!damage.isEmpty()) {
            problem.report(size, Finding.Kind.ZIP_DATA, damage);
        } else if (entry.method() == Entry.STORED && size < entry.packed()) {
            problem.report(size, Finding.Kind.ZIP_DATA, "The data break off");
        } else if (entry.crc() != Entry.UNKNOWN && entry.crc() != crc.getValue()
                || entry.size() != Entry.UNKNOWN && entry.size() != size) {
            problem.report(
                    0, Finding.Kind.ZIP_CHECKSUM, "The file does not fit the checksum or size the archive states");
        }
        return new Measured(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** What is kept already, which nothing is stated about. Closes the stream. */
    static Measured of(InputStream content) throws IOException {
        var block = new byte[BLOCK];
        var digest = digest();
        long size = 0;
        try (content) {
            for (int count = content.read(block); count >= 0; count = content.read(block)) {
                digest.update(block, 0, count);
                size += count;
            }
        }
        return new Measured(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
