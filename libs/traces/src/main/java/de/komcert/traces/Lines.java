package de.komcert.traces;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines of bytes without copying them. A line that is too long is passed over and said to be so. */
final class Lines {

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

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        from = to + (number > 0 ? 1 : 0);
        tooLong = false;
        int at = from;
        while (true) {
            while (at < read && buffer[at] != '\n') {
                at++;
            }
            if (at < read || ended) {
                to = at;
                number++;
                return at < read || from < read;
            }
            at = fill(at);
        }
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

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    /** Where the line begins, or for one that is too long, where what is left of it does. */
    long offset() {
        return bufferAt + from;
    }

    boolean isTooLong() {
        return tooLong;
    }
}
