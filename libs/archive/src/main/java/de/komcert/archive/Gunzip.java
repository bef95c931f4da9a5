package de.komcert.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks what gzip has packed. What is damaged, breaks off or grows beyond measure ends the stream, and it says so. What is
 * skipped grows nowhere: files with room for every user of a directory are mostly empty, and honest.
 */
final class Gunzip extends InputStream {

    private static final int BLOCK = 1 << 16;

    private final Counting packed;
    private final Budget budget;
    private final Measured.Problem problems;
    private final InputStream plain;
    private final byte[] skipped = new byte[BLOCK];
    private long count;
    private boolean hasEnded;

    /** @param problems gets the one problem that ends the stream early, and where in the packed data it is */
    Gunzip(InputStream in, Budget budget, Measured.Problem problems) throws IOException {
        this.packed = new Counting(in);
        this.budget = budget;
        this.problems = problems;
        this.plain = begin();
    }

    private InputStream begin() throws IOException {
        try {
            return new GZIPInputStream(packed, BLOCK);
        } catch (EOFException | ZipException damaged) {
            end(Finding.Kind.GZIP_DATA, "The packed data are damaged or break off");
            return nullInputStream();
        }
    }

    static boolean isPacked(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    /** The beginning of something, unpacked as far as it goes where it is packed. */
    static byte[] head(byte[] head) {
        if (!isPacked(head)) {
            return head;
        }
        var plain = new byte[Collection.HEAD];
        int count = 0;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int read = 0; read >= 0 && count < plain.length; read = in.read(plain, count, plain.length - count)) {
                count += read;
            }
        } catch (IOException brokenOff) {
            // The rest of it is not in the head.
        }
        return Arrays.copyOf(plain, count);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = unpack(into, offset, length);
        if (read <= 0) {
            return read;
        }
        count += read;
        return budget.allows(read, count, packed.count())
                ? read
                : end(Finding.Kind.GZIP_BOMB, "It unpacks to more than is plausible and is read up to here");
    }

    @Override
    public long skip(long most) throws IOException {
        return most <= 0 ? 0 : Math.max(0, unpack(skipped, 0, (int) Math.min(most, skipped.length)));
    }

    private int unpack(byte[] into, int offset, int length) throws IOException {
        if (hasEnded) {
            return -1;
        }
        try {
            return plain.read(into, offset, length);
        } catch (EOFException | ZipException damaged) {
            return end(Finding.Kind.GZIP_DATA, "The packed data are damaged or break off");
        }
    }

    private int end(Finding.Kind kind, String message) {
        hasEnded = true;
        problems.report(packed.count(), kind, message);
        return -1;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
