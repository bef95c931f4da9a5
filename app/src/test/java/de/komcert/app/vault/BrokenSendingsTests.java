package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import de.komcert.app.vault.Sendings.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Wherever a sending breaks off it goes on, and no segment is sealed twice. */
class BrokenSendingsTests extends SendingsCase {

    private final Map<String, String> sealed = new HashMap<>();

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
                var piece = piece(content, (int) from, length);
                try {
                    switch (take(sending, from, breaksOff ? breakingOff(piece) : piece)) {
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

    /** The sender has gone away. */
    private static final class BrokenOff extends IOException {}

    private static InputStream breakingOff(InputStream piece) {
        return new SequenceInputStream(piece, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenOff();
            }
        });
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

    @Test
    void whatRestedGoesOnInTheSameFileAndWhatWasTornInAFreshOne() throws IOException {
        var content = content(10 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 3 * STEP));
        assertThat(names()).containsExactly(sending.id() + ".sending");
        var first = header(sending.id() + ".sending");

        clear(Duration.ZERO);
        assertThat(names()).containsExactly(sending.id() + ".resting");
        assertThat(at(sending)).isEqualTo(3 * STEP);
        restart();
        take(sending, 3 * STEP, piece(content, 3 * STEP, STEP));
        assertThat(header(sending.id() + ".sending")).isEqualTo(first);

        restart(); // without laying it to rest, as after a crash
        assertThat(take(sending, 4 * STEP, piece(content, 4 * STEP, STEP))).isEqualTo(new Taken.Part<>(5 * STEP));
        assertThat(header(sending.id() + ".sending")).isNotEqualTo(first);
        assertThat(names()).containsExactly(sending.id() + ".sending");
        assertThat(whole(take(sending, 5 * STEP, piece(content, 5 * STEP, 5 * STEP)))
                        .hash())
                .isEqualTo(Sha256.of(Sha256.digest().digest(content)));
    }

    @Test
    void aSegmentThatWasChangedAtRestEndsWhatIsWhole() throws IOException {
        var content = content(10 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 6 * STEP));
        clear(Duration.ZERO);
        var path = lying(sending.id() + ".resting");
        var bytes = Files.readAllBytes(path);
        bytes[(int) Segments.place(2) + 100] ^= 1;
        Files.write(path, bytes);

        assertThat(take(sending, 6 * STEP, piece(content, 6 * STEP, STEP))).isEqualTo(new Taken.Elsewhere<>(2 * STEP));
        var file = whole(take(sending, 2 * STEP, piece(content, 2 * STEP, 8 * STEP)));
        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void aDiskThatTakesNoMoreLosesNothing() throws IOException {
        var content = content(6 * STEP);
        var sending = begin(content.length);
        take(sending, 0, piece(content, 0, 2 * STEP));
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
        var rest = piece(content, (int) arrived, content.length);
        assertThat(read(whole(take(sending, arrived, rest)))).isEqualTo(content);
        assertThat(header(sending.id().toString()))
                .as("what was sealed last may lie anywhere, so it goes on under a fresh salt")
                .isNotEqualTo(before);

        var other = begin(STEP);
        var aside = folder().resolveSibling("vault-aside");
        Files.move(folder(), aside);
        Files.createFile(folder());
        try {
            assertThatThrownBy(() -> take(other, 0, piece(content, 0, STEP))).isInstanceOf(StorageFailed.class);
        } finally {
            Files.delete(folder());
            Files.move(aside, folder());
        }
        assertThat(read(whole(take(other, 0, piece(content, 0, STEP))))).hasSize(STEP);
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
}
