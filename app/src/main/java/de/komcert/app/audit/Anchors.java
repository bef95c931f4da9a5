package de.komcert.app.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.komcert.app.access.CompartmentId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The system chain, in which the heads of all compartments are anchored without naming one. */
@Component
@Transactional(readOnly = true)
public class Anchors {

    /** Rows the driver holds while the chain is read from end to end. */
    private static final int AT_ONCE = 500;

    /** What no link has as its hash. */
    private static final byte[] NO_HASH = {};

    /** An anchor that was taken away comes as an empty one, which proves nothing. */
    private static final String ANCHORED = """
            select d.head_number, d.head_hash, d.salt, d.slot, d.siblings, d.anchor as number,
                coalesce(a.at, 'epoch') as at, coalesce(a.root, '') as root, coalesce(a.previous, '') as previous,
                coalesce(a.hash, '') as hash
            from audit.anchored d left join audit.anchor a on a.number = d.anchor where d.compartment_id = ?
            """;

    private final JdbcClient jdbc;

    Anchors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A head of a compartment, the anchor that holds it, and the way from one to the other.
     *
     * @param number of the link that was the head
     * @param siblings the hash beside each node on the way, lowest first, one after the other
     */
    public record Anchored(long number, byte[] hash, Anchor anchor, byte[] salt, int slot, byte[] siblings) {}

    /**
     * How far the system chain holds.
     *
     * @param anchors how many were checked
     * @param broken the number of the first that does not stand in its place, or null
     */
    public record Standing(long anchors, @Nullable Long broken) {

        boolean reaches(long number) {
            return broken == null || number < broken;
        }
    }

    /** The last anchor. On the paper of one incident it speaks for all that were anchored until then. */
    public Optional<Anchor> newest() {
        return jdbc.sql("select * from audit.anchor order by number desc limit 1")
                .query((row, _) -> anchor(row))
                .optional();
    }

    public Optional<Anchor> find(long number) {
        return jdbc.sql("select * from audit.anchor where number = ?")
                .param(number)
                .query((row, _) -> anchor(row))
                .optional();
    }

    /** At most so many anchors before this number, the newest first. */
    public List<Anchor> before(long number, int atMost) {
        return jdbc.sql("select * from audit.anchor where number < ? order by number desc limit ?")
                .params(number, atMost)
                .query((row, _) -> anchor(row))
                .list();
    }

    /** At most so many anchors after this number, the oldest first. */
    public List<Anchor> after(long number, int atMost) {
        return jdbc.sql("select * from audit.anchor where number > ? order by number limit ?")
                .params(number, atMost)
                .query((row, _) -> anchor(row))
                .list();
    }

    /** Checks the system chain from its beginning to its end; one statement and bounded memory. */
    public Standing check() {
        return checkFrom(1);
    }

    /** The anchored heads of a compartment, the oldest first. */
    public List<Anchored> of(CompartmentId compartment) {
        return jdbc.sql(ANCHORED + "order by d.head_number")
                .param(compartment.value())
                .query((row, _) -> anchored(row))
                .list();
    }

    /** The anchored head with the highest number. */
    public Optional<Anchored> newest(CompartmentId compartment) {
        return jdbc.sql(ANCHORED + "order by d.head_number desc limit 1")
                .param(compartment.value())
                .query((row, _) -> anchored(row))
                .optional();
    }

    /** The hash that each anchored number must have; one that none has where anchor or way are themselves damaged. */
    Map<Long, byte[]> hashes(CompartmentId compartment) {
        var heads = of(compartment);
        var standing = checkFrom(
                heads.stream().mapToLong(head -> head.anchor().number()).min().orElse(Long.MAX_VALUE));
        var hashes = new HashMap<Long, byte[]>();
        for (var head : heads) {
            var holds = standing.reaches(head.anchor().number()) && leads(compartment, head);
            hashes.put(head.number(), holds ? head.hash() : NO_HASH);
        }
        return hashes;
    }

    /** The way from the head arrives at its anchor. */
    static boolean leads(CompartmentId compartment, Anchored head) {
        var root = new AnchorTree.Way(head.salt(), head.slot(), head.siblings())
                .root(new AnchorTree.Leaf(compartment, head.number(), head.hash()));
        return Arrays.equals(root, head.anchor().root());
    }

    /** Checks the end of the chain that begins here; what came before its first anchor is taken from that. */
    private Standing checkFrom(long first) {
        var walk = new Walk(first);
        jdbc.sql("select * from audit.anchor where number >= ? order by number")
                .param(first)
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    walk.next(anchor(row));
                });
        return new Standing(walk.checked, walk.broken);
    }

    private static final class Walk {

        private long expected;
        private byte @Nullable [] previous;
        private long checked;
        private @Nullable Long broken;

        Walk(long first) {
            expected = first;
            previous = first == 1 ? Link.BEGIN : null;
        }

        void next(Anchor anchor) {
            if (broken == null) {
                boolean follows = previous == null || Arrays.equals(previous, anchor.previous());
                if (anchor.number() != expected || !follows || !anchor.whole()) {
                    broken = expected;
                }
            }
            previous = anchor.hash();
            expected++;
            checked++;
        }
    }

    private static Anchored anchored(ResultSet row) throws SQLException {
        return new Anchored(
                row.getLong("head_number"),
                row.getBytes("head_hash"),
                anchor(row),
                row.getBytes("salt"),
                row.getInt("slot"),
                row.getBytes("siblings"));
    }

    private static Anchor anchor(ResultSet row) throws SQLException {
        return new Anchor(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getBytes("root"),
                row.getBytes("previous"),
                row.getBytes("hash"));
    }
}
