package de.komcert.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Actor;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.identity.credentials.SignInJob;
import de.komcert.app.web.NotHere;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens with which programs use the API for a person.
 *
 * <p>A token never allows more than its person may do at that moment. Its secret is shown once and stored as a hash.
 */
@Component
@Transactional
public class Tokens {

    private static final String PREFIX = "kc_";
    private static final int SECRET_BYTES = 32;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final SignInJob job;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, SignInJob job, Clock clock) {
        this.jdbc = jdbc;
        this.job = job;
        this.clock = clock;
    }

    /** How long a token opens. */
    public enum Term {
        MONTH(30),
        QUARTER(90),
        YEAR(365);

        private final Duration length;

        Term(int days) {
            length = Duration.ofDays(days);
        }
    }

    /** A token without its secret. */
    public record Token(
            UUID id,
            String label,
            Set<Permission> scope,
            Instant issued,
            Instant expires,
            @Nullable Instant used,
            @Nullable Instant revoked) {

        /** Under this name a request carries the token it came with. */
        public static final String ATTRIBUTE = "komcert.token";
    }

    /**
     * Who acts, and by which token.
     *
     * @param person with the permissions that both they and the token have, and that of seeing who they are
     */
    public record Bearer(Token token, Actor.Person person) {}

    /** Issues a token and gives its secret, which nobody can see again. */
    public String issue(PersonId person, String label, Set<Permission> scope, Term term) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = PREFIX + Base32.toBase32String(bytes).replace("=", "").toLowerCase(Locale.ROOT);
        var now = clock.instant();
        job.run(() -> jdbc.sql("""
                        insert into identity.token (id, person_id, label, scope, hash, issued_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        person.value(),
                        label.strip(),
                        scope.stream().map(Enum::name).sorted().toArray(String[]::new),
                        hash(secret),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(term.length)))
                .update());
        return secret;
    }

    /** The tokens of the person who acts, newest first. */
    @Transactional(readOnly = true)
    public List<Token> of(PersonId person) {
        return jdbc.sql("""
                        select id, label, scope, issued_at, expires_at, used_at, revoked_at
                        from identity.token where person_id = ? order by issued_at desc, id
                        """).param(person.value()).query((row, _) -> token(row)).list();
    }

    /** Revokes a token of this person; it opens nothing from the next request on. */
    public void revoke(PersonId person, UUID token) {
        var rows = jdbc.sql("""
                        update identity.token set revoked_at = coalesce(revoked_at, ?) where id = ? and person_id = ?
                        """)
                .params(Timestamp.from(clock.instant()), token, person.value())
                .update();
        if (rows == 0) {
            throw new NotHere();
        }
    }

    /** Who acts with this secret, unless it was revoked or is over. */
    @Transactional(propagation = Propagation.SUPPORTS) // nobody acts yet
    public Optional<Bearer> bearer(String secret) {
        return job.call(() -> {
            var bearer = jdbc.sql("""
                            select t.id, t.label, t.scope, t.issued_at, t.expires_at, t.used_at, t.revoked_at,
                                p.id as person_id, p.name, p.role
                            from identity.token t join identity.person p on p.id = t.person_id
                            where t.hash = ? and t.revoked_at is null and t.expires_at > ? and not p.locked
                            """)
                    .params(hash(secret), Timestamp.from(clock.instant()))
                    .query((row, _) -> bearer(row))
                    .optional();
            bearer.map(Bearer::token).ifPresent(this::noteUse);
            return bearer;
        });
    }

    private void noteUse(Token token) {
        var now = clock.instant();
        if (token.used() == null || token.used().isBefore(now.minus(USE_NOTED_EVERY))) {
            jdbc.sql("update identity.token set used_at = ? where id = ?")
                    .params(Timestamp.from(now), token.id())
                    .update();
        }
    }

    private static Bearer bearer(ResultSet row) throws SQLException {
        var role = Role.valueOf(row.getString("role"));
        var permissions = EnumSet.copyOf(role.permissions());
        permissions.retainAll(scope(row));
        permissions.add(Permission.OWN_ACCOUNT);
        var person = new PersonId(row.getObject("person_id", UUID.class));
        return new Bearer(token(row), new Actor.Person(person, row.getString("name"), role, permissions));
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getObject("id", UUID.class),
                row.getString("label"),
                scope(row),
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row, "used_at"),
                instant(row, "revoked_at"));
    }

    private static Set<Permission> scope(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scope").getArray())
                .map(Permission::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** The secret has 256 random bits, so a plain hash of it cannot be searched. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
