package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.web.NotHere;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The vault on a real disk and a real database: who gets at a file, what is left after failures, and whose key it takes. */
@WithPostgres
@SpringBootTest
class VaultTests {

    private static final long MUCH = Long.MAX_VALUE;
    private static final byte[] CONTENT = new byte[100_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @Autowired
    Vault vault;

    @Autowired
    DataKeys dataKeys;

    @Autowired
    SendingRows sendingRows;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Value("${komcert.data}")
    Path data;

    @TempDir
    Path temp;

    private final Actor member = new Actor.Person(new PersonId(UUID.randomUUID()), "Can Yıldıran", Role.ANALYST);
    private final Actor stranger = new Actor.Person(new PersonId(UUID.randomUUID()), "Milena Grothe", Role.ANALYST);
    private CompartmentId compartment;

    @BeforeEach
    void open() throws IOException {
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        compartment = Acting.as(member, () -> compartments.open(List.of()));
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
        assertThat(Files.getPosixFilePermissions(folder().resolve(file.id().toString())))
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
        compartment = Acting.as(member, () -> compartments.open(List.of()));
        var other = store(CONTENT);
        Files.copy(
                folder().resolve(other.id().toString()),
                folder().resolve(file.id().toString()),
                StandardCopyOption.REPLACE_EXISTING);

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
            Files.createFile(folder().resolve(name));
        }

        start(key("", ""));

        // A file without a mark is never taken away, even where the database is older than the folder.
        assertThat(names())
                .containsExactlyInAnyOrder(kept.id().toString(), doubted.id().toString(), unknownButSettled.toString());
        assertThat(read(doubted)).isEqualTo(CONTENT);
    }

    /** Marks the moment at which a file is recorded, among what the virtual machine records of its own. */
    static final class RecordedInTheDatabase extends Event {}

    @Test
    void fileAndFolderAreOnTheDiskBeforeTheFileIsRecorded() throws IOException {
        var dump = temp.resolve("forces.jfr");
        StoredFile file;
        try (var recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold().withoutStackTrace();
            recording.enable(RecordedInTheDatabase.class).withoutStackTrace();
            recording.start();
            file = as(
                    member,
                    () -> vault.store(compartment, content(CONTENT), MUCH, stored -> {
                        new RecordedInTheDatabase().commit();
                        return stored;
                    }));
            recording.stop();
            recording.dump(dump);
        }

        var path = folder().toAbsolutePath().toString();
        var events = RecordingFile.readAllEvents(dump).stream()
                .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
                .flatMap(event -> told(event).stream())
                .filter(told -> told.equals("recorded") || told.startsWith(path))
                .toList();
        assertThat(events).containsExactly(path, path + "/" + file.id() + ".partial", path, "recorded");
    }

