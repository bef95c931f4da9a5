package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.vault.Sendings.Taken;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of sendings have in common: a program that takes them piece by piece, and may end at any time. */
abstract class SendingsCase extends VaultCase {

    static final long SEED = Long.getLong("komcert.seed", System.nanoTime());
    static final int STEP = Sendings.STEP;
    static final Duration WEEK = Duration.ofDays(7);

    @Autowired
    VaultFolder vaultFolder;

    @Autowired
    StoredFiles files;

    final Random random = new Random(SEED);
    Sendings sendings;

    @BeforeEach
    void startProgram() {
        System.out.println("komcert.seed=" + SEED);
        restart();
    }

    /** The program after its end, however it came: nothing of it is in memory. */
    void restart() {
        sendings = program(Clock.systemUTC());
    }

    Sendings program(Clock clock) {
        return new Sendings(
                compartments,
                rows,
                files,
                dataKeys,
                vaultFolder,
                new OpenSendings(vaultFolder, dataKeys),
                clock,
                transactions);
    }

    void clear(Duration unused) throws IOException {
        as(VaultOpening.JOB, () -> {
            sendings.clear(unused);
            return true;
        });
    }

    Sending begin(long size) {
        return as(member, () -> begun(compartment, size));
    }

    Sending begun(CompartmentId in, long size) {
        return new TransactionTemplate(transactions).execute(_ -> sendings.begin(in, size, WEEK));
    }

    long at(Sending sending) throws IOException {
        return as(member, () -> sendings.acknowledged(sending));
    }

    Taken<StoredFile> take(Sending sending, long from, InputStream piece) throws IOException {
        return as(member, () -> taken(sending.id(), from, piece));
    }

    Taken<StoredFile> taken(FileId id, long from, InputStream piece) throws IOException {
        return sendings.take(id, from, piece, WEEK, Function.identity());
    }

    static StoredFile whole(Taken<StoredFile> taken) {
        assertThat(taken).isInstanceOf(Taken.Whole.class);
        return ((Taken.Whole<StoredFile>) taken).recorded();
    }

    static InputStream piece(byte[] content, int from, int length) {
        return new ByteArrayInputStream(content, from, length);
    }

    String header(String name) throws IOException {
        try (var file = Files.newByteChannel(lying(name))) {
            var header = ByteBuffer.allocate(Segments.HEADER);
            file.read(header);
            return HexFormat.of().formatHex(header.array());
        }
    }

    byte[] content(int size) {
        var content = new byte[size];
        random.nextBytes(content);
        return content;
    }
}
