package de.komcert.app.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a content.
 *
 * @param hex 64 digits, lower case
 */
public record Sha256(String hex) {

    private static final int BYTES = 32;

    public Sha256 {
        if (!hex.matches("[0-9a-f]{" + BYTES * 2 + "}")) {
            throw new IllegalArgumentException("not a SHA-256: " + hex);
        }
    }

    static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
