package de.komcert.traces.text;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Cuts a stream into lines of bytes without copying them. A line that is too long is passed over and said to be so. */
public final class Lines {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_OF_EACH = 0x8080_8080_8080_8080L;

    private static final int MOST = 16 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int read;
    private int from;
    private int to;
    private long bufferAt;
    private long number;
    private boolean ended;
    private boolean tooLong;

    /** @param in is read to its end, and not closed */
    public Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        from = to + (number > 0 ? 1 : 0);
        tooLong = false;
        int at = from;
        while (true) {
            at = lineBreak(at);
            if (at < read || ended) {
                to = at;
                number++;
                return at < read || from < read;
            }
            at = fill(at);
        }
    }

    /** The next line break in what was read, else its end. Eight bytes are looked at at once. */
    private int lineBreak(int from) {
        int at = from;
        for (; at + 8 <= read; at += 8) {
            long eight = (long) LONG.get(buffer, at) ^ EACH * '\n';
            long zero = (eight - EACH) & ~eight & HIGHEST_OF_EACH;
            if (zero != 0) {
                return at + Long.numberOfTrailingZeros(zero) / 8;
            }
        }
        while (at < read && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Reads on, and tells where what was read begins. */
    private int fill(int at) throws IOException {
        if (at - from > MOST) {
            tooLong = true;
            at = from;
            bufferAt += read - from;
            read = from;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, read - from);
            bufferAt += from;
            read -= from;
            at -= from;
            from = 0;
        }
        if (read == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, read, buffer.length - read);
        if (count < 0) {
            ended = true;
        } else {
            read += count;
        }
        return at;
    }

    /** Where the line lies, among others; valid until the next. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where in the bytes it begins. */
    public int from() {
        return from;
    }

    /** Bytes of the line, without its end; a carriage return counts. */
    public int length() {
        return to - from;
    }

    /** Counted from 1. */
    public long number() {
        return number;
    }

    /** Where the line begins, or for one that is too long, where what is left of it does. */
    public long offset() {
        return bufferAt + from;
    }

    /** Whether it was longer than 16 MiB, so that most of it is passed over. */
    public boolean isTooLong() {
        return tooLong;
    }
}
