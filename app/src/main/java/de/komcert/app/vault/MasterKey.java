package de.komcert.app.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import de.komcert.app.access.CompartmentId;

/** The key that locks up the data keys. It never touches a file, and never lies beside one. */
final class MasterKey {

    static final int BYTES = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int MARK_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    static MasterKey draw() {
        return new MasterKey(random(BYTES));
    }

    static MasterKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new MasterKey(bytes.clone());
    }

    static SecretKey drawDataKey() {
        return new SecretKeySpec(random(BYTES), "AES");
    }

    byte[] bytes() {
        return key.clone();
    }

    /** By what people and the database tell keys apart; it says nothing about the key. */
    String mark() {
        var digest = Sha256.digest();
        digest.update("komcert vault master 1".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(key), MARK_BYTES));
    }

    /** Locks up the data key of a compartment; it opens for this compartment only. */
    byte[] wrap(SecretKey dataKey, CompartmentId compartment) {
        var nonce = random(NONCE);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, compartment).doFinal(dataKey.getEncoded());
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    SecretKey unwrap(byte[] wrapped, CompartmentId compartment) {
        var nonce = Arrays.copyOf(wrapped, NONCE);
        try {
            var plain = cipher(Cipher.DECRYPT_MODE, nonce, compartment).doFinal(wrapped, NONCE, wrapped.length - NONCE);
            return new SecretKeySpec(plain, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key of a compartment does not open with master key " + mark(), e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, CompartmentId compartment) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(FileId.bytes(compartment.value()));
        return cipher;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "master key " + mark();
    }
}
