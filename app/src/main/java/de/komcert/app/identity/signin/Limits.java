package de.komcert.app.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * How often somebody may try to sign in.
 *
 * <p>Ten attempts in 15 minutes are allowed for a login until a sign-in succeeds fully, and thirty failures for an
 * address. So that nobody can lock out others by guessing, a browser that has signed in under this login before has ten
 * attempts of its own, whatever happens elsewhere.
 */
@Component
class Limits {

    static final int PER_LOGIN = 10;
    static final int PER_ADDRESS = 30;
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int KEYS = 50_000;

    private final Devices devices;
    private final Attempts byLogin;
    private final Attempts byAddress;

    Limits(Devices devices, Clock clock) {
        this.devices = devices;
        this.byLogin = new Attempts(PER_LOGIN, WINDOW, KEYS, clock);
        this.byAddress = new Attempts(PER_ADDRESS, WINDOW, KEYS, clock);
    }

    /** An attempt that was within the limits, and counts until it is taken back. */
    final class Attempt {

        private final String key;
        private final Optional<String> network;

        private Attempt(String key, Optional<String> network) {
            this.key = key;
            this.network = network;
        }

        /** This step was right; the login's count stays until the sign-in is complete. */
        void right() {
            network.ifPresent(byAddress::forgive);
        }

        /** The sign-in is complete. */
        void complete() {
            right();
            byLogin.forget(key);
        }
    }

    Optional<Attempt> attempt(String login, Origin origin) {
        if (devices.known(login, origin.device())) {
            var key = login + " " + origin.device().orElse("");
            return byLogin.admit(key) ? Optional.of(new Attempt(key, Optional.empty())) : Optional.empty();
        }
        var network = origin.network();
        return byAddress.admit(network) && byLogin.admit(login)
                ? Optional.of(new Attempt(login, Optional.of(network)))
                : Optional.empty();
    }
}
