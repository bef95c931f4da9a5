package de.komcert.app.identity.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.credentials.AccountKey;
import de.komcert.app.identity.credentials.SignInJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The record of sign-ins: appended to, never changed, and shown to the person it is about. */
@Component
public class SignInLog {

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final AccountKey key;
    private final Clock clock;

    SignInLog(JdbcClient jdbc, SignInJob job, AccountKey key, Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.key = key;
        this.clock = clock;
    }

    /** How an attempt ended. */
    public enum Outcome {
        SIGNED_IN,
        UNKNOWN_LOGIN,
        WRONG_PASSWORD,
        WRONG_CODE,
        ACCOUNT_LOCKED
    }

    /** One line of the record. Addresses with the same mark are the same; which one it was is not kept. */
    public record Event(Instant at, Outcome outcome, String addressMark) {}

    void record(Optional<PersonId> person, Outcome outcome, Origin origin) {
        job.run(() -> jdbc.sql("""
                        insert into identity.sign_in (at, person_id, outcome, address_hash)
                        values (?, nullif(?, '')::uuid, ?, ?)
                        """)
                .params(
                        Timestamp.from(clock.instant()),
                        person.map(PersonId::toString).orElse(""),
                        outcome.name(),
                        key.fingerprint("address", origin.network()))
                .update());
    }

    /** The last attempts on the account of whoever asks, newest first. */
    @Transactional(readOnly = true)
    public List<Event> last(PersonId person, int count) {
        return jdbc.sql("""
                        select at, outcome, encode(substr(address_hash, 1, 2), 'hex') as mark
                        from identity.sign_in where person_id = ? order by number desc limit ?
                        """)
                .params(person.value(), count)
                .query((row, _) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("mark")))
                .list();
    }
}
