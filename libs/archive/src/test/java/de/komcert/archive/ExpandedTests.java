package de.komcert.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import de.komcert.archive.Finding.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpandedTests {

    private final List<Finding> findings = new ArrayList<>();
    private int waits;

    private InputStream expanded(InputStream packed) throws IOException {
        return Expanded.ofFile(packed, () -> waits++, findings::add);
    }

    private byte[] expanded(byte[] packed) throws IOException {
        try (var in = expanded(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    /** Lines of which no two are alike, so that they pack no better than real ones. */
    private static byte[] log(int lines) {
        var random = new Random(7);
        var log = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            log.append("Mar  9 08:00:00 srv sshd[%d]: Failed password for u%d%n".formatted(i, random.nextInt()));
        }
        return log.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] together(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void whatGzipAndXzHavePackedIsUnpackedAndAllElseLeftAsItIs() throws IOException {
        byte[] log = log(20_000);

        for (byte[] file :
                List.of(log, Packed.gzip(log), Packed.xz(log), Packed.xz(log, 0), new byte[0], new byte[3])) {
            assertThat(expanded(file)).isEqualTo(file.length < 10 ? file : log);
        }
        assertThat(expanded(Packed.xz(new byte[0]))).isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void whatWasPackedInSeveralGoesIsOneFile() throws IOException {
        byte[] packed = together(Packed.xz(log(9)), new byte[8], Packed.xz(log(10)));

        assertThat(expanded(packed)).isEqualTo(together(log(9), log(10)));
        assertThat(findings).isEmpty();
    }

    @Test
    void whereXzBreaksOffEveryWholeChunkIsRead() throws IOException {
        byte[] log = log(20_000);
        byte[] packed = Packed.xz(log);
        int cut = packed.length * 2 / 3;

        byte[] read = expanded(Arrays.copyOf(packed, cut));

        assertThat(read).hasSizeBetween(log.length / 3, log.length * 2 / 3);
        assertThat(Arrays.mismatch(read, log)).isEqualTo(read.length);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.XZ_DATA);
            assertThat(finding.offset()).isEqualTo(cut);
        });
    }

    @Test
    void damageCostsWhatStandsBehindIt() throws IOException {
        byte[] log = log(20_000);
        byte[] packed = Packed.xz(log);
        packed[packed.length / 2] ^= 1;

        byte[] read = expanded(packed);

        assertThat(read).hasSizeBetween(log.length / 4, log.length);
        assertThat(Arrays.mismatch(read, log)).isGreaterThan(log.length / 4);
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.XZ_DATA);
    }

    @Test
    void whatBeginsLikeXzAndIsNoneIsSaid() throws IOException {
        assertThat(expanded("\u00fd7zXZ\0 and no more of it".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(expanded(Arrays.copyOf(Packed.xz(log(5)), 8))).isEmpty();
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.XZ_DATA, Kind.XZ_DATA);
    }

    @Test
    void aBombIsReadUpToTheLimit() throws IOException {
        byte[] piece = Packed.xz(new byte[64 << 20], 0);
        var bomb = Collections.nCopies(18, piece).stream()
                .map(bytes -> (InputStream) new ByteArrayInputStream(bytes))
                .toList();

        long size = 0;
        try (var in = expanded(new SequenceInputStream(Collections.enumeration(bomb)))) {
            var block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                size += read;
            }
        }

        assertThat(size).isBetween(1023L << 20, 1L << 30);
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.XZ_BOMB);
    }

    @Test
    void whatAsksForMoreMemoryThanAnyXzIsNotUnpacked() throws IOException {
        byte[] log = log(50);

        for (int dictionary : new int[] {29, 36, 39, 40}) {
            assertThat(expanded(Packed.greedy(log, dictionary))).isEmpty();
        }
        assertThat(findings).extracting(Finding::kind).hasSize(4).containsOnly(Kind.XZ_METHOD);
        assertThat(waits).isZero();
        assertThat(Collection.plain(Packed.greedy(log)))
                .as("what it is can be told in little memory")
                .isEqualTo(Arrays.copyOf(log, Math.min(log.length, Collection.HEAD)));
    }

    @Test
    void onlyWhoeverTakesMuchMemoryAsksBefore() throws IOException {
        expanded(Packed.xz(log(50)));
        assertThat(waits).isZero();

        assertThat(expanded(together(Packed.xz(log(50)), Packed.xz(log(50), 9))))
                .isEqualTo(together(log(50), log(50)));
        assertThat(waits).isEqualTo(1);
        assertThat(findings).isEmpty();
    }

    @Test
    void theBeginningOfALogIsToldByTheBeginningOfWhatIsPacked() {
        byte[] log = log(20_000);
        byte[] beginning = Arrays.copyOf(log, Collection.HEAD);

        for (byte[] packed : List.of(Packed.gzip(log), Packed.xz(log, 0), Packed.xz(log), Packed.xz(log, 9))) {
            assertThat(packed.length).isGreaterThan(100_000);
            assertThat(Collection.plain(Arrays.copyOf(packed, Collection.HEAD))).isEqualTo(beginning);
        }
        assertThat(Collection.plain(Packed.xz(log(3)))).isEqualTo(log(3));
        assertThat(Collection.plain(Packed.xz(new byte[0]))).isEmpty();
        assertThat(Collection.plain(log)).isSameAs(log);
    }

    @Test
    void noMutationOrCutEndsTheReading() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        byte[] log = log(60);
        byte[] packed = together(Packed.xz(log, 0), new byte[4], Packed.xz(log, 0));
        for (int round = 0; round < 5_000; round++) {
            byte[] mutated = Arrays.copyOf(packed, packed.length - random.nextInt(packed.length) * random.nextInt(2));
            for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
                mutated[random.nextInt(Math.min(mutated.length, 1 << 1 + random.nextInt(16)))] =
                        (byte) random.nextInt();
            }
            findings.clear();
            assertThat(expanded(mutated)).as("seed %d, round %d", seed, round).isNotNull();
            assertThat(findings).as("seed %d, round %d", seed, round).hasSizeLessThanOrEqualTo(1);
            assertThat(Collection.plain(Arrays.copyOf(mutated, Math.min(mutated.length, Collection.HEAD))))
                    .as("seed %d, round %d", seed, round)
                    .hasSizeLessThanOrEqualTo(Collection.HEAD);
        }
    }
}
