package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.web.NotHere;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What somebody stored is read by the members of its compartment, and by nobody else; what fails leaves nothing. */
class VaultTests extends VaultCase {

    private static final long MUCH = Long.MAX_VALUE;
    private static final byte[] CONTENT = new byte[100_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @Test
    void aMemberReadsWhatAMemberStored() throws IOException {
        var file = store(CONTENT);

        assertThat(file.size()).isEqualTo(CONTENT.length);
        assertThat(read(file)).isEqualTo(CONTENT);
        assertThat(as(member, () -> vault.in(compartment))).containsExactly(file);
        as(member, () -> {
            vault.check(file.id());
            return true;
        });
        assertThat(names()).containsExactly(file.id().toString());
        assertThat(Files.getPosixFilePermissions(lying(file.id().toString())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void forAnybodyElseThereIsNothing() throws IOException {
        var file = store(CONTENT);
        for (var id : List.of(file.id(), FileId.random())) {
            assertThatThrownBy(() -> as(stranger, () -> vault.open(id))).isInstanceOf(NotHere.class);
            assertThatThrownBy(() -> as(stranger, () -> vault.find(id))).isInstanceOf(NotHere.class);
            assertThatThrownBy(() -> as(stranger, () -> {
                        vault.remove(id);
                        return true;
                    }))
                    .isInstanceOf(NotHere.class);
        }
        assertThat(as(stranger, () -> vault.in(compartment))).isEmpty();
        for (var foreign : List.of(compartment, CompartmentId.random())) {
            assertThatThrownBy(
                            () -> as(stranger, () -> vault.store(foreign, content(CONTENT), MUCH, Function.identity())))
                    .isInstanceOf(NotHere.class);
        }
        assertThat(read(file)).isEqualTo(CONTENT);
        assertThat(names()).containsExactly(file.id().toString());
    }

    @Test
    void theTablesAndFunctionsGiveAStrangerNothing() throws IOException {
        store(CONTENT);
        var template = new TransactionTemplate(transactions);
        for (var table : List.of("vault.key", "vault.file")) {
            List<?> rows = as(
                    stranger,
                    () -> template.execute(
                            _ -> jdbc.sql("select * from " + table).query().listOfRows()));
            assertThat(rows).as(table).isEmpty();
        }
        for (var call : List.of(
                "vault.masters()",
                "vault.keys_under('00000000')",
                "vault.recorded(array[]::uuid[])",
                "vault.rewrap('%s', '00000000', ''::bytea)".formatted(compartment))) {
            for (var actor : List.of(stranger, member)) {
                assertThatThrownBy(() -> as(
                                actor,
                                () -> template.execute(_ -> jdbc.sql("select * from " + call)
                                        .query()
                                        .listOfRows())))
                        .as(call)
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("only the job vault");
            }
        }
        assertThatThrownBy(() -> as(
                        member,
                        () -> template.execute(_ -> jdbc.sql("update vault.key set master = '00000000'")
                                .update())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aFileOfAnotherCompartmentPutInPlaceIsRefused() throws IOException {
        var file = store(CONTENT);
        compartment = compartment();
        var other = store(CONTENT);
        Files.copy(lying(other.id().toString()), lying(file.id().toString()), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> read(file)).isInstanceOf(DamagedFile.class);
        assertThat(read(other)).isEqualTo(CONTENT);
    }

    @Test
    void whatFailsLeavesNothing() {
        assertThatThrownBy(() -> as(member, () -> vault.store(compartment, content(CONTENT), 10, Function.identity())))
                .isInstanceOf(TooLarge.class);
        assertThat(names()).isEmpty();

        var breaksOff = new SequenceInputStream(content(new byte[70_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                assertThat(names()).as("while it comes").anyMatch(name -> name.endsWith(".partial"));
                throw new IOException("gone");
            }
        });
        assertThatThrownBy(() -> as(member, () -> vault.store(compartment, breaksOff, MUCH, Function.identity())))
                .hasMessage("gone");
        assertThat(names()).isEmpty();

        assertThatThrownBy(() -> as(
                        member,
                        () -> vault.store(compartment, content(CONTENT), MUCH, _ -> {
                            throw new IllegalArgumentException("not recorded");
                        })))
                .hasMessage("not recorded");
        assertThat(names()).isEmpty();
        assertThat(as(member, () -> vault.in(compartment))).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
        var file = store(CONTENT);
        var aside = folder().resolveSibling("vault-aside");
        Files.move(folder(), aside);
        Files.createFile(folder());
        try {
            assertThatThrownBy(() ->
                            as(member, () -> vault.store(compartment, content(CONTENT), MUCH, Function.identity())))
                    .isInstanceOf(StorageFailed.class);
        } finally {
            Files.delete(folder());
            Files.move(aside, folder());
        }
        assertThat(as(member, () -> vault.in(compartment))).containsExactly(file);
        assertThat(read(file)).isEqualTo(CONTENT);
    }

    @Test
    void noTransactionWaitsForASender() {
        var template = new TransactionTemplate(transactions);

        assertThatThrownBy(() -> as(
                        member,
                        () -> template.execute(_ -> {
                            try {
                                return vault.store(compartment, content(CONTENT), MUCH, Function.identity());
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void aRemovedFileIsGoneFromDiskAndRecordOnceThatIsCommitted() throws IOException {
        var file = store(CONTENT);
        var template = new TransactionTemplate(transactions);
        as(
                member,
                () -> template.execute(status -> {
                    try {
                        vault.remove(file.id());
                    } catch (StorageFailed e) {
                        throw new AssertionError(e);
                    }
                    assertThat(names()).contains(file.id().toString());
                    status.setRollbackOnly();
                    return true;
                }));
        assertThat(read(file)).as("rolled back").isEqualTo(CONTENT);
        assertThat(names()).containsExactly(file.id().toString());

        as(member, () -> {
            vault.remove(file.id());
            return true;
        });

        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> read(file)).isInstanceOf(NotHere.class);
    }

    @Test
    void theStartTakesAwayWhatNobodyRecordedAndNothingElse() throws IOException {
        var kept = store(CONTENT);
        var doubted = store(CONTENT);
        var orphan = FileId.random();
        var half = FileId.random();
        var unknownButSettled = FileId.random();
        for (var name : List.of(
                doubted.id() + ".unsettled",
                orphan + ".unsettled",
                orphan.toString(),
                half + ".unsettled",
                half + ".partial",
                unknownButSettled.toString())) {
            Files.createFile(lying(name));
        }

        start(key("", ""));

        // A file without a mark is never taken away, even where the database is older than the folder.
        assertThat(names())
                .containsExactlyInAnyOrder(kept.id().toString(), doubted.id().toString(), unknownButSettled.toString());
        assertThat(read(doubted)).isEqualTo(CONTENT);
    }

    private StoredFile store(byte[] content) throws IOException {
        return as(member, () -> vault.store(compartment, content(content), MUCH, Function.identity()));
    }

    private static InputStream content(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
