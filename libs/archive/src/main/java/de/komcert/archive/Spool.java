package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes that do not fit into memory, in a temporary file that nobody can read: it is encrypted with a key that only this
 * process knows, and is gone with it. AES in counter mode can be read at any place; what somebody changes in the file
 * meanwhile is found by the checksums of the files in it.
 */
final class Spool implements Bytes, AutoCloseable {

    /** There is no place where the bytes could be kept. */
    static final class NoRoom extends IOException {

        NoRoom(IOException reason) {
            super("There is no room for the archive in a temporary file: " + reason.getMessage(), reason);
        }
    }

    private static final int UNIT = 16;
    private static final int BLOCK = 1 << 16;

    private final SecretKeySpec key;
    private final FileChannel file;
    private long end;

    private Spool(SecretKeySpec key, FileChannel file) {
        this.key = key;
        this.file = file;
    }

    /** @throws NoRoom if the temporary file cannot be made */
    static Spool empty() throws NoRoom {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new Spool(new SecretKeySpec(random, "AES"), temporary());
    }

    private static FileChannel temporary() throws NoRoom {
        try {
            return FileChannel.open(
                    Files.createTempFile("komcert-", ".part"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException impossible) {
            throw new NoRoom(impossible);
        }
    }

    /**
     * Takes all of a stream behind what there is, and gives it back.
     *
     * @throws NoRoom if the temporary file becomes too large
     */
    Bytes add(InputStream in) throws IOException {
        long start = (end + UNIT - 1) / UNIT * UNIT;
        end = start;
        var cipher = cipher(start / UNIT);
        var plain = new byte[BLOCK];
        var hidden = new byte[BLOCK];
        for (int count = in.readNBytes(plain, 0, BLOCK); count > 0; count = in.readNBytes(plain, 0, BLOCK)) {
            write(ByteBuffer.wrap(hidden, 0, apply(cipher, plain, 0, count, hidden)));
        }
        return range(start, end - start);
    }

    private void write(ByteBuffer buffer) throws NoRoom {
        try {
            while (buffer.hasRemaining()) {
                end += file.write(buffer, end);
            }
        } catch (IOException full) {
            throw new NoRoom(full);
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        int count = Bytes.of(file).read(position, into, offset, length);
        var cipher = cipher(position / UNIT);
        apply(cipher, new byte[UNIT], 0, (int) (position % UNIT), new byte[UNIT]);
        apply(cipher, into, offset, count, into);
        return count;
    }

    private Cipher cipher(long unit) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            var counter = ByteBuffer.allocate(UNIT).putLong(Long.BYTES, unit).array();
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            return cipher;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES", missing);
        }
    }

    private static int apply(Cipher cipher, byte[] from, int offset, int length, byte[] into) {
        try {
            return length == 0 ? 0 : cipher.update(from, offset, length, into, from == into ? offset : 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("Counter mode keeps the length", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
