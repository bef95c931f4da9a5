package de.komcert.app.identity.signin;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.credentials.AccountKey;
import de.komcert.app.identity.credentials.SignInJob;
import org.bouncycastle.util.encoders.Hex;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The browsers that somebody has signed in with before.
 *
 * <p>One of them proves nothing, but it is let past the limit that others may have used up for its login.
 */
@Component
class Devices {

    private static final String PURPOSE = "device";
    private static final int TOKEN_BYTES = 32;
    /** Beyond these the one not used for the longest time is forgotten. */
    private static final int EACH = 10;

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final AccountKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Devices(JdbcClient jdbc, SignInJob job, AccountKey key, Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.key = key;
        this.clock = clock;
    }

    /** Whether this browser has signed in under this login before. */
    boolean known(String login, Optional<String> device) {
        // Asked with or without a cookie, so that every sign-in takes the same statements.
        return job.call(() -> jdbc.sql("""
                        select exists (
                            select 1 from identity.device d join identity.person p on p.id = d.person_id
                            where d.hash = ? and p.login = ?)
                        """)
                .params(hash(device.orElse("")), login)
                .query(Boolean.class)
                .single());
    }

    /** Remembers the browser, and gives what it has to keep. */
    String remember(PersonId person, Optional<String> before) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var device = Hex.toHexString(bytes);
        job.run(() -> {
            before.ifPresent(old -> jdbc.sql("delete from identity.device where hash = ? and person_id = ?")
                    .params(hash(old), person.value())
                    .update());
            jdbc.sql("insert into identity.device (hash, person_id, used_at) values (?, ?, ?)")
                    .params(hash(device), person.value(), Timestamp.from(clock.instant()))
                    .update();
            jdbc.sql("""
                            delete from identity.device where hash in (
                                select hash from identity.device where person_id = ?
                                order by used_at desc offset ?)
                            """).params(person.value(), EACH).update();
        });
        return device;
    }

    private byte[] hash(String device) {
        return key.fingerprint(PURPOSE, device);
    }
}
