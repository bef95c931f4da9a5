package de.komcert.app.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.PasswordRules;
import de.komcert.app.identity.credentials.Passwords;
import de.komcert.app.identity.credentials.PrintedCode;
import de.komcert.app.identity.credentials.Secrets;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.identity.credentials.Totp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people with accounts.
 *
 * <p>Accounts are locked and never deleted, since what somebody wrote keeps their name. A change that concerns what they
 * may do ends their sessions with their next request.
 */
@Component
@Transactional
public class People {

    private static final String SELECT = "select id, login, name, role, locked from identity.person ";

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final Secrets secrets;
    private final Passwords passwords;
    private final Clock clock;

    People(JdbcClient jdbc, SignInJob job, Secrets secrets, Passwords passwords, Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.secrets = secrets;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Creates the account at once, whatever becomes of the caller's transaction. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PersonId create(NewPerson person) {
        problems(person).values().stream().findFirst().ifPresent(key -> {
            throw new Refusal(key);
        });
        var hash = passwords.hash(person.password());
        try {
            return job.call(() -> {
                var id = PersonId.random();
                jdbc.sql("insert into identity.person (id, login, name, role, created_at) values (?, ?, ?, ?, ?)")
                        .params(
                                id.value(),
                                person.login(),
                                person.name(),
                                person.role().name(),
                                Timestamp.from(clock.instant()))
                        .update();
                secrets.setPassword(id, hash);
                return id;
            });
        } catch (DuplicateKeyException e) {
            throw new Refusal("accounts.problem.loginTaken");
        }
    }

    /** All that is wrong with the account: the name of the field, and the key of the text that says it. */
    public Map<String, String> problems(NewPerson person) {
        var problems = person.problems();
        if (problems.containsKey("login")) {
            return problems;
        }
        var taken = job.call(() -> jdbc.sql("select exists (select 1 from identity.person where login = ?)")
                .param(person.login())
                .query(Boolean.class)
                .single());
        if (taken) {
            problems.put("login", "accounts.problem.loginTaken");
        }
        return problems;
    }

    @Transactional(readOnly = true)
    public Optional<Person> find(PersonId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query((row, _) -> person(row))
                .optional();
    }

    /** Everybody, locked accounts too, by name. */
    @Transactional(readOnly = true)
    public List<Person> all() {
        return jdbc.sql(SELECT + "order by name, id")
                .query((row, _) -> person(row))
                .list();
    }

    /** Whoever has this role now and can sign in, by name. */
    @Transactional(readOnly = true)
    public List<Person> withRole(Role role) {
        return jdbc.sql(SELECT + "where role = ? and not locked order by name, id")
                .param(role.name())
                .query((row, _) -> person(row))
                .list();
    }

    /** The names of these people; unknown ones are left out. */
    @Transactional(readOnly = true)
    public Map<PersonId, String> names(Collection<PersonId> ids) {
        var values = ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
        return jdbc
                .sql("select id, name from identity.person where id = any (?)")
                .param(values)
                .query((row, _) -> Map.entry(new PersonId(row.getObject("id", UUID.class)), row.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Ends the person's sessions and lets them sign in no more. */
    public void lock(PersonId id) {
        keepAnAdministrator(id);
        change("update identity.person set locked = true, epoch = epoch + 1 where id = ?", id.value());
    }

    public void unlock(PersonId id) {
        change("update identity.person set locked = false where id = ?", id.value());
    }

    public void changeRole(PersonId id, Role role) {
        if (role != Role.VERWALTUNG) {
            keepAnAdministrator(id);
        }
        change("update identity.person set role = ?, epoch = epoch + 1 where id = ?", role.name(), id.value());
    }

    /** Takes away app and printed codes; the next sign-in sets up a new factor. */
    public void resetSecondFactor(PersonId id) {
        job.run(() -> {
            endSessions(id);
            secrets.removeFactors(id);
        });
    }

    /** Gives somebody who forgot theirs a random password, ends their sessions, and keeps their second factor. */
    public String resetPassword(PersonId id) {
        var password = PasswordRules.random();
        var hash = passwords.hash(password);
        job.run(() -> {
            endSessions(id);
            secrets.setPassword(id, hash);
        });
        return password;
    }

    /** Sets up an app for somebody and gives its secret, to be typed into the app: for accounts of a demonstration. */
    public String giveApp(PersonId id) {
        var secret = Totp.newSecret();
        secrets.setApp(id, secret, 0);
        return Totp.typed(secret);
    }

    /** Gives somebody a new sheet of printed codes; those before are void. */
    public List<String> givePrintedCodes(PersonId id) {
        var sheet = PrintedCode.sheet();
        secrets.setPrintedCodes(id, sheet);
        return sheet.stream().map(PrintedCode::text).toList();
    }

    /** Without one, nobody could ever unlock an account again. */
    private void keepAnAdministrator(PersonId leaving) {
        // The lock lets two who would leave at once go one after the other.
        var administrators = jdbc.sql(
                        "select id from identity.person where role = ? and not locked order by id for no key update")
                .param(Role.VERWALTUNG.name())
                .query(UUID.class)
                .list();
        if (administrators.equals(List.of(leaving.value()))) {
            throw new Refusal("accounts.problem.lastAdministrator");
        }
    }

    private void endSessions(PersonId id) {
        change("update identity.person set epoch = epoch + 1 where id = ?", id.value());
    }

    private void change(String sql, Object... parameters) {
        if (jdbc.sql(sql).params(parameters).update() == 0) {
            throw new NotHere();
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("login"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("locked"));
    }
}
