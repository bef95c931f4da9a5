package de.komcert.app.identity.credentials;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import de.komcert.app.access.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passwords and second factors, as the database keeps them: hashed or sealed. */
@Component
public class Secrets {

    private static final String CODE_PURPOSE = "printed code";

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final AccountKey key;
    private final Clock clock;

    Secrets(JdbcClient jdbc, SignInJob job, AccountKey key, Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The second factors of somebody.
     *
     * @param codesPrinted whether there ever was a sheet; one that is used up still counts, so that whoever has a
     *     password alone cannot choose a new factor
     */
    public record Factors(boolean app, boolean codesPrinted, int codesLeft) {

        public boolean any() {
            return app || codesPrinted;
        }
    }

    public Optional<PasswordHash> password(PersonId person) {
        return job.call(() -> jdbc.sql("select password from identity.credential where person_id = ?")
                .param(person.value())
                .query(String.class)
                .optional()
                .flatMap(PasswordHash::parse));
    }

    public void setPassword(PersonId person, PasswordHash hash) {
        job.run(() -> jdbc.sql("""
                        insert into identity.credential (person_id, password) values (?, ?)
                        on conflict (person_id) do update set password = excluded.password
                        """).params(person.value(), hash.toString()).update());
    }

    public Factors factors(PersonId person) {
        return job.call(() -> jdbc.sql("""
                        select c.totp_secret is not null as app,
                            (select count(*) from identity.printed_code p where p.person_id = c.person_id) as printed,
                            (select count(*) from identity.printed_code p
                                where p.person_id = c.person_id and p.used_at is null) as unused
                        from identity.credential c where c.person_id = ?
                        """)
                .param(person.value())
                .query((row, _) -> new Factors(row.getBoolean("app"), row.getInt("printed") > 0, row.getInt("unused")))
                .optional()
                .orElse(new Factors(false, false, 0)));
    }

    /**
     * Sets up the app.
     *
     * @param usedStep the step whose code proved the app, so that it does not prove anything else
     */
    public void setApp(PersonId person, byte[] secret, long usedStep) {
        job.run(() -> jdbc.sql("update identity.credential set totp_secret = ?, totp_step = ? where person_id = ?")
                .params(key.seal(secret, person), usedStep, person.value())
                .update());
    }

    /** Replaces the sheet: codes printed before are void. */
    public void setPrintedCodes(PersonId person, List<PrintedCode> codes) {
        job.run(() -> {
            removeCodes(person);
            var hashes = codes.stream().map(code -> hash(person, code)).toArray(byte[][]::new);
            jdbc.sql("insert into identity.printed_code (person_id, hash) select ?, unnest(?::bytea[])")
                    .params(person.value(), hashes)
                    .update();
        });
    }

    /**
     * Sets up the first factor, unless there is one by now; of two who try at once, one wins.
     *
     * @return whether it was this one
     */
    public boolean setUpFirst(PersonId person, Runnable setUp) {
        return job.call(() -> {
            jdbc.sql("select 1 from identity.credential where person_id = ? for update")
                    .param(person.value())
                    .query(Integer.class)
                    .single();
            var first = !factors(person).any();
            if (first) {
                setUp.run();
            }
            return first;
        });
    }

    /** Takes away every second factor; the next sign-in sets up a new one. */
    public void removeFactors(PersonId person) {
        job.run(() -> {
            removeCodes(person);
            jdbc.sql("update identity.credential set totp_secret = null, totp_step = 0 where person_id = ?")
                    .param(person.value())
                    .update();
        });
    }

    /** Whether this code proves the second factor. A code that did is used up. */
    public boolean accept(PersonId person, String typed) {
        var code = typed.replaceAll("\\s", "");
        return job.call(() -> acceptApp(person, code) || acceptPrinted(person, code));
    }

    private boolean acceptApp(PersonId person, String code) {
        var app = jdbc.sql("""
                        select totp_secret from identity.credential
                        where person_id = ? and totp_secret is not null
                        """)
                .param(person.value())
                .query((row, _) -> row.getBytes("totp_secret"))
                .optional();
        if (app.isEmpty()) {
            return false;
        }
        var step = Totp.step(key.open(app.get(), person), code, clock.instant());
        // The condition lets only one of two requests with the same code through.
        return step.isPresent()
                && jdbc.sql("update identity.credential set totp_step = ? where person_id = ? and totp_step < ?")
                                .params(step.getAsLong(), person.value(), step.getAsLong())
                                .update()
                        == 1;
    }

    private boolean acceptPrinted(PersonId person, String typed) {
        return PrintedCode.parse(typed)
                .map(code -> jdbc.sql("""
                                update identity.printed_code set used_at = ?
                                where person_id = ? and hash = ? and used_at is null
                                """)
                        .params(Timestamp.from(clock.instant()), person.value(), hash(person, code))
                        .update())
                .filter(rows -> rows == 1)
                .isPresent();
    }

    private void removeCodes(PersonId person) {
        jdbc.sql("delete from identity.printed_code where person_id = ?")
                .param(person.value())
                .update();
    }

    private byte[] hash(PersonId person, PrintedCode code) {
        return key.fingerprint(CODE_PURPOSE, person + " " + code);
    }
}
