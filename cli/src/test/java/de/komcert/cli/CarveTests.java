package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Records are found where no log is any more, and said to be what is left of them. */
class CarveTests {

    private static final int FIRST_CHUNK = 4096;
    private static final int HEADER_OF_CHUNK = 512;

    @TempDir
    private Path folder;

    /** Noise in which a piece of a log lies. */
    private Path image(byte[] piece, int at) throws IOException {
        var image = new byte[300_000];
        new Random(7).nextBytes(image);
        System.arraycopy(piece, 0, image, at, piece.length);
        return Files.write(folder.resolve("platte.dd"), image);
    }

    private byte[] log() throws IOException {
        var log = folder.resolve("Security.evtx");
        new SampleLog()
                .process("C:\\a.exe", "a -x")
                .process("C:\\b.exe", "b -y")
                .write(log);
        return Files.readAllBytes(log);
    }

    @Test
    void recordsOfAChunkAndThoseThatLieAloneAreFoundInAnImage() throws IOException {
        var log = log();
        var chunk = Arrays.copyOfRange(log, FIRST_CHUNK, log.length);

        var inChunk = Called.komcert("evtx", "carve", image(chunk, 12_345));
        assertThat(inChunk.exit()).isZero();
        assertThat(inChunk.values("whole")).containsExactly("true", "true");
        assertThat(inChunk.json().getFirst().get("offset").asLong()).isEqualTo(12_345 + HEADER_OF_CHUNK);
        assertThat(inChunk.json().getFirst().get("event").toString()).contains("a -x");
        assertThat(inChunk.err()).contains("platte.dd: 2 Datensätze gefunden, davon 0 unvollständig");

        var alone = Called.komcert(
                "evtx", "carve", image(Arrays.copyOfRange(chunk, HEADER_OF_CHUNK, chunk.length), 50_001));
        assertThat(alone.values("record")).hasSize(2);
        assertThat(alone.values("whole")).containsExactly("false", "false");
        assertThat(alone.values("time")).doesNotHaveDuplicates();
        assertThat(alone.err()).contains("2 Datensätze gefunden, davon 2 unvollständig");
    }

    @Test
    void noiseHoldsNone() throws IOException {
        var called = Called.komcert("evtx", "carve", image(new byte[0], 0));
        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEmpty();
    }

    @Test
    void theResultStandsInAFileAndWhatIsMissingIsRefused() throws IOException {
        log();
        var out = folder.resolve("out.jsonl");

        assertThat(Called.komcert("evtx", "carve", "--output", out, folder.resolve("Security.evtx"))
                        .exit())
                .isZero();
        assertThat(Files.readAllLines(out)).hasSize(2);
        assertThat(Called.komcert("evtx", "carve", folder.resolve("nirgends.dd"))
                        .exit())
                .isEqualTo(66);
        assertThat(Called.komcert("evtx", "carve", folder).exit()).isEqualTo(66);
        assertThat(Called.komcert("evtx", "carve").exit()).isEqualTo(64);
    }
}
