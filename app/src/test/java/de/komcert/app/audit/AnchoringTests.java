package de.komcert.app.audit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Verification.Broken;
import de.komcert.app.audit.Verification.Fault;
import de.komcert.app.audit.Verification.Intact;
import de.komcert.app.database.WithPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the system chain finds, and what it does not tell. */
@WithPostgres
@SpringBootTest
class AnchoringTests {

    private static final Actor MEMBER = person("Can Yıldırım");
    private static final Actor OUTSIDER = person("Milena Grothe");

    @Autowired
    Anchoring anchoring;

    @Autowired
    Anchors anchors;

    @Autowired
    Chain chain;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Environment environment;

    private CompartmentId compartment;

    @BeforeEach
    void writeAndAnchor() throws SQLException {
        forgetAllAnchors(); // other tests share this database
        compartment = Acting.as(MEMBER, () -> compartments.open(List.of()));
        write("eins", "zwei", "drei");
        anchoring.anchor();
    }

    /** What a test broke is whole again for the next. */
    @AfterEach
    void forgetAllAnchors() throws SQLException {
        asOwner("""
                delete from audit.anchored;
                delete from audit.anchor;
                alter table audit.anchored drop constraint if exists anchored_anchor_fkey;
                alter table audit.anchored
                    add constraint anchored_anchor_fkey foreign key (anchor) references audit.anchor""");
    }

    @Test
    void anAnchoredHeadLeadsToItsAnchor() {
        var head = anchored();

        assertThat(head.number()).isEqualTo(3);
        assertThat(head.hash())
                .isEqualTo(Acting.as(MEMBER, () -> chain.head(compartment)).hash());
        assertThat(Anchors.leads(compartment, head)).isTrue();
        assertThat(verified()).isEqualTo(new Intact(3, 0));
    }

    @Test
    void onlyHeadsThatMovedAreAnchoredAgainButAnAnchorComesAnyway() {
        anchoring.anchor();
        assertThat(heads()).extracting(Anchors.Anchored::number).containsExactly(3L);

        write("vier");
        anchoring.anchor();

        assertThat(heads()).extracting(Anchors.Anchored::number).containsExactly(3L, 4L);
        assertThat(standing()).isEqualTo(new Anchors.Standing(3, null));
    }

    @Test
    void whatIsWrittenAfterTheAnchorIsIntactWithoutIt() {
        write("vier", "fünf");

        assertThat(verified()).isEqualTo(new Intact(5, 0));
    }

    /** Whoever owns the database takes away the last entry, and moves the head to match. Only the anchor tells. */
    @Test
    void aRemovedLastEntryIsFoundByTheAnchor() throws SQLException {
        cutTo(2);

        assertThat(verified()).isEqualTo(new Broken(3, Fault.END_MISSING));
    }

    /** Whoever owns the database writes all of it anew, and every hash with it. Only the anchor tells. */
    @Test
    void aChainWrittenAnewIsFoundByTheAnchor() throws SQLException {
        cutTo(1);
        write("zweimal", "dreimal");

        assertThat(verified()).isEqualTo(new Broken(3, Fault.ANCHOR));
    }

