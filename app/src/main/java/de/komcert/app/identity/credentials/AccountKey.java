package de.komcert.app.identity.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import de.komcert.app.access.PersonId;
import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key under which secrets of accounts are sealed and fingerprinted.
 *
 * <p>It is read from the file that {@code KOMCERT_ACCOUNT_KEY_FILE} names. Where that is unset, a key is made on first use and
 * kept, readable by its owner only, in {@code schluessel/konten.key} of the data directory.
 *
 * <p>It protects a stolen copy of the database alone: no code of an app can be computed and no printed code or address
 * guessed from it. It does not protect against somebody who reads the server's files as the server does, and the key in
 * the data directory does not protect a copy of the whole data directory; whoever wants that keeps the key elsewhere.
 */
@Component
public class AccountKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final boolean ours;
    private final SecureRandom random = new SecureRandom();
    private byte @Nullable [] key;

    @Autowired
    AccountKey(@Value("${KOMCERT_ACCOUNT_KEY_FILE:}") String named, @Value("${komcert.data}") Path data) {
        this.ours = named.isBlank();
        this.file = ours ? data.resolve("schluessel").resolve("konten.key") : Path.of(named);
    }

    /** Encrypts for one person; the result opens for that person only. */
    byte[] seal(byte[] plain, PersonId owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(byte[] sealed, PersonId owner) {
        var nonce = ByteBuffer.wrap(sealed, 0, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, bytes(nonce), owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secrets of the accounts were sealed under another key than that in " + file
                            + ": put the former key there, or reset the second factor of every account",
                    e);
        }
    }

    /** A fingerprint that nobody can compute, and so nobody can search by guessing, without the key. */
    public byte[] fingerprint(String purpose, String text) {
        return mac(derived(purpose), text);
    }

    private Cipher cipher(int mode, byte[] nonce, PersonId owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** One key for each purpose, so that none can stand in for another. */
    private byte[] derived(String purpose) {
        return mac(key(), "komcert accounts: " + purpose);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized byte[] key() {
        if (key == null) {
            key = load();
        }
        return key;
    }

    private byte[] load() {
        try {
            if (ours && Files.notExists(file)) {
                create();
            }
            var bytes = Files.readAllBytes(file);
            if (bytes.length < KEY_BYTES) {
                throw new IllegalStateException(
                        "The key file " + file + " is too short: it must hold at least " + KEY_BYTES + " random bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read", e);
        }
    }

    /** Written beside its place and moved there, so that a half-written key is never taken for a key. */
    private void create() throws IOException {
        var fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        var folder = Files.createDirectories(file.toAbsolutePath().getParent());
        var beside = OwnerOnly.file(folder.resolve(file.getFileName() + ".neu"));
        Files.write(beside, fresh);
        Durable.force(beside);
        Durable.rename(beside, file);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
