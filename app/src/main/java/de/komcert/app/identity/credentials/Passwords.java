package de.komcert.app.identity.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import de.komcert.app.identity.credentials.PasswordHash.Cost;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with Argon2id.
 *
 * <p>At most two hashes are computed at once, so that a flood of sign-ins takes 40 MB and not all memory.
 */
@Component
public class Passwords {

    static final Cost COST = new Cost(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 2;

    private final SecureRandom random = new SecureRandom();
    private final Semaphore computing = new Semaphore(AT_ONCE, true);

    /** Stands in where no password is stored, so that an unknown login costs what a known one costs. */
    private final PasswordHash nobodys = new PasswordHash(COST, salt(), encode(new byte[HASH_BYTES]));

    public PasswordHash hash(String password) {
        var salt = salt();
        return new PasswordHash(COST, salt, compute(password, COST, salt, HASH_BYTES));
    }

    /** Whether this is the password. Does the same work where none is stored. */
    public boolean matches(String password, Optional<PasswordHash> stored) {
        var known = stored.orElse(nobodys);
        var bytes = Base64.getDecoder().decode(known.hash()).length;
        var computed = compute(password, known.cost(), known.salt(), bytes);
        return MessageDigest.isEqual(ascii(computed), ascii(known.hash())) && stored.isPresent();
    }

    /** Whether the hash was computed at another cost than a new one would be. */
    public boolean outdated(PasswordHash hash) {
        return !hash.cost().equals(COST);
    }

    private String compute(String password, Cost cost, String salt, int bytes) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(Base64.getDecoder().decode(salt))
                .build();
        var hash = new byte[bytes];
        computing.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(parameters);
            // The same letters can be typed as different characters; a password is the letters.
            generator.generateBytes(
                    Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            computing.release();
        }
        return encode(hash);
    }

    private String salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encode(salt);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
