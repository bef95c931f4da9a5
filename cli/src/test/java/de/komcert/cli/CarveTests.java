package de.komcert.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import de.komcert.cli.run.Version;
import de.komcert.logs.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Records are found where no log is any more, and said to be what is left of them. */
class CarveTests {

    private static final int FIRST_CHUNK = 4096;
    private static final int HEADER_OF_CHUNK = 512;
    private static final int END_OF_RECORDS = 48;
    private static final int FLAGS = 0x78;
    private static final int WITHOUT_CHECKSUM = 4;

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
        assertThat(inChunk.values("origin")).containsExactly("chunk", "chunk");
        assertThat(inChunk.json().getFirst().get("offset").asLong()).isEqualTo(12_345 + HEADER_OF_CHUNK);
        assertThat(inChunk.json().getFirst().get("event").toString()).contains("a -x");
        assertThat(inChunk.err()).contains("platte.dd: 2 Datensätze gefunden, davon 0 unvollständig");

        var alone = Called.komcert(
                "evtx", "carve", image(Arrays.copyOfRange(chunk, HEADER_OF_CHUNK, chunk.length), 50_001));
        assertThat(alone.values("record")).hasSize(2);
        assertThat(alone.values("whole")).containsExactly("false", "false");
        assertThat(alone.values("origin")).containsExactly("carved", "carved");
        assertThat(alone.values("time")).doesNotHaveDuplicates();
        assertThat(alone.err()).contains("2 Datensätze gefunden, davon 2 unvollständig");
    }

    /** The chunk is in use again up to its first record; behind that lies one that was there before. */
    @Test
    void whatLiesBehindTheEndOfAChunkIsSaidToBeResidue() throws IOException {
        var log = ByteBuffer.wrap(new SampleLog()
                        .process("C:\\neu.exe", "neu")
                        .skip(40)
                        .process("C:\\alt.exe", "alt")
                        .bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        int first = HEADER_OF_CHUNK;
        int second = first + log.getInt(FIRST_CHUNK + first + 4);
        log.putInt(FIRST_CHUNK + END_OF_RECORDS, second).putInt(FIRST_CHUNK + FLAGS, WITHOUT_CHECKSUM);
        var file = Files.write(folder.resolve("Benutzt.evtx"), log.array());

        var called = Called.komcert("evtx", "carve", file);

        assertThat(called.values("origin")).containsExactly("chunk", "residue");
        assertThat(called.values("offset")).containsExactly("" + (FIRST_CHUNK + first), "" + (FIRST_CHUNK + second));
        assertThat(called.json().getLast().get("event").toString()).contains("alt.exe");
        assertThat(Called.komcert("evtx", "dump", file).values("record")).containsExactly("1");
    }

    @Test
    void aManifestStandsBesideTheResultAndNamesTheImage() throws IOException {
        var log = log();
        var image = image(Arrays.copyOfRange(log, FIRST_CHUNK, log.length), 12_345);
        var out = folder.resolve("reste.jsonl");

        Called.komcert("evtx", "carve", "--output", out, image);

        var manifest = Called.read(folder.resolve("reste.jsonl.manifest.json"));
        assertThat(manifest.get("program").asString()).isEqualTo("komcert " + Version.text());
        assertThat(manifest.get("written").asString()).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(manifest.get("records").asInt()).isEqualTo(2);
        assertThat(manifest.get("inputs")).hasSize(1);
        var input = manifest.get("inputs").get(0);
        assertThat(input.get("file").asString()).isEqualTo("platte.dd");
        assertThat(input.get("bytes").asLong()).isEqualTo(300_000);
        assertThat(input.get("sha256").asString()).isEqualTo(Sha256.of(image));

        var elsewhere = folder.resolve("anderswo.json");
        Called.komcert("evtx", "carve", "--manifest", elsewhere, image);
        var other = Called.read(elsewhere);
        assertThat(other.get("inputs")).isEqualTo(manifest.get("inputs"));
        assertThat(other.get("result").get("sha256"))
                .isEqualTo(manifest.get("result").get("sha256"));
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
