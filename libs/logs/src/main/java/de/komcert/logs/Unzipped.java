package de.komcert.logs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import de.komcert.traces.Problem;

/**
 * A stream that unpacks what is compressed by gzip, as rotated logs are, and leaves everything else as it is. Where the
 * packed data break off or are damaged it ends, and says so.
 */
final class Unzipped extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final long LARGE = 1L << 30;
    private static final int MOST_TIMES = 200;

    private final Counting packed;
    private final InputStream plain;
    private final Consumer<Problem> problems;
    private long count;
    private boolean hasEnded;

    private Unzipped(Counting packed, InputStream plain, Consumer<Problem> problems) {
        this.packed = packed;
        this.plain = plain;
        this.problems = problems;
    }

    static InputStream of(Counting in, Consumer<Problem> problems) throws IOException {
        var peeked = new PushbackInputStream(in, 2);
        byte[] head = peeked.readNBytes(2);
        peeked.unread(head);
        if (!isPacked(head)) {
            return peeked;
        }
        try {
            return new Unzipped(in, new GZIPInputStream(peeked, BUFFER), problems);
        } catch (EOFException | ZipException damaged) {
            problems.accept(new Problem("GZIP_DATA", "The packed data are damaged or break off", 0, true));
            return InputStream.nullInputStream();
        }
    }

    static boolean isPacked(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (hasEnded) {
            return -1;
        }
        try {
            int read = plain.read(into, offset, length);
            count += Math.max(0, read);
            if (count > LARGE && count / MOST_TIMES > packed.count()) {
                return end("GZIP_BOMB", "The file unpacks to more than is plausible and is read up to here");
            }
            return read;
        } catch (EOFException | ZipException damaged) {
            return end("GZIP_DATA", "The packed data are damaged or break off");
        }
    }

    private int end(String kind, String message) {
        hasEnded = true;
        problems.accept(new Problem(kind, message, packed.count(), true));
        return -1;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
