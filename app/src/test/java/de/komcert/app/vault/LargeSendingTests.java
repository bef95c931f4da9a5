package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Compartments;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Role;
import de.komcert.app.database.WithPostgres;
import de.komcert.app.vault.Sendings.Taken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** More bytes than an int counts, through the real vault: nothing overflows, neither on the way in nor at a pause. */
@Tag("long")
@WithPostgres
@SpringBootTest
class LargeSendingTests {

    private static final long SIZE = (1L << 32) + 3 * Sendings.STEP + 5;
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    static Path temp;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("komcert.data", () -> temp.resolve("daten").toString());
    }

    @Autowired
    Vault vault;

    @Autowired
    Sendings sendings;

    @Autowired
    Compartments compartments;

    @Test
    void moreThanFourGigabytesComeInThreePiecesWithAPauseAfterEach() throws IOException {
        var member = new Actor.Person(new PersonId(UUID.randomUUID()), "Can Yıldıran", Role.ANALYST);
        var compartment = Acting.as(member, () -> compartments.open(List.of()));
        var sending = Acting.as(member, () -> sendings.begin(compartment, SIZE, WEEK));
        for (long end : new long[] {(1L << 31) + Sendings.STEP, 1L << 32}) {
            long from = Acting.<Long, IOException>as(member, () -> sendings.acknowledged(sending));
            var taken = take(member, sending, from, end);
            assertThat(taken).isEqualTo(new Taken.Part<>(end));
            Acting.<Boolean, IOException>as(VaultOpening.JOB, () -> {
                sendings.clear(Duration.ZERO);
                return true;
            });
            assertThat(Acting.<Long, IOException>as(member, () -> sendings.acknowledged(sending)))
                    .isEqualTo(end);
        }
        var block = Acting.as(member, () -> sendings.block(sending, (1L << 32) - Sendings.STEP));
        assertThat(block).map(Sendings.Block::size).contains((long) Sendings.STEP);

        var whole = take(member, sending, 1L << 32, SIZE);

        assertThat(whole).isInstanceOf(Taken.Whole.class);
        var file = ((Taken.Whole<StoredFile>) whole).recorded();
        assertThat(file.size()).isEqualTo(SIZE);
        assertThat(file.hash()).isEqualTo(hash());
        assertThat(Files.size(temp.resolve("daten/vault").resolve(file.id().toString())))
                .isEqualTo(Segments.sealedSize(SIZE));
        Acting.<Boolean, IOException>as(member, () -> {
            try (var content = vault.open(file.id())) {
                for (long at : new long[] {0, 1L << 31, (1L << 32) + 8, SIZE / 8 * 8 - 8}) {
                    var some = ByteBuffer.allocate(Long.BYTES);
                    content.position(at).read(some);
                    assertThat(some.flip().getLong()).as("at %d", at).isEqualTo(at);
                }
            }
            return true;
        });
    }

    private Taken<StoredFile> take(Actor member, Sending sending, long from, long end) throws IOException {
        return Acting.as(
                member, () -> sendings.take(sending.id(), from, new Places(from, end), WEEK, Function.identity()));
    }

    private static Sha256 hash() throws IOException {
        var digest = Sha256.digest();
        var some = new byte[Sendings.STEP];
        var content = new Places(0, SIZE);
        for (int length = content.read(some, 0, some.length); length > 0; length = content.read(some, 0, some.length)) {
            digest.update(some, 0, length);
        }
        return Sha256.of(digest.digest());
    }

    /** A content of which each eight bytes say where they stand. */
    private static final class Places extends InputStream {

        private final long end;
        private long at;

        Places(long from, long end) {
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() {
            return at == end ? -1 : digit(at++) & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = (int) Math.min(length, end - at);
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            for (int index = 0; index < count; index++) {
                into[offset + index] = digit(at + index);
            }
            at += count;
            return count;
        }

        private static byte digit(long place) {
            return (byte) ((place & -8) >>> (56 - 8 * (place & 7)));
        }
    }
}
