package de.komcert.logs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A temporary file for what does not fit into memory. It is written once and then read; nobody else can read it, since it
 * is encrypted with a key that only this process knows, and it is gone with the process, however that ends.
 */
final class HiddenFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String PREFIX = "komcert-";
    private static final String SUFFIX = ".part";

    private final SecretKeySpec key;
    private final FileChannel file;

    /** @param folder where it lies, or null for where the system keeps temporary files */
    HiddenFile(@Nullable Path folder) throws IOException {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "AES");
        file = FileChannel.open(
                folder == null ? Files.createTempFile(PREFIX, SUFFIX) : Files.createTempFile(folder, PREFIX, SUFFIX),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Where everything is written; to be flushed and not closed. */
    OutputStream out() {
        return new BufferedOutputStream(
                new CipherOutputStream(Channels.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE)), BUFFER);
    }

    /** What was written, from the beginning. */
    InputStream in() throws IOException {
        file.position(0);
        return new BufferedInputStream(
                new CipherInputStream(Channels.newInputStream(file), cipher(Cipher.DECRYPT_MODE)), BUFFER);
    }

    /** The key serves one file, so the counter may begin at nothing. */
    private Cipher cipher(int mode) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(new byte[16]));
            return cipher;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES", missing);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
