package de.komcert.app.audit;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The hash chains. The application can append and read; only retention can erase a text, and nothing a link. */
@Component
@Transactional
public class Chain {

    /** Rows the driver holds while a chain is read from end to end. */
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Anchors anchors;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Chain(JdbcClient jdbc, Anchors anchors, Clock clock) {
        this.jdbc = jdbc;
        this.anchors = anchors;
        this.clock = clock;
    }

    /** The last link's number and hash, to be printed where somebody may later look for missing entries. */
    public record Head(long number, byte[] hash) {

        static final Head BEGIN = new Head(0, Link.BEGIN);
    }

    /** Appends a text, in the caller's transaction: it is there exactly when what it tells of is. */
    public Link append(CompartmentId compartment, String body) {
        // Locks the head, so that two writers queue up instead of forking the chain.
        jdbc.sql("insert into audit.head (compartment_id, number, hash) values (?, 0, ?) on conflict do nothing")
                .params(compartment.value(), Link.BEGIN)
                .update();
        var head = jdbc.sql("select number, hash from audit.head where compartment_id = ? for update")
                .param(compartment.value())
                .query((row, _) -> new Head(row.getLong("number"), row.getBytes("hash")))
                .single();
        var salt = new byte[Link.HASH_BYTES];
        random.nextBytes(salt);
        var link = Link.following(compartment, head.number() + 1, now(), head.hash(), salt, body);
        insert(link, salt, body);
        return link;
    }

    @Transactional(readOnly = true)
    public List<Link> links(CompartmentId compartment) {
        return jdbc.sql(SELECT + "where l.compartment_id = ? order by l.number")
                .param(compartment.value())
                .query((row, _) -> link(row))
                .list();
    }

    /** The links with these numbers, in ascending order; unknown ones are left out. */
    @Transactional(readOnly = true)
    public List<Link> links(CompartmentId compartment, Collection<Long> numbers) {
        return jdbc.sql(SELECT + "where l.compartment_id = ? and l.number = any (?) order by l.number")
                .params(compartment.value(), numbers.toArray(Long[]::new))
                .query((row, _) -> link(row))
                .list();
    }

    /** The last links, the newest first. */
    @Transactional(readOnly = true)
    public List<Link> newest(CompartmentId compartment, int count) {
        return jdbc.sql(SELECT + "where l.compartment_id = ? order by l.number desc limit ?")
                .params(compartment.value(), count)
                .query((row, _) -> link(row))
                .list();
    }

    /** At most so many links after this number. */
    @Transactional(readOnly = true)
    public List<Link> links(CompartmentId compartment, long after, int atMost) {
        return jdbc.sql(SELECT + "where l.compartment_id = ? and l.number > ? order by l.number limit ?")
                .params(compartment.value(), after, atMost)
                .query((row, _) -> link(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Link> link(CompartmentId compartment, long number) {
        return links(compartment, List.of(number)).stream().findFirst();
    }

    /** The hash of one link. */
    @Transactional(readOnly = true)
    public Optional<byte[]> hash(CompartmentId compartment, long number) {
        return jdbc.sql("select hash from audit.link where compartment_id = ? and number = ?")
                .params(compartment.value(), number)
                .query((row, _) -> row.getBytes("hash"))
                .optional();
    }

    @Transactional(readOnly = true)
    public Head head(CompartmentId compartment) {
        return jdbc.sql("select number, hash from audit.head where compartment_id = ?")
                .param(compartment.value())
                .query((row, _) -> new Head(row.getLong("number"), row.getBytes("hash")))
                .optional()
                .orElse(Head.BEGIN);
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRES_NEW, isolation = Isolation.REPEATABLE_READ)
    public Verification verify(CompartmentId compartment) {
        return check(compartment, clock.instant()).result();
    }

    /**
     * Checks the chain as of one moment, so that an entry appended meanwhile does not look like damage. Four statements
     * and bounded memory, however long it is.
     */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRES_NEW, isolation = Isolation.REPEATABLE_READ)
    Checks.Check check(CompartmentId compartment, Instant at) {
        var head = head(compartment);
        var walk = new Verification.Walk(anchors.hashes(compartment));
        jdbc.sql(SELECT + "where l.compartment_id = ? order by l.number")
                .param(compartment.value())
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    walk.next(link(row));
                });
        return new Checks.Check(walk.end(head.number(), head.hash()), head, at);
    }

    private static final String SELECT = """
            select l.compartment_id, l.number, l.recorded_at, l.commitment, l.previous, l.hash, t.salt, t.body
            from audit.link l left join audit.text t using (compartment_id, number)
            """;

    private void insert(Link link, byte[] salt, String body) {
        var id = link.compartment().value();
        jdbc.sql("""
                        insert into audit.link (compartment_id, number, recorded_at, commitment, previous, hash)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        link.number(),
                        Timestamp.from(link.recordedAt()),
                        link.commitment(),
                        link.previous(),
                        link.hash())
                .update();
        jdbc.sql("insert into audit.text (compartment_id, number, salt, body) values (?, ?, ?, ?)")
                .params(id, link.number(), salt, body)
                .update();
        jdbc.sql("update audit.head set number = ?, hash = ? where compartment_id = ?")
                .params(link.number(), link.hash(), id)
                .update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new CompartmentId(row.getObject("compartment_id", UUID.class)),
                row.getLong("number"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getBytes("commitment"),
                row.getBytes("previous"),
                row.getBytes("hash"),
                row.getBytes("salt"),
                row.getString("body"));
    }
}
