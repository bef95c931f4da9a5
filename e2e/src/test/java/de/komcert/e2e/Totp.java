package de.komcert.e2e;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on a person's telephone that shows a new code every half minute (RFC 6238). */
final class Totp {

    private static final int STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Map<String, Totp> BY_SECRET = new ConcurrentHashMap<>();

    private final byte[] key;
    private final Clock clock;
    private long lastStep;

    Totp(String secret, Clock clock) {
        this.key = decoded(secret);
        this.clock = clock;
    }

    /** The telephone with that secret; always the same one, so that it remembers which codes are used up. */
    static Totp of(String secret) {
        return BY_SECRET.computeIfAbsent(secret, key -> new Totp(key, Clock.systemUTC()));
    }

    /** A code that was not given before, since each counts only once. It may be the next one, as clocks differ. */
    synchronized String fresh() {
        var next = Math.max(step(clock.instant()), lastStep + 1);
        while (next > step(clock.instant()) + 1) {
            LockSupport.parkNanos(500_000_000);
        }
        lastStep = next;
        return code(next);
    }

    /** The code shown at a moment. */
    String at(Instant moment) {
        return code(step(moment));
    }

    private static long step(Instant moment) {
        return moment.getEpochSecond() / STEP_SECONDS;
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "RAW"));
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            var truncated = hash.getInt(hash.get(hash.limit() - 1) & 0x0f) & Integer.MAX_VALUE;
            return "%06d".formatted(truncated % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA1", impossible);
        }
    }

    private static byte[] decoded(String secret) {
        var bits = new StringBuilder();
        for (var letter : secret.replaceAll("[ =]", "").toUpperCase(Locale.ROOT).toCharArray()) {
            var value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("not a Base32 letter in a TOTP secret: " + letter);
            }
            bits.append(Integer.toBinaryString(32 + value), 1, 6);
        }
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
