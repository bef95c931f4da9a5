package de.komcert.app.audit;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The job that anchors. It sees where each chain ends, and nothing of what is in it. */
@Component
public class Anchoring {

    /** Who the database lets see all heads. The migration names the same id. */
    static final Actor.Job JOB = new Actor.Job("anchoring");

    private final JdbcClient jdbc;
    private final Anchors anchors;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Anchoring(JdbcClient jdbc, Anchors anchors, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.anchors = anchors;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Appends one anchor with every head that has moved since it was anchored last, and one anchor too if none has.
     *
     * <p>All of it is one transaction: whatever interrupts it leaves nothing, and the next time anchors the same heads.
     */
    public void anchor() {
        Acting.run(JOB, () -> transaction.executeWithoutResult(_ -> append(moved())));
    }

    private List<AnchorTree.Leaf> moved() {
        return jdbc.sql("select * from audit.moved_heads()")
                .query((row, _) -> new AnchorTree.Leaf(
                        new CompartmentId(row.getObject("compartment_id", UUID.class)),
                        row.getLong("number"),
                        row.getBytes("hash")))
                .list();
    }

    private void append(List<AnchorTree.Leaf> heads) {
        var tree = AnchorTree.of(heads, random);
        var last = anchors.newest();
        var anchor = Anchor.following(
                last.map(Anchor::number).orElse(0L) + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                tree.root(),
                last.map(Anchor::hash).orElse(Link.BEGIN));
        var ways = tree.ways();
        jdbc.sql("select audit.append_anchor(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        anchor.number(),
                        Timestamp.from(anchor.at()),
                        anchor.root(),
                        anchor.previous(),
                        anchor.hash(),
                        heads.stream().map(head -> head.compartment().value()).toArray(UUID[]::new),
                        heads.stream().map(AnchorTree.Leaf::number).toArray(Long[]::new),
                        heads.stream().map(AnchorTree.Leaf::hash).toArray(byte[][]::new),
                        ways.stream().map(AnchorTree.Way::salt).toArray(byte[][]::new),
                        ways.stream().map(AnchorTree.Way::slot).toArray(Integer[]::new),
                        ways.stream().map(AnchorTree.Way::siblings).toArray(byte[][]::new))
                .query((_, _) -> true)
                .list();
    }
}
