package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.vault.Sendings.Taken;
import de.komcert.app.web.NotHere;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sendings on a real disk and a real database: wherever one breaks off it goes on, and no segment is sealed twice. */
@WithPostgres
@SpringBootTest
class SendingsTests {

    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    private static final int STEP = Sendings.STEP;
    private static final Duration WEEK = Duration.ofDays(7);

    @Autowired
    Vault vault;

    @Autowired
    VaultFolder folder;

    @Autowired
    DataKeys dataKeys;

    @Autowired
    SendingRows rows;

    @Autowired
    StoredFiles files;

    @Autowired
    Compartments compartments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Value("${komcert.data}")
    Path data;

    private final Random random = new Random(SEED);
    private final Actor.Person member = person("Can Yıldıran");
    private final Actor.Person colleague = person("Svenja Rothkamp");
    private final Actor.Person stranger = person("Milena Grothe");
    private final Map<String, String> sealed = new HashMap<>();
    private CompartmentId compartment;
    private Sendings sendings;

    @BeforeEach
    void open() throws IOException {
        System.out.println("komcert.seed=" + SEED);
        for (var name : names()) {
            Files.delete(lying(name));
        }
        compartment = Acting.as(member, () -> compartments.open(List.of(colleague.person())));
        restart();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP, 40 * STEP, 3_000_000})
    void whereverItBreaksOffItGoesOnAndComesWhole(int size) throws IOException {
        for (int round = 0; round < 6; round++) {
            var content = content(size);
            var sending = begin(size);
            long acknowledged = 0;
            StoredFile whole = null;
            for (int step = 0; whole == null; step++) {
                assertThat(step).as("it gets on, seed %d", SEED).isLessThan(2_000);
                long from = at(sending);
                assertThat(from)
                        .as("what was acknowledged is there, seed %d", SEED)
                        .isGreaterThanOrEqualTo(acknowledged)
                        .isLessThanOrEqualTo(size);
                int length = random.nextBoolean() ? size : random.nextInt(size + 1);
                boolean breaksOff = random.nextBoolean();
                try {
                    switch (take(sending, from, piece(content, (int) from, length, breaksOff))) {
                        case Taken.Part<StoredFile>(var arrived) -> {
                            assertThat(arrived % STEP).isZero();
                            acknowledged = arrived;
                        }
                        case Taken.Elsewhere<StoredFile>(var arrived) ->
                            // Where a crash has torn what was not acknowledged, the disk is asked before the file is
                            // read.
                            acknowledged = arrived;
                        case Taken.Whole<StoredFile>(var file) -> whole = file;
                    }
                } catch (BrokenOff _) {
                    assertThat(breaksOff).isTrue();
                }
                noteSegments(sending);
                if (whole == null) {
                    interfere(sending);
                }
            }
            assertThat(whole.size()).isEqualTo(size);
            assertThat(whole.hash()).isEqualTo(Sha256.of(Sha256.digest().digest(content)));
            assertThat(read(whole)).as("seed %d", SEED).isEqualTo(content);
            assertThat(names()).contains(whole.id().toString()).noneMatch(name -> name.contains("."));
        }
    }

    /** What may happen between two pieces: nothing, a pause that lays it to rest, an end of the program, or its death. */
    private void interfere(Sending sending) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> clear(Duration.ZERO);
            case 1 -> {
                clear(Duration.ZERO);
                restart();
            }
            case 2 -> {
                tear(sending);
                restart();
            }
            default -> {}
        }
    }

    /** As a crash leaves it: with half a segment at the end. */
    private void tear(Sending sending) throws IOException {
        var path = lying(sending.id() + ".sending");
        if (Files.exists(path)) {
            Files.write(path, content(random.nextInt(STEP)), StandardOpenOption.APPEND);
        }
    }

    /** No two contents are ever sealed for one place under one key, so a place never changes under the same salt. */
    private void noteSegments(Sending sending) throws IOException {
        for (var name : names()) {
            if (name.startsWith(sending.id().toString())) {
                var bytes = Files.readAllBytes(lying(name));
                if (bytes.length < Segments.HEADER) {
                    continue;
                }
                var salt = HexFormat.of().formatHex(bytes, Segments.MAGIC.length, Segments.HEADER);
                for (int from = Segments.HEADER, number = 0; from < bytes.length; number++) {
                    int to = Math.min(from + STEP + Segments.TAG, bytes.length);
                    if (to - from == STEP + Segments.TAG
                            || name.equals(sending.id().toString())) {
                        var digest = Sha256.of(Sha256.digest().digest(Arrays.copyOfRange(bytes, from, to)));
                        var before = sealed.putIfAbsent(salt + " " + number, digest.hex());
                        assertThat(before == null ? digest.hex() : before)
                                .as("segment %d of %s, seed %d", number, name, SEED)
                                .isEqualTo(digest.hex());
                    }
                    from = to;
                }
            }
        }
    }

    @Test
    void whatRestedGoesOnInTheSameFileAndWhatWasTornInAFreshOne() throws IOException {
        var content = content(10 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 3 * STEP, false));
        assertThat(names()).containsExactly(sending.id() + ".sending");
        var first = header(sending.id() + ".sending");

        clear(Duration.ZERO);
        assertThat(names()).containsExactly(sending.id() + ".resting");
        assertThat(at(sending)).isEqualTo(3 * STEP);
        restart();
        take(sending, 3 * STEP, piece(content, 3 * STEP, STEP, false));
        assertThat(header(sending.id() + ".sending")).isEqualTo(first);

        restart(); // without laying it to rest, as after a crash
        assertThat(take(sending, 4 * STEP, piece(content, 4 * STEP, STEP, false)))
                .isEqualTo(new Taken.Part<>(5 * STEP));
        assertThat(header(sending.id() + ".sending")).isNotEqualTo(first);
        assertThat(names()).containsExactly(sending.id() + ".sending");
        assertThat(whole(take(sending, 5 * STEP, piece(content, 5 * STEP, 5 * STEP, false)))
                        .hash())
                .isEqualTo(Sha256.of(Sha256.digest().digest(content)));
    }

    @Test
    void aSegmentThatWasChangedAtRestEndsWhatIsWhole() throws IOException {
        var content = content(10 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 6 * STEP, false));
        clear(Duration.ZERO);
        var path = lying(sending.id() + ".resting");
        var bytes = Files.readAllBytes(path);
        bytes[(int) Segments.place(2) + 100] ^= 1;
        Files.write(path, bytes);

        assertThat(take(sending, 6 * STEP, piece(content, 6 * STEP, STEP, false)))
                .isEqualTo(new Taken.Elsewhere<>(2 * STEP));
        var file = whole(take(sending, 2 * STEP, piece(content, 2 * STEP, 8 * STEP, false)));
        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void whoeverComesLaterTakesTheTurnAndTheFileIsOneOfThem() throws Exception {
        var content = content(40 * STEP);
        var sending = begin(content.length);
        var half = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at == content.length ? -1 : content[at++] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (at == 20 * STEP) {
                    half.countDown();
                    await(goOn);
                }
                int count = Math.min(length, STEP - at % STEP);
                System.arraycopy(content, at, into, offset, count);
                at += count;
                return count;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> take(sending, 0, slow));
            half.await();
            assertThat(at(sending)).isEqualTo(20 * STEP);
            assertThat(take(sending, 20 * STEP, piece(content, 20 * STEP, 10 * STEP, false)))
                    .isEqualTo(new Taken.Part<>(30 * STEP));
            goOn.countDown();
            assertThat(first.get()).isEqualTo(new Taken.Elsewhere<>(30 * STEP));
        }
        assertThat(read(whole(take(sending, 30 * STEP, piece(content, 30 * STEP, 10 * STEP, false)))))
                .isEqualTo(content);
    }

    @Test
    void manyAtOnceMakeOneFile() throws Exception {
        var content = content(60 * STEP + 5);
        var sending = begin(content.length);
        Callable<StoredFile> sender = () -> {
            while (true) {
                try {
                    long from = at(sending);
                    if (take(sending, from, piece(content, (int) from, 5 * STEP + 5, false))
                            instanceof Taken.Whole<StoredFile>(var file)) {
                        return file;
                    }
                } catch (NotHere _) {
                    return null; // it has come, by another
                }
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = threads.invokeAll(List.of(sender, sender, sender, sender));
            var made = new TreeSet<String>();
            for (var one : senders) {
                if (one.get() != null) {
                    made.add(one.get().id().toString());
                }
            }
            assertThat(made).containsExactly(sending.id().toString());
        }
        var file = as(member, () -> vault.find(sending.id()));
        assertThat(read(file)).isEqualTo(content);
        assertThat(names()).containsExactly(sending.id().toString());
    }

    @Test
    void aPieceForAnotherPlaceIsNotTaken() throws IOException {
        var content = content(4 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP, false));
        for (long wrong :
                new long[] {0, 1, STEP - 1, STEP + 1, 2 * STEP, 4 * STEP, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(take(sending, wrong, new ByteArrayInputStream(content)))
                    .as("from %d", wrong)
                    .isEqualTo(new Taken.Elsewhere<>(STEP));
        }
        assertThat(read(whole(take(sending, STEP, piece(content, STEP, 3 * STEP, false)))))
                .isEqualTo(content);
    }

    @Test
    void moreThanSaidIsRefusedAtTheEndAndFewerNeverMakeAFile() throws IOException {
        for (int size : new int[] {0, 1, STEP, 2 * STEP + 7}) {
            var content = content(size + 1);
            var sending = begin(size);
            assertThatThrownBy(() -> take(sending, 0, new ByteArrayInputStream(content)))
                    .as("%d and one", size)
                    .isInstanceOf(TooLarge.class);
            long arrived = at(sending);
            assertThat(arrived).isEqualTo(size == 0 ? 0 : (size - 1) / STEP * STEP);
            if (size > 0) {
                assertThat(take(sending, arrived, piece(content, (int) arrived, size - (int) arrived - 1, false)))
                        .as("one fewer than %d", size)
                        .isEqualTo(new Taken.Part<>(arrived));
            }
            var file = whole(take(sending, arrived, piece(content, (int) arrived, size - (int) arrived, false)));
            assertThat(read(file)).isEqualTo(Arrays.copyOf(content, size));
        }
    }

    @Test
    void whatCannotBeRecordedStaysAndComesWithAnEmptyPiece() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        assertThatThrownBy(() -> as(
                        member,
                        () -> sendings.take(sending.id(), 0, new ByteArrayInputStream(content), WEEK, _ -> {
                            throw new IllegalArgumentException("not recorded");
                        })))
                .hasMessage("not recorded");
        assertThat(names()).containsExactly(sending.id() + ".sending");
        assertThat(at(sending)).isEqualTo(content.length);
        restart();
        assertThat(at(sending)).isEqualTo(content.length);
        assertThat(take(sending, 2 * STEP, piece(content, 2 * STEP, STEP, false)))
                .isEqualTo(new Taken.Elsewhere<>(content.length));
        assertThat(read(whole(take(sending, content.length, InputStream.nullInputStream()))))
                .isEqualTo(content);
    }

    @Test
    void membersSeeItAndOnlyItsSenderGoesOn() throws IOException {
        var content = content(2 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP, false));

        assertThat(as(colleague, () -> sendings.in(compartment)))
                .singleElement()
                .satisfies(one -> assertThat(one.by()).isEqualTo(member.person()));
        assertThat(as(stranger, () -> sendings.in(compartment))).isEmpty();
        for (var other : List.of(colleague, stranger)) {
            for (var id : List.of(sending.id(), FileId.random())) {
                assertThatThrownBy(() -> as(other, () -> taken(id, STEP, piece(content, STEP, STEP, false))))
                        .isInstanceOf(NotHere.class);
                assertThatThrownBy(() -> as(other, () -> {
                            new TransactionTemplate(transactions).executeWithoutResult(_ -> sendings.cancel(id));
                            return true;
                        }))
                        .isInstanceOf(NotHere.class);
            }
        }
        assertThatThrownBy(() -> as(stranger, () -> begun(compartment, 1))).isInstanceOf(NotHere.class);
        assertThat(at(sending)).isEqualTo(STEP);
    }

    @Test
    void theTableAndItsFunctionsGiveOthersNothing() {
        var sending = begin(STEP);
        var template = new TransactionTemplate(transactions);
        List<?> seen = as(
                stranger,
                () -> template.execute(
                        _ -> jdbc.sql("select * from vault.sending").query().listOfRows()));
        assertThat(seen).isEmpty();
        for (var sql : List.of(
                "update vault.sending set kept_until = now() where id = '%s'",
                "delete from vault.sending where id = '%s'")) {
            for (var other : List.of(colleague, stranger)) {
                int changed = as(
                        other,
                        () -> template.execute(
                                _ -> jdbc.sql(sql.formatted(sending.id())).update()));
                assertThat(changed).as(sql).isZero();
            }
        }
        for (var call : List.of("vault.end_sendings(now())", "vault.sendings(array[]::uuid[])")) {
            for (var actor : List.of(member, stranger)) {
                assertThatThrownBy(() -> as(
                                actor,
                                () -> template.execute(
                                        _ -> jdbc.sql("select " + call).query().listOfRows())))
                        .as(call)
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("only the job vault");
            }
        }
        assertThatThrownBy(() -> as(
                        colleague,
                        () -> template.execute(
                                _ -> jdbc.sql("insert into vault.sending values (gen_random_uuid(), ?, ?, 1, now())")
                                        .params(compartment.value(), member.id())
                                        .update())))
                .as("in somebody else's name")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoeverIsRemovedSendsNothingMore() throws IOException {
        var content = content(2 * STEP);
        var theirs = as(colleague, () -> begun(compartment, content.length));
        as(colleague, () -> taken(theirs.id(), 0, piece(content, 0, STEP, false)));

        Acting.run(member, () -> compartments.remove(compartment, colleague.person()));
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), STEP, piece(content, STEP, STEP, false))))
                .isInstanceOf(NotHere.class);
        Acting.run(member, () -> compartments.admit(compartment, colleague.person()));
        assertThat(as(colleague, () -> sendings.in(compartment))).isEmpty();
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), STEP, piece(content, STEP, STEP, false))))
                .isInstanceOf(NotHere.class);
        clear(WEEK);
        assertThat(names()).isEmpty();
    }

    @Test
    void whoeverIsRemovedWhileSendingHasSentNothing() {
        var content = content(STEP);
        var theirs = as(colleague, () -> begun(compartment, content.length));
        var removes = new InputStream() {
            private int at;

            @Override
            public int read() {
                if (at == content.length) {
                    Acting.run(member, () -> compartments.remove(compartment, colleague.person()));
                }
                return at < content.length ? content[at++] & 0xff : -1;
            }
        };
        assertThatThrownBy(() -> as(colleague, () -> taken(theirs.id(), 0, removes)))
                .isInstanceOf(NotHere.class);
        assertThat(as(member, () -> vault.in(compartment))).isEmpty();
    }

    @Test
    void whatIsCancelledIsGone() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, STEP, false));
        var template = new TransactionTemplate(transactions);
        as(
                member,
                () -> template.execute(status -> {
                    sendings.cancel(sending.id());
                    status.setRollbackOnly();
                    return true;
                }));
        assertThat(at(sending)).as("rolled back").isEqualTo(STEP);

        as(
                member,
                () -> template.execute(_ -> {
                    sendings.cancel(sending.id());
                    return true;
                }));

        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> take(sending, STEP, piece(content, STEP, STEP, false)))
                .isInstanceOf(NotHere.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatNobodyGoesOnWithIsClearedAwayInTimeAndNotBefore() throws IOException {
        var content = content(3 * STEP);
        var left = begin(content.length);
        take(left, 0, piece(content, 0, STEP, false));
        sendings = program(Clock.offset(Clock.systemUTC(), Duration.ofDays(6)));
        clear(WEEK);
        assertThat(at(left)).isEqualTo(STEP);
        var gone = begin(content.length);
        take(gone, 0, piece(content, 0, STEP, false));

        sendings = program(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));
        clear(WEEK);

        assertThat(as(member, () -> sendings.in(compartment)))
                .extracting(Sending::id)
                .containsExactly(gone.id());
        assertThat(names()).containsExactly(gone.id() + ".sending");
        assertThatThrownBy(() -> take(left, STEP, piece(content, STEP, STEP, false)))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void aDiskThatTakesNoMoreLosesNothing() throws IOException {
        var content = content(6 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 2 * STEP, false));
        var before = header(sending.id() + ".sending");
        // An interruption closes the file under whoever writes, as a disk fails that is full.
        var interrupts = new InputStream() {
            private int at = 2 * STEP;

            @Override
            public int read() {
                if (at == 4 * STEP - 1) {
                    Thread.currentThread().interrupt();
                }
                return content[at++] & 0xff;
            }
        };
        assertThatThrownBy(() -> take(sending, 2 * STEP, interrupts)).isInstanceOf(StorageFailed.class);
        assertThat(Thread.interrupted()).isTrue();
        noteSegments(sending);

        long arrived = at(sending);
        assertThat(arrived).isEqualTo(3 * STEP);
        var rest = piece(content, (int) arrived, content.length, false);
        assertThat(read(whole(take(sending, arrived, rest)))).isEqualTo(content);
        assertThat(header(sending.id().toString()))
                .as("what was sealed last may lie anywhere, so it goes on under a fresh salt")
                .isNotEqualTo(before);

        var other = begin(STEP);
        var aside = data.resolve("vault-aside");
        Files.move(data.resolve("vault"), aside);
        Files.createFile(data.resolve("vault"));
        try {
            assertThatThrownBy(() -> take(other, 0, piece(content, 0, STEP, false)))
                    .isInstanceOf(StorageFailed.class);
        } finally {
            Files.delete(data.resolve("vault"));
            Files.move(aside, data.resolve("vault"));
        }
        assertThat(read(whole(take(other, 0, piece(content, 0, STEP, false))))).hasSize(STEP);
    }

    @Test
    void theStartKeepsWhatIsBeingSentAndClearsAwayWhatIsNot() throws IOException {
        var content = content(3 * STEP);
        var sent = begin(content.length);
        take(sent, 0, piece(content, 0, 2 * STEP, false));
        var arrivedAndNotRecorded = begin(content.length);
        take(arrivedAndNotRecorded, 0, piece(content, 0, 2 * STEP, false));
        folder.arrive(arrivedAndNotRecorded.id());
        for (var name : List.of(".resting", ".sending", ".partial")) {
            Files.createFile(lying(FileId.random() + name));
        }
        var comesAtOnce = FileId.random();
        Files.createFile(lying(comesAtOnce + ".partial"));
        Files.createFile(lying(sent.id() + ".partial"));

        new VaultOpening(KeyFile.of(new VaultSettings("", ""), data), folder, dataKeys, rows, jdbc, transactions)
                .afterSingletonsInstantiated();
        restart();
        Files.createFile(lying(comesAtOnce + ".unsettled"));
        clear(WEEK);

        assertThat(names())
                .containsExactlyInAnyOrder(
                        sent.id() + ".partial",
                        sent.id() + ".sending",
                        arrivedAndNotRecorded.id() + ".sending",
                        comesAtOnce + ".partial",
                        comesAtOnce + ".unsettled");
        folder.discard(comesAtOnce);
        for (var sending : List.of(sent, arrivedAndNotRecorded)) {
            assertThat(read(whole(take(sending, 2 * STEP, piece(content, 2 * STEP, STEP, false)))))
                    .isEqualTo(content);
        }
        assertThat(names()).hasSize(2).noneMatch(name -> name.contains("."));
    }

    /** Marks a moment, among what the virtual machine records of its own. */
    static final class Moment extends Event {
        String what;
    }

    @Test
    void whatIsAcknowledgedWasForcedToTheDiskBefore() throws IOException {
        var content = content(3 * STEP);
        var sending = begin(content.length);
        var dump = Files.createTempFile("forces", ".jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold().withoutStackTrace();
            recording.enable(Moment.class).withoutStackTrace();
            recording.start();
            take(sending, 0, piece(content, 0, STEP, false));
            told("acknowledged");
            take(sending, STEP, piece(content, STEP, STEP, false));
            told("acknowledged");
            as(
                    member,
                    () -> sendings.take(sending.id(), 2 * STEP, piece(content, 2 * STEP, STEP, false), WEEK, file -> {
                        told("recorded");
                        return file;
                    }));
            recording.stop();
            recording.dump(dump);
        }
        var path = data.resolve("vault").toAbsolutePath().toString();
        var events = RecordingFile.readAllEvents(dump).stream()
                .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
                .map(event -> event.hasField("path")
                        ? Path.of(event.getString("path")).toAbsolutePath().toString()
                        : event.getString("what"))
                .filter(told -> !told.startsWith("/") || told.startsWith(path))
                .map(told ->
                        told.replace(path, "").replace("/" + sending.id(), "").replace(".partial", "file"))
                .toList();
        Files.delete(dump);
        assertThat(events)
                .containsExactly(
                        "file", "", "file", "acknowledged", "file", "acknowledged", "file", "", "", "recorded");
    }

    private static void told(String what) {
        var moment = new Moment();
        moment.what = what;
        moment.commit();
    }

    @Test
    void eachBlockOfWhatHasComeHasItsHash() throws IOException {
        var content = content(Sendings.BLOCK + 3 * STEP + 9);
        var sending = begin(content.length);
        assertThat(as(member, () -> sendings.block(sending, 0))).isEmpty();
        take(sending, 0, piece(content, 0, Sendings.BLOCK + 2 * STEP, false));
        for (var from : new int[] {0, STEP, Sendings.BLOCK, Sendings.BLOCK + STEP}) {
            int end = Math.min(from + Sendings.BLOCK, Sendings.BLOCK + 2 * STEP);
            var hash = Sha256.of(Sha256.digest().digest(Arrays.copyOfRange(content, from, end)));
            assertThat(as(member, () -> sendings.block(sending, from)))
                    .as("from %d", from)
                    .contains(new Sendings.Block(end - from, hash));
        }
        for (long from :
                new long[] {-STEP, 1, Sendings.BLOCK + 2 * STEP, Sendings.BLOCK + 3 * STEP, Long.MAX_VALUE - STEP}) {
            assertThat(as(member, () -> sendings.block(sending, from)))
                    .as("from %d", from)
                    .isEmpty();
        }
    }

    @Test
    void noPlaceInTenGigabytesOverflows() {
        long size = 10L * 1024 * 1024 * 1024 + 5;
        var sending = new Sending(
                FileId.random(),
                CompartmentId.random(),
                member.person(),
                size,
                Clock.systemUTC().instant());
        long count = Segments.count(size);
        assertThat(count).isEqualTo(163_841);
        assertThat(Segments.length(count - 1, size)).isEqualTo(5);
        assertThat(Segments.length(count - 2, size)).isEqualTo(STEP);
        assertThat(Segments.place(count - 1) + 5 + Segments.TAG).isEqualTo(Segments.sealedSize(size));
        for (long whole : new long[] {0, 1, 32_767, 32_768, 65_535, 65_536, count - 1}) {
            assertThat(sending.within(whole)).isEqualTo(whole * STEP);
            assertThat(SentPart.whole(Segments.place(whole), size)).isEqualTo(whole);
            assertThat(SentPart.whole(Segments.place(whole) + Segments.TAG, size))
                    .isEqualTo(whole);
        }
        assertThat(sending.within(count)).isEqualTo(size);
        assertThat(SentPart.whole(Segments.sealedSize(size), size)).isEqualTo(count);
        assertThat(SentPart.whole(0, size)).isZero();
    }

    /** The program after its end, however it came: nothing of it is in memory. */
    private void restart() {
        sendings = program(Clock.systemUTC());
    }

    private Sendings program(Clock clock) {
        return new Sendings(
                compartments, rows, files, dataKeys, folder, new OpenSendings(folder, dataKeys), clock, transactions);
    }

    private void clear(Duration unused) throws IOException {
        as(VaultOpening.JOB, () -> {
            sendings.clear(unused);
            return true;
        });
    }

    private Sending begin(long size) {
        return as(member, () -> begun(compartment, size));
    }

    private Sending begun(CompartmentId in, long size) {
        return new TransactionTemplate(transactions).execute(_ -> sendings.begin(in, size, WEEK));
    }

    private long at(Sending sending) throws IOException {
        return as(member, () -> sendings.acknowledged(sending));
    }

    private Taken<StoredFile> take(Sending sending, long from, InputStream piece) throws IOException {
        return as(member, () -> taken(sending.id(), from, piece));
    }

    private Taken<StoredFile> taken(FileId id, long from, InputStream piece) throws IOException {
        return sendings.take(id, from, piece, WEEK, Function.identity());
    }

    private static StoredFile whole(Taken<StoredFile> taken) {
        assertThat(taken).isInstanceOf(Taken.Whole.class);
        return ((Taken.Whole<StoredFile>) taken).recorded();
    }

    /** The sender has gone away. */
    private static final class BrokenOff extends IOException {}

    private static InputStream piece(byte[] content, int from, int length, boolean breaksOff) {
        int end = Math.min(content.length, from + length);
        var piece = new ByteArrayInputStream(content, from, end - from);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int read = piece.read();
                if (read < 0 && breaksOff) {
                    throw new BrokenOff();
                }
                return read;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                int read = piece.read(into, offset, count);
                if (read < 0 && breaksOff) {
                    throw new BrokenOff();
                }
                return read;
            }
        };
    }

    private String header(String name) throws IOException {
        try (var file = Files.newByteChannel(lying(name))) {
            var header = ByteBuffer.allocate(Segments.HEADER);
            file.read(header);
            return HexFormat.of().formatHex(header.array());
        }
    }

    private byte[] read(StoredFile file) throws IOException {
        return as(member, () -> {
            try (var content = vault.open(file.id())) {
                return Channels.newInputStream(content).readAllBytes();
            }
        });
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private byte[] content(int size) {
        var content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    private static Actor.Person person(String name) {
        return new Actor.Person(new PersonId(UUID.randomUUID()), name, Role.ANALYST);
    }

    private static <R, X extends Exception> R as(Actor actor, ScopedValue.CallableOp<R, X> work) throws X {
        return Acting.as(actor, work);
    }

    private TreeSet<String> names() {
        try (var lying = Files.list(data.resolve("vault"))) {
            var names = new TreeSet<String>();
            lying.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path lying(String name) {
        return data.resolve("vault").resolve(name);
    }
}
