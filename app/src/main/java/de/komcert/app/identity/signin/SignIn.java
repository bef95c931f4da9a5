package de.komcert.app.identity.signin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.PersonId;
import de.komcert.app.identity.NewPerson;
import de.komcert.app.identity.credentials.PasswordHash;
import de.komcert.app.identity.credentials.PasswordRules;
import de.komcert.app.identity.credentials.Passwords;
import de.komcert.app.identity.credentials.PrintedCode;
import de.komcert.app.identity.credentials.Secrets;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.credentials.Totp;
import de.komcert.app.identity.signin.SignInLog.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signing in: the password first, then the second factor.
 *
 * <p>An unknown login, a wrong password and a locked account get the same answer for the same work, and so does whoever
 * has tried too often: for them no work is done at all, whatever the login.
 */
@Component
public class SignIn {

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Limits limits;
    private final Devices devices;
    private final Sessions sessions;
    private final SignInLog log;
    private final Clock clock;

    SignIn(
            JdbcClient jdbc,
            SignInJob job,
            Passwords passwords,
            Secrets secrets,
            Limits limits,
            Devices devices,
            Sessions sessions,
            SignInLog log,
            Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.passwords = passwords;
        this.secrets = secrets;
        this.limits = limits;
        this.devices = devices;
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
    }

    /** A sign-in that succeeded: the session, and what the browser keeps to be known again. */
    public record Admission(Session session, String device) {}

    private record Account(PersonId id, boolean locked, int epoch, PasswordHash password, boolean enrolled) {}

    /** The first step. Empty whatever was wrong. */
    public Optional<Challenge> password(String typedLogin, String password, Origin origin) {
        var login = NewPerson.normalized(typedLogin);
        if (!NewPerson.possible(login) || password.length() > PasswordRules.LONGEST) {
            return Optional.empty();
        }
        return limits.attempt(login, origin).flatMap(attempt -> {
            var challenge = password(login, password, origin, account(login));
            challenge.ifPresent(_ -> attempt.right());
            return challenge;
        });
    }

    /** The second step. Empty where the code is wrong or the account has changed since. */
    public Optional<Admission> code(Challenge challenge, String code, Origin origin) {
        return limits.attempt(challenge.login(), origin).flatMap(attempt -> {
            if (!challenge.enrolled() || !secrets.accept(challenge.person(), code)) {
                log.record(Optional.of(challenge.person()), Outcome.WRONG_CODE, origin);
                return Optional.empty();
            }
            var admission = admission(challenge, origin);
            admission.ifPresent(_ -> attempt.complete());
            return admission;
        });
    }

    /** The second step of an account without a second factor: it sets up an app, whose code proves it. */
    public Optional<Admission> enrolApp(Challenge challenge, byte[] secret, String code, Origin origin) {
        var step = Totp.step(secret, code.replaceAll("\\s", ""), clock.instant());
        return step.isEmpty()
                ? Optional.empty()
                : enrol(challenge, origin, () -> secrets.setApp(challenge.person(), secret, step.getAsLong()));
    }

    /** The second step of an account without a second factor: it keeps this sheet of printed codes. */
    public Optional<Admission> enrolPrintedCodes(Challenge challenge, List<PrintedCode> sheet, Origin origin) {
        return enrol(challenge, origin, () -> secrets.setPrintedCodes(challenge.person(), sheet));
    }

    private Optional<Challenge> password(String login, String password, Origin origin, Optional<Account> account) {
        var right = passwords.matches(password, account.map(Account::password));
        var outcome = failure(account, right);
        if (outcome.isPresent()) {
            log.record(account.map(Account::id), outcome.get(), origin);
            return Optional.empty();
        }
        return account.map(found -> {
            if (passwords.outdated(found.password())) {
                secrets.setPassword(found.id(), passwords.hash(password));
            }
            return new Challenge(found.id(), login, found.epoch(), found.enrolled());
        });
    }

    private static Optional<Outcome> failure(Optional<Account> account, boolean right) {
        if (account.isEmpty()) {
            return Optional.of(Outcome.UNKNOWN_LOGIN);
        }
        if (!right) {
            return Optional.of(Outcome.WRONG_PASSWORD);
        }
        return account.get().locked() ? Optional.of(Outcome.ACCOUNT_LOCKED) : Optional.empty();
    }

    private Optional<Account> account(String login) {
        return job.call(() -> jdbc.sql("""
                        select p.id, p.locked, p.epoch, c.password,
                            c.totp_secret is not null
                                or exists (select 1 from identity.printed_code k where k.person_id = p.id) as enrolled
                        from identity.person p join identity.credential c on c.person_id = p.id
                        where p.login = ?
                        """)
                .param(login)
                .query((row, _) -> new Account(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getBoolean("locked"),
                        row.getInt("epoch"),
                        PasswordHash.parse(row.getString("password")).orElseThrow(),
                        row.getBoolean("enrolled")))
                .optional());
    }

    private Optional<Admission> enrol(Challenge challenge, Origin origin, Runnable setUp) {
        var first = sessions.actor(challenge.session()).isPresent() && secrets.setUpFirst(challenge.person(), setUp);
        return first ? admission(challenge, origin) : Optional.empty();
    }

    private Optional<Admission> admission(Challenge challenge, Origin origin) {
        if (sessions.actor(challenge.session()).isEmpty()) {
            return Optional.empty();
        }
        log.record(Optional.of(challenge.person()), Outcome.SIGNED_IN, origin);
        var device = devices.remember(challenge.person(), origin.device());
        return Optional.of(new Admission(challenge.session(), device));
    }
}
