package de.komcert.app.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import javax.crypto.SecretKey;

import de.komcert.app.access.CompartmentId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was sealed opens as it was, or not at all. */
class SealedFileTests {

    private static final int SEGMENT = Segments.CONTENT;
    private static final int SEALED_SEGMENT = SEGMENT + Segments.TAG;
    private static final long SEED = Long.getLong("komcert.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final SecretKey key = MasterKey.drawDataKey();
    private final CompartmentId compartment = CompartmentId.random();

    @TempDir
    Path folder;

    @BeforeEach
    void tellTheSeed() {
        System.out.println("komcert.seed=" + SEED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 5_000_000})
    void comesBackAsItWas(int size) throws IOException {
        var content = content(size);
        var file = seal(content);

        assertThat(file.size()).isEqualTo(size);
        assertThat(file.hash()).isEqualTo(Sha256.of(Sha256.digest().digest(content)));
        assertThat(Files.size(path(file))).isEqualTo(Segments.sealedSize(size));
        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void anyPartIsReadFromAnywhere() throws IOException {
        var content = content(5 * SEGMENT + 123);
        var file = seal(content);
        try (var open = open(file)) {
            for (int round = 0; round < 300; round++) {
                int from = random.nextInt(content.length + 1);
                int length = random.nextInt(random.nextBoolean() ? 100 : 3 * SEGMENT);
                var buffer = ByteBuffer.allocate(length);

                int count = open.position(from).read(buffer);

                int expected = Math.min(length, content.length - from);
                assertThat(count).isEqualTo(expected == 0 && length > 0 ? -1 : expected);
                assertThat(Arrays.copyOf(buffer.array(), buffer.position()))
                        .as("%d bytes from %d, seed %d", length, from, SEED)
                        .isEqualTo(Arrays.copyOfRange(content, from, from + expected));
                assertThat(open.position()).isEqualTo(from + expected);
            }
            assertThat(open.position(content.length + 10L).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
            assertThat(open.size()).isEqualTo(content.length);
        }
    }

    @Test
    void nothingOfTheContentShows() throws IOException {
        var content = new byte[3 * SEGMENT];
        Arrays.fill(content, (byte) 'Z');
        var first = Files.readAllBytes(path(seal(content)));
        var second = Files.readAllBytes(path(seal(content)));

        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("ZZZZ");
        // Neither do equal segments look alike, nor equal files.
        assertThat(segment(first, 0)).isNotEqualTo(segment(first, 1)).isNotEqualTo(segment(second, 0));
    }

    @Test
    void oneChangedByteIsFoundWhereverItIs() throws IOException {
        var content = content(2 * SEGMENT + 500);
        var file = seal(content);
        var whole = Files.readAllBytes(path(file));
        var places = new TreeSet<Integer>();
        for (int at = 0; at < Segments.HEADER; at++) {
            places.add(at);
        }
        for (int at = Segments.HEADER; at < whole.length; at += SEALED_SEGMENT) {
            places.add(at);
            places.add(Math.min(at + SEALED_SEGMENT, whole.length) - 1);
        }
        random.ints(100, 0, whole.length).forEach(places::add);
        for (int at : places) {
            var changed = whole.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(file, changed, "byte %d changed, seed %d".formatted(at, SEED));
        }
        Files.write(path(file), whole);
        assertThat(read(file)).isEqualTo(content);
    }

    @Test
    void cutSwappedDoubledOrExchangedSegmentsAreFound() throws IOException {
        var file = seal(content(4 * SEGMENT));
        var whole = Files.readAllBytes(path(file));
        var header = Arrays.copyOf(whole, Segments.HEADER);
        var segments = new byte[][] {segment(whole, 0), segment(whole, 1), segment(whole, 2), segment(whole, 3)};
        var sameLength = seal(content(4 * SEGMENT));
        var other = Files.readAllBytes(path(sameLength));

        assertRefused(file, joined(header, segments[0], segments[1], segments[2]), "the last one cut off");
        assertRefused(file, joined(header, segments[1], segments[2], segments[3]), "the first one cut off");
        assertRefused(file, Arrays.copyOf(whole, whole.length - 1), "one byte cut off");
        assertRefused(file, Arrays.copyOf(whole, Segments.HEADER), "only the header");
        assertRefused(file, new byte[0], "nothing");
        assertRefused(file, joined(whole, segments[3]), "one more");
        assertRefused(file, joined(header, segments[1], segments[0], segments[2], segments[3]), "two swapped");
        assertRefused(file, joined(header, segments[0], segments[1], segments[3], segments[2]), "the last two swapped");
        assertRefused(file, joined(header, segments[0], segments[0], segments[2], segments[3]), "one doubled");
        assertRefused(
                file, joined(header, segments[0], segment(other, 1), segments[2], segments[3]), "one of another file");
        assertRefused(file, other, "another file of the same compartment");
    }

    @Test
    void theEndIsMissedEvenWhereTheRecordWasCutToo() throws IOException {
        var file = seal(content(4 * SEGMENT));
        var whole = Files.readAllBytes(path(file));
        Files.write(path(file), Arrays.copyOf(whole, Segments.HEADER + 3 * SEALED_SEGMENT));
        var shorter = new StoredFile(file.id(), compartment, 3L * SEGMENT, file.hash(), file.storedAt());

        assertThatThrownBy(() -> open(shorter)).isInstanceOf(DamagedFile.class);
    }

    @Test
    void aFileOpensInItsCompartmentAndUnderItsKeyOnly() throws IOException {
        var file = seal(content(100));
        var elsewhere = new StoredFile(file.id(), CompartmentId.random(), 100, file.hash(), file.storedAt());

        assertThatThrownBy(() -> SealedFile.open(path(file), elsewhere, key)).isInstanceOf(DamagedFile.class);
        assertThatThrownBy(() -> SealedFile.open(path(file), file, MasterKey.drawDataKey()))
                .isInstanceOf(DamagedFile.class);
        assertThat(read(file)).hasSize(100);
    }

    @Test
    void aMissingFileIsADamagedOne() {
        var file = new StoredFile(FileId.random(), compartment, 0, Sha256.of(new byte[32]), Instant.EPOCH);

        assertThatThrownBy(() -> open(file)).isInstanceOf(DamagedFile.class).hasMessageContaining("gone");
    }

    @Test
    void moreThanTheLimitIsTooLargeAndTheLimitIsNot() throws IOException {
        for (int limit : new int[] {0, 10, SEGMENT, SEGMENT + 1}) {
            var sealing = Sealing.to(nowhere(Integer.MAX_VALUE), key, compartment, FileId.random());
            assertThat(sealing.write(new ByteArrayInputStream(content(limit)), limit)
                            .size())
                    .isEqualTo(limit);
            var another = Sealing.to(nowhere(Integer.MAX_VALUE), key, compartment, FileId.random());
            assertThatThrownBy(() -> another.write(new ByteArrayInputStream(content(limit + 1)), limit))
                    .isInstanceOf(TooLarge.class);
        }
    }

    @Test
    void aFullDiskIsToldFromASenderWhoGoesAway() {
        var full = Sealing.to(nowhere(SEGMENT), key, compartment, FileId.random());
        assertThatThrownBy(() -> full.write(new ByteArrayInputStream(content(3 * SEGMENT)), Long.MAX_VALUE))
                .isInstanceOf(StorageFailed.class)
                .hasRootCauseMessage("No space left on device");

        var gone = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> Sealing.to(nowhere(SEGMENT), key, compartment, FileId.random())
                        .write(gone, Long.MAX_VALUE))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void aWrappedKeyOpensForItsCompartmentUnderItsMasterKeyOnly() {
        var master = MasterKey.draw();
        var wrapped = master.wrap(key, compartment);

        assertThat(master.unwrap(wrapped, compartment)).isEqualTo(key);
        assertThat(wrapped).hasSize(60).isNotEqualTo(master.wrap(key, compartment));
        assertThatThrownBy(() -> master.unwrap(wrapped, CompartmentId.random()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MasterKey.draw().unwrap(wrapped, compartment))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertRefused(StoredFile file, byte[] onDisk, String what) throws IOException {
        Files.write(path(file), onDisk);
        assertThatThrownBy(() -> read(file)).as(what).isInstanceOf(DamagedFile.class);
    }

    private StoredFile seal(byte[] content) throws IOException {
        var id = FileId.random();
        try (var disk = FileChannel.open(
                folder.resolve(id.toString()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var sealed =
                    Sealing.to(disk, key, compartment, id).write(new ByteArrayInputStream(content), content.length);
            return new StoredFile(id, compartment, sealed.size(), sealed.hash(), Instant.EPOCH);
        }
    }

    private SealedFile open(StoredFile file) throws IOException {
        return SealedFile.open(path(file), file, key);
    }

    private byte[] read(StoredFile file) throws IOException {
        try (var open = open(file)) {
            return Channels.newInputStream(open).readAllBytes();
        }
    }

    private Path path(StoredFile file) {
        return folder.resolve(file.id().toString());
    }

    private byte[] content(int size) {
        var content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    private static byte[] segment(byte[] file, int number) {
        int from = Segments.HEADER + number * SEALED_SEGMENT;
        return Arrays.copyOfRange(file, from, from + SEALED_SEGMENT);
    }

    private static byte[] joined(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /** A disk with room for so many bytes. */
    private static WritableByteChannel nowhere(int room) {
        return new WritableByteChannel() {
            private int left = room;

            @Override
            public int write(ByteBuffer source) throws IOException {
                left -= source.remaining();
                if (left < 0) {
                    throw new IOException("No space left on device");
                }
                int count = source.remaining();
                source.position(source.limit());
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
