package de.komcert.app.identity.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import de.komcert.app.identity.People;
import de.komcert.app.identity.credentials.SignInJob;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The first start: while there is no account, an address printed on the console leads to creating the first ones.
 *
 * <p>Only whoever sees the console of the server knows it, and it opens nothing once there is an account.
 */
@Component
class SetUp {

    private static final int KEY_BYTES = 20;

    private final People people;
    private final SignInJob job;
    private final Environment environment;
    private final AtomicReference<Optional<String>> key = new AtomicReference<>(Optional.empty());

    SetUp(People people, SignInJob job, Environment environment) {
        this.people = people;
        this.job = job;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("SystemOut") // for the person at the console, not for a log that others read
    void announce() {
        var demo = environment.getProperty("komcert.demo", Boolean.class, false); // brings accounts of its own
        if (!demo && nobody()) {
            var bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            var fresh = Base32.toBase32String(bytes).toLowerCase(Locale.ROOT);
            key.set(Optional.of(fresh));
            System.out.printf(
                    "Noch kein Konto. Einrichten: http://%s:%s%s?%s=%s%n",
                    environment.getProperty("server.address", "127.0.0.1"),
                    environment.getProperty("local.server.port", "8080"),
                    SetUpPage.PATH,
                    SetUpPage.KEY,
                    fresh);
        }
    }

    boolean opens(String asked) {
        return key.get().filter(known -> same(known, asked)).isPresent() && nobody();
    }

    /** Uses the key up; of two who try at once, one may. */
    boolean use(String asked) {
        var known = key.get();
        return opens(asked) && key.compareAndSet(known, Optional.empty());
    }

    /** The key as it was printed, while it opens. */
    Optional<String> key() {
        return key.get();
    }

    private boolean nobody() {
        return job.call(() -> people.all().isEmpty());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