    @Test
    void aFreshKeyLiesBesideTheDataForItsOwnerAlone() throws IOException {
        var fresh = KeyFile.of(new VaultSettings("", ""), temp.resolve("data"));
        var key = fresh.create();

        assertThat(fresh.path()).isEqualTo(temp.resolve("data.key"));
        assertThat(Files.getPosixFilePermissions(fresh.path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(fresh.read().map(MasterKey::mark)).contains(key.mark());
        assertThat(Files.readString(fresh.path())).contains("Hauptschlüssel " + key.mark());
    }

    @Test
    void aCredentialOfSystemdComesBeforeTheDefaultAndANamedFileBeforeBoth() throws IOException {
        var credentials = Files.createDirectory(temp.resolve("credentials"));
        assertThat(key("", credentials.toString()).path()).isEqualTo(Path.of(data.toAbsolutePath() + ".key"));

        var credential = Files.createFile(credentials.resolve("komcert.key"));
        assertThat(key("", credentials.toString()).path()).isEqualTo(credential);
        assertThat(key(temp.resolve("named.key").toString(), credentials.toString())
                        .path())
                .isEqualTo(temp.resolve("named.key"));
    }

    @Test
    void aKeyAmongTheDataIsRefused() throws IOException {
        Files.createDirectories(temp.resolve("daten"));
        var data = temp.resolve("daten");
        var link = Files.createSymbolicLink(temp.resolve("link"), data);
        for (var inside : List.of(data.resolve("komcert.key"), link.resolve("tief/komcert.key"))) {
            assertThatThrownBy(() -> KeyFile.of(new VaultSettings(inside.toString(), ""), data))
                    .isInstanceOf(VaultUnavailable.class)
                    .hasMessageContaining("liegt im Datenverzeichnis");
        }
    }

    @Test
    void aMissingKeyEndsTheStartAndNoneIsMade() throws IOException {
        var file = store(CONTENT);
        var missing = temp.resolve("missing.key");

        assertThatThrownBy(() -> start(key(missing.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("fehlt")
                .hasMessageContaining(mark())
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
        assertThat(read(file)).isEqualTo(CONTENT);
    }

    @Test
    void aWrongOrMistypedKeyEndsTheStart() throws IOException {
        store(CONTENT);
        var other = MasterKey.draw();
        var named = Files.writeString(temp.resolve("other.key"), KeySheet.of(other));

        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("liegt der Hauptschlüssel " + other.mark())
                .hasMessageContaining(mark());

        // One wrong letter in a line is always found; of several at once the whole key is the judge.
        Files.writeString(
                named,
                Pattern.compile("(?m)^4  (.)")
                        .matcher(KeySheet.of(other))
                        .replaceAll(typed -> "4  " + (typed.group(1).equals("0") ? "2" : "0")));
        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("Zeile 4 passt nicht zu ihren Prüfziffern");

        Files.write(named, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> start(key(named.toString(), "")))
                .isInstanceOf(VaultUnavailable.class)
                .hasMessageContaining("Zeile 1 fehlt");
    }

    @Test
    void aKeyIsReplacedByTheOneInItsPlaceAndEveryFileStillOpens() throws IOException {
        var file = store(CONTENT);
        var place = temp.resolve("komcert.key");
        Files.copy(Path.of(data.toAbsolutePath() + ".key"), temp.resolve("komcert.key.old"));
        var before = mark();
        var here = key(place.toString(), "");

        start(here); // the former one is at hand, so a new one is drawn

        assertThat(place).exists();
        assertThat(mark())
                .isNotEqualTo(before)
                .isEqualTo(here.read().orElseThrow().mark());
        assertThat(read(file)).isEqualTo(CONTENT);
        assertThat(store(CONTENT).size()).isEqualTo(CONTENT.length);

        Files.delete(temp.resolve("komcert.key.old"));
        start(here);
        assertThat(read(file)).isEqualTo(CONTENT);

        // Back to the key of this class, by a key that somebody put in place themselves.
        Files.move(place, Path.of(data.toAbsolutePath() + ".key.old"));
        start(key("", ""));
        Files.delete(Path.of(data.toAbsolutePath() + ".key.old"));
        assertThat(mark()).isEqualTo(before);
        assertThat(read(file)).isEqualTo(CONTENT);
    }

    @Test
    void aRefusedStartIsShownAsItsSentence() {
        var analysis = new VaultUnavailableAnalyzer()
                .analyze(new IllegalStateException(new VaultUnavailable("Der Hauptschlüssel fehlt.")));

        assertThat(analysis.getDescription()).isEqualTo("Der Hauptschlüssel fehlt.");
    }

    private static Optional<String> told(RecordedEvent event) {
        return event.hasField("path")
                ? Optional.ofNullable(event.getString("path"))
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                : Optional.of("recorded");
    }

    private KeyFile key(String named, String credentials) {
        return KeyFile.of(new VaultSettings(named, credentials), data);
    }

    /** Opens the vault as the program does when it starts. */
    private void start(KeyFile key) {
        new VaultOpening(key, VaultFolder.below(data), dataKeys, sendingRows, jdbc, transactions)
                .afterSingletonsInstantiated();
    }

    /** Under which master key the data keys are. */
    private String mark() {
        var marks = Acting.as(VaultOpening.JOB, dataKeys::marks);
        assertThat(marks).hasSize(1);
        return marks.iterator().next();
    }

    private StoredFile store(byte[] content) throws IOException {
        return as(member, () -> vault.store(compartment, content(content), MUCH, Function.identity()));
    }

    private byte[] read(StoredFile file) throws IOException {
        return as(member, () -> {
            try (var content = vault.open(file.id())) {
                return Channels.newInputStream(content).readAllBytes();
            }
        });
    }

    private static <R, X extends Exception> R as(Actor actor, ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(actor, work);
    }

    private static InputStream content(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private TreeSet<String> names() {
        try (var files = Files.list(folder())) {
            var names = new TreeSet<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path folder() {
        return data.resolve("vault");
    }
}