    @Test
    void aChangedHeadIsFound() throws SQLException {
        asOwner("update audit.head set hash = decode(repeat('ab', 32), 'hex') where compartment_id = '%s'"
                .formatted(compartment));

        assertThat(verified()).isEqualTo(new Broken(4, Fault.END_MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.anchor set root = decode(repeat('ab', 32), 'hex')",
                "update audit.anchor set at = at + interval '1 microsecond'",
                "update audit.anchor set hash = decode(repeat('ab', 32), 'hex')",
                "update audit.anchored set salt = decode(repeat('ab', 32), 'hex')",
                "update audit.anchored set slot = (slot + 1) % 65536",
                "update audit.anchored set siblings = decode(repeat('ab', 512), 'hex')",
                "update audit.anchored set head_hash = decode(repeat('ab', 32), 'hex')",
                "alter table audit.anchored drop constraint anchored_anchor_fkey; delete from audit.anchor"
            })
    void aChangedAnchorIsFound(String change) throws SQLException {
        asOwner(change);

        assertThat(verified()).isEqualTo(new Broken(3, Fault.ANCHOR));
    }

    @Test
    void anAnchorThatDoesNotFollowTheOneBeforeItIsFoundAndLocated() throws SQLException {
        anchoring.anchor();
        var other = Anchor.following(2, Acting.as(MEMBER, clock::instant), new byte[32], Link.BEGIN);
        asOwner(
                "update audit.anchor set at = '%s', root = decode('%s', 'hex'), previous = decode('%s', 'hex'), hash = decode('%s', 'hex') where number = 2"
                        .formatted("2026-11-25T08:00:00Z", "00".repeat(32), "00".repeat(32), other.fingerprint()));

        assertThat(standing()).isEqualTo(new Anchors.Standing(2, 2L));
        assertThat(verified()).as("what the anchor before it holds").isEqualTo(new Intact(3, 0));
    }

    @Test
    void aMissingAnchorIsFoundAndLocated() throws SQLException {
        anchoring.anchor();
        anchoring.anchor();
        asOwner("delete from audit.anchor where number = 2");

        assertThat(standing()).isEqualTo(new Anchors.Standing(2, 2L));
    }

    @Test
    void anOutsiderSeesAnchorsAndNoHead() {
        Acting.run(OUTSIDER, () -> {
            assertThat(anchors.of(compartment)).isEmpty();
            assertThat(anchors.newest(compartment)).isEmpty();
            assertThat(anchors.newest()).isPresent();
            assertThat(anchors.check()).isEqualTo(new Anchors.Standing(1, null));
        });
    }

    /** Neither that something was anchored nor how much: what everybody may read is as large over nothing. */
    @Test
    void anAnchorOverNothingLooksLikeAnyOther() {
        anchoring.anchor();

        var all = Acting.as(OUTSIDER, () -> anchors.after(0, 10));

        assertThat(all).hasSize(2).allSatisfy(anchor -> {
            assertThat(anchor.root()).hasSize(32).isNotEqualTo(new byte[32]);
            assertThat(anchor.whole()).isTrue();
        });
        assertThat(all.get(0).root()).isNotEqualTo(all.get(1).root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from audit.moved_heads()",
                "select audit.append_anchor(9, now(), '', '', '', '{}', '{}', '{}', '{}', '{}', '{}')",
                "insert into audit.anchor values (9, now(), '', '', '')",
                "update audit.anchor set number = number",
                "delete from audit.anchor",
                "insert into audit.anchored select * from audit.anchored",
                "update audit.anchored set slot = 1",
                "delete from audit.anchored"
            })
    void theApplicationCanForgeNoAnchor(String statement) {
        assertThatThrownBy(() -> Acting.as(
                        MEMBER,
                        () -> new TransactionTemplate(transactions)
                                .execute(_ -> jdbc.sql(statement).query().listOfRows())))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "only the job anchoring");
    }

    /** Killed between the head and its anchor, the program anchors the head at the next time, and nothing twice. */
    @Test
    void anAnchorThatWasInterruptedLeavesNothingAndIsMadeUpFor() {
        write("vier");
        assertThatThrownBy(() -> Acting.run(
                        Anchoring.JOB,
                        () -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                            anchoring.anchor();
                            throw new IllegalStateException("killed");
                        })))
                .hasMessage("killed");
        assertThat(heads()).extracting(Anchors.Anchored::number).containsExactly(3L);
        assertThat(standing()).isEqualTo(new Anchors.Standing(1, null));
        assertThat(verified()).isEqualTo(new Intact(4, 0));

        anchoring.anchor();

        assertThat(heads()).extracting(Anchors.Anchored::number).containsExactly(3L, 4L);
        assertThat(standing()).isEqualTo(new Anchors.Standing(2, null));
        assertThat(verified()).isEqualTo(new Intact(4, 0));
    }

    private void write(String... texts) {
        Acting.run(MEMBER, () -> List.of(texts).forEach(text -> chain.append(compartment, text)));
    }

    private Verification verified() {
        return Acting.as(MEMBER, () -> chain.verify(compartment));
    }

    private Anchors.Anchored anchored() {
        return Acting.as(MEMBER, () -> anchors.newest(compartment).orElseThrow());
    }

    private List<Anchors.Anchored> heads() {
        return Acting.as(MEMBER, () -> anchors.of(compartment));
    }

    private Anchors.Standing standing() {
        return Acting.as(OUTSIDER, anchors::check);
    }

    private void cutTo(int number) throws SQLException {
        var hash = Acting.as(MEMBER, () -> chain.link(compartment, number).orElseThrow())
                .fingerprint();
        asOwner("""
                delete from audit.text where compartment_id = '%1$s' and number > %2$d;
                delete from audit.link where compartment_id = '%1$s' and number > %2$d;
                update audit.head set number = %2$d, hash = decode('%3$s', 'hex') where compartment_id = '%1$s'
                """.formatted(compartment, number, hash));
    }

    private void asOwner(String change) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        environment.getRequiredProperty("komcert.database.url"),
                        environment.getRequiredProperty("komcert.database.owner"),
                        environment.getRequiredProperty("komcert.database.owner-password"));
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private static Actor person(String name) {
        return new Actor.Person(new PersonId(UUID.randomUUID()), name, Role.ANALYST);
    }
}
