package de.komcert.app.identity.credentials;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.util.encoders.Base32;

/** Codes of an app, after RFC 6238 with what every app knows: SHA-1, six digits, 30 seconds. */
public final class Totp {

    private static final int SECRET_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int WINDOW = 1;

    private Totp() {}

    public static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The secret as an app takes it typed. */
    public static String typed(byte[] secret) {
        return Base32.toBase32String(secret).replace("=", "");
    }

    /** The secret as an app takes it from a link. */
    public static String link(byte[] secret, String login) {
        return "otpauth://totp/KomCERT:%s?secret=%s&issuer=KomCERT"
                .formatted(URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20"), typed(secret));
    }

    public static String code(byte[] secret, Instant time) {
        return code(secret, step(time));
    }

    /** The step this code belongs to, if it is now or one step off; clocks of telephones differ. */
    public static OptionalLong step(byte[] secret, String code, Instant now) {
        var match = OptionalLong.empty();
        for (var step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
            if (same(code(secret, step), code)) {
                match = OptionalLong.of(step);
            }
        }
        return match;
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    private static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            var offset = hash.get(hash.limit() - 1) & 0xf;
            return String.format(Locale.ROOT, "%06d", (hash.getInt(offset) & Integer.MAX_VALUE) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
