package de.komcert.app.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

import de.komcert.app.access.CompartmentId;
import org.springframework.stereotype.Component;

/**
 * Short texts that lie in the database and that nobody reads there: sealed under the key of their compartment, and gone with
 * it.
 *
 * <pre>
 * text key = HKDF-SHA256( data key, no salt, "komcert vault text 1" ‖ compartment[16] )
 * sealed   = nonce[12] ‖ AES-256-GCM( UTF-8 of the text ) ‖ tag[16]
 * </pre>
 */
@Component
public class SealedTexts {

    private static final byte[] PURPOSE = "komcert vault text 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final DataKeys keys;
    private final SecureRandom random = new SecureRandom();

    SealedTexts(DataKeys keys) {
        this.keys = keys;
    }

    /** Seals and opens texts of one compartment; to be dropped with the work it was made for. */
    public final class Box {

        private final SecretKey key;

        private Box(SecretKey key) {
            this.key = key;
        }

        public byte[] seal(String text) {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            try {
                var cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
                var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
                return ByteBuffer.allocate(NONCE + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** @throws IllegalStateException when it is not what was sealed here */
        public String open(byte[] sealed) {
            try {
                var nonce = ByteBuffer.wrap(sealed).slice(0, NONCE);
                var bytes = new byte[NONCE];
                nonce.get(bytes);
                return new String(
                        cipher(Cipher.DECRYPT_MODE, bytes).doFinal(sealed, NONCE, sealed.length - NONCE),
                        StandardCharsets.UTF_8);
            } catch (GeneralSecurityException | IndexOutOfBoundsException changed) {
                throw new IllegalStateException("a sealed text is not the one that was sealed", changed);
            }
        }

        private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher;
        }
    }

    /** The box of a compartment the actor sees. */
    public Box of(CompartmentId compartment) {
        var identity = ByteBuffer.allocate(PURPOSE.length + Long.BYTES * 2)
                .put(PURPOSE)
                .put(FileId.bytes(compartment.value()))
                .array();
        var derivation = HKDFParameterSpec.ofExtract()
                .addIKM(keys.ofOrDrawn(compartment))
                .thenExpand(identity, KEY);
        try {
            return new Box(KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
