package de.komcert.cli.run;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import de.komcert.logs.Sha256;

/** What a run writes, on its way to where it goes; its manifest tells it from any other by its checksum. */
public final class Result extends OutputStream {

    private final OutputStream out;
    private final Hashing hashing;

    Result(OutputStream target) {
        this.hashing = new Hashing(target);
        this.out = new BufferedOutputStream(hashing, 1 << 16);
    }

    /** How much was written, once it is closed. */
    long bytes() {
        return hashing.bytes;
    }

    /** SHA-256 of all that was written, once it is closed, in hexadecimal digits. */
    String sha256() {
        return HexFormat.of().formatHex(hashing.digest.digest());
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        out.write(octets, from, count);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Hashing extends FilterOutputStream {
        private final MessageDigest digest = Sha256.digest();
        private long bytes;

        Hashing(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            out.write(octets, from, count);
            digest.update(octets, from, count);
            bytes += count;
        }
    }
}
