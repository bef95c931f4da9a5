package de.komcert.evtx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvtxCarverTests {

    private static final int FIRST_CHUNK = 4096;

    private record Found(long id, long offset, EvtxRecord.Origin origin, boolean whole, String json) {}

    @Test
    void chunksAreFoundAtAnyOffset() throws IOException {
        var image = noise(3_000_000);
        place(chunk(0), image, 12_345);
        place(chunk(1), image, 1024 * 1024 - 10); // across the border of two windows
        var found = carve(image);

        assertThat(found).extracting(Found::id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(found).allMatch(Found::whole);
        assertThat(found).extracting(Found::origin).containsOnly(EvtxRecord.Origin.LOG);
        assertThat(found.getFirst().offset()).isEqualTo(12_345 + 512);
        assertThat(found)
                .extracting(Found::json)
                .isEqualTo(Reading.of(Cases.healthy()).whole());
    }

    @Test
    void aChunkThatAnotherHasOverwrittenEndsThere() throws IOException {
        var image = noise(300_000);
        place(chunk(0), image, 10_000);
        place(chunk(1), image, 10_000 + 512 + 1104 + 80);
        var found = carve(image);

        assertThat(found).extracting(Found::id).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(found).extracting(Found::whole).containsExactly(true, false, true, true, true);
    }

    @Test
    void recordsOutsideOfChunksAreReadFromTheTemplatesTheyBring() throws IOException {
        var image = noise(200_000);
        var records = Arrays.copyOfRange(chunk(0), 512, 6_000);
        place(records, image, 50_001);
        var found = carve(image);

        assertThat(found).extracting(Found::id).containsExactly(1L, 2L, 3L);
        assertThat(found).allMatch(Found::whole);
        assertThat(found).extracting(Found::origin).containsOnly(EvtxRecord.Origin.CARVED);
        assertThat(found.getLast().json()).contains("benutzer3");
    }

    @Test
    void aRecordWhoseTemplateIsLostStillShowsItsValues() throws IOException {
        var log = Cases.healthy();
        int second = Cases.find(log, "benutzer2");
        var image = noise(200_000);
        int size = 144;
        int start = second;
        while (log[start] != 0x2a || log[start + 1] != 0x2a || log[start + 2] != 0) {
            start--;
        }
        place(Arrays.copyOfRange(log, start, start + size), image, 70_003);
        var found = carve(image);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().whole()).isFalse();
        assertThat(found.getFirst().json())
                .contains("RecoveredValues")
                .contains("benutzer2")
                .contains("\"EventRecordID\":2")
                .contains("2024-12-30T02:40:00.0000002Z");
    }

    @Test
    void noiseHoldsNoRecords() throws IOException {
        assertThat(carve(noise(2_000_000))).isEmpty();
    }

    private static List<Found> carve(byte[] image) throws IOException {
        var found = new ArrayList<Found>();
        new EvtxCarver()
                .carve(
                        new InMemory(image),
                        record -> found.add(new Found(
                                record.id(), record.offset(), record.origin(), record.isWhole(), record.toJson())),
                        finding -> {});
        return found;
    }

    private static byte[] chunk(int number) {
        int start = FIRST_CHUNK + number * 65536;
        return Arrays.copyOfRange(Cases.healthy(), start, start + 65536);
    }

    private static byte[] noise(int size) {
        var image = new byte[size];
        new Random(7).nextBytes(image);
        return image;
    }

    private static void place(byte[] piece, byte[] image, int at) {
        System.arraycopy(piece, 0, image, at, piece.length);
    }
}
