package de.komcert.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.function.Consumer;
import java.util.zip.ZipException;

import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZIOException;

/**
 * What gzip or xz has packed, unpacked. What is damaged, breaks off, asks for too much memory or grows beyond measure ends
 * the stream, and it says so. What is skipped grows nowhere: files with room for every user of a directory are mostly empty,
 * and honest.
 */
public final class Expanded extends InputStream {

    private static final int BLOCK = 1 << 16;

    private final Packing packing;
    private final Counting packed;
    private final Budget budget;
    private final Measured.Problem problems;
    private final InputStream plain;
    private final byte[] skipped = new byte[BLOCK];
    private long count;
    private boolean hasEnded;

    private Expanded(Packing packing, InputStream in, Budget budget, Runnable beforeMuch, Measured.Problem problems)
            throws IOException {
        this.packing = packing;
        this.packed = new Counting(in);
        this.budget = budget;
        this.problems = problems;
        this.plain = begin(beforeMuch);
    }

    /**
     * A single file, unpacked where it is packed and else as it is.
     *
     * @param beforeMuch is run before much memory is taken, up to some 64 MiB, and may wait until there is room
     * @param findings gets the one problem that ends the stream early, and where in the packed data it is
     */
    public static InputStream ofFile(InputStream in, Runnable beforeMuch, Consumer<Finding> findings)
            throws IOException {
        return of(
                in,
                Budget.ofFile(),
                beforeMuch,
                (offset, kind, message) -> findings.accept(new Finding("", offset, kind, message)));
    }

    static InputStream of(InputStream in, Budget budget, Runnable beforeMuch, Measured.Problem problems)
            throws IOException {
        var peeked = new PushbackInputStream(in, Packing.LONGEST_MARK);
        byte[] head = peeked.readNBytes(Packing.LONGEST_MARK);
        peeked.unread(head);
        var packing = Packing.of(head);
        return packing == null ? peeked : new Expanded(packing, peeked, budget, beforeMuch, problems);
    }

    private InputStream begin(Runnable beforeMuch) throws IOException {
        try {
            return packing.open(packed, beforeMuch);
        } catch (EOFException | ZipException | XZIOException damaged) {
            end(damaged);
            return nullInputStream();
        }
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
                : end(packing.bomb(), "It unpacks to more than is plausible and is read up to here");
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
            return packing.read(plain, into, offset, length);
        } catch (EOFException | ZipException | XZIOException damaged) {
            return end(damaged);
        }
    }

    private int end(IOException damaged) {
        return damaged instanceof MemoryLimitException || damaged instanceof UnsupportedOptionsException
                ? end(Finding.Kind.XZ_METHOD, "It is packed in a way that takes too much memory or is not known here")
                : end(packing.data(), "The packed data are damaged or break off");
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
