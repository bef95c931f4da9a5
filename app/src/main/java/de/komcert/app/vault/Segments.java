package de.komcert.app.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

import de.komcert.app.access.CompartmentId;

/**
 * The segments of one file, as the description of this package lays them out: seals and opens each in its place.
 *
 * <p>Not for use by two threads at once.
 */
final class Segments {

    static final byte[] MAGIC = "KOMCERT vault 1\n".getBytes(StandardCharsets.US_ASCII);
    static final int SALT = 32;
    static final int HEADER = MAGIC.length + SALT;

    /** How much content a segment holds, and how much longer it is on the disk. */
    static final int CONTENT = 64 * 1024;

    static final int TAG = 16;

    private static final byte[] PURPOSE = "komcert vault file 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;
    private static final int NONCE = 12;

    private final SecretKey key;
    private final Cipher cipher;

    private Segments(SecretKey key, Cipher cipher) {
        this.key = key;
        this.cipher = cipher;
    }

    static Segments of(SecretKey dataKey, byte[] salt, CompartmentId compartment, FileId id) {
        var identity = ByteBuffer.allocate(PURPOSE.length + Long.BYTES * 4)
                .put(PURPOSE)
                .put(FileId.bytes(compartment.value()))
                .put(id.bytes())
                .array();
        var derivation =
                HKDFParameterSpec.ofExtract().addIKM(dataKey).addSalt(salt).thenExpand(identity, KEY);
        try {
            return new Segments(
                    KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation),
                    Cipher.getInstance("AES/GCM/NoPadding"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many segments a content of this size has. An empty one has one too, so that its absence shows. */
    static long count(long size) {
        return Math.max(1, Math.ceilDiv(size, (long) CONTENT));
    }

    /** The size on the disk of a content of this size. */
    static long sealedSize(long size) {
        return HEADER + size + count(size) * TAG;
    }

    /** Where a segment begins on the disk. */
    static long place(long number) {
        return HEADER + number * (CONTENT + TAG);
    }

    /** How much of a content of this size is in this segment. */
    static int length(long number, long size) {
        return (int) Math.min(CONTENT, size - number * CONTENT);
    }

    byte[] seal(long number, boolean last, byte[] content, int length) {
        try {
            return at(Cipher.ENCRYPT_MODE, number, last).doFinal(content, 0, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The content of a segment.
     *
     * @throws GeneralSecurityException when it is not the segment that was sealed for this place
     */
    byte[] open(long number, boolean last, byte[] sealed) throws GeneralSecurityException {
        return at(Cipher.DECRYPT_MODE, number, last).doFinal(sealed);
    }

    private Cipher at(int mode, long number, boolean last)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        var nonce = ByteBuffer.allocate(NONCE).putLong(number).put((byte) (last ? 1 : 0));
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce.array()));
        return cipher;
    }
}
