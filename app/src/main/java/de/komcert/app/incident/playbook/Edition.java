package de.komcert.app.incident.playbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import de.komcert.app.incident.plan.Playbook;

/**
 * A playbook and the very text it was read from.
 *
 * @param file where the text lies
 * @param own whether the CERT wrote it; otherwise it came with the program
 */
public record Edition(Playbook playbook, String text, String file, boolean own) {

    /** The SHA-256 of the text in hexadecimal digits. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
