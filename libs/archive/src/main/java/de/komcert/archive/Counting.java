package de.komcert.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how many bytes of it are gone. Whoever reads a part of it and closes that does not end it. */
final class Counting extends FilterInputStream {

    private long count;

    Counting(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count += one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long most) throws IOException {
        long skipped = super.skip(most);
        count += skipped;
        return skipped;
    }

    @Override
    public void close() {
        // What it reads from belongs to whoever opened that.
    }
}
