package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks deflated data. What is damaged ends the stream, and {@link #damage} says so. */
final class Unpacking extends InputStream {

    private static final int BLOCK = 1 << 16;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final byte[] block = new byte[BLOCK];
    private String damage = "";
    private boolean hasEnded;

    Unpacking(InputStream packed) {
        this.packed = packed;
    }

    /** What is wrong with the data, empty where nothing is. */
    String damage() {
        return damage;
    }

    /** Bytes of packed data used so far. */
    long used() {
        return inflater.getBytesRead();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        while (!hasEnded && length > 0) {
            try {
                int count = inflater.inflate(into, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    hasEnded = true;
                } else if (inflater.needsDictionary() || !feed()) {
                    end("The packed data break off");
                }
            } catch (DataFormatException damaged) {
                end("The packed data are damaged");
            }
        }
        return length == 0 ? 0 : -1;
    }

    /** Whether there may be more, since whoever reads compressed data asks that before a second part. */
    @Override
    public int available() {
        return hasEnded ? 0 : 1;
    }

    private boolean feed() throws IOException {
        int count = packed.read(block, 0, BLOCK);
        if (count <= 0) {
            return false;
        }
        inflater.setInput(block, 0, count);
        return true;
    }

    private void end(String reason) {
        damage = reason;
        hasEnded = true;
    }

    @Override
    public void close() {
        inflater.end();
        hasEnded = true;
    }
}
