package de.komcert.traces.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTests {

    private static List<String> read(InputStream in) throws IOException {
        var lines = new Lines(in);
        var read = new ArrayList<String>();
        long offset = 0;
        while (lines.next()) {
            var line = new String(lines.bytes(), lines.from(), lines.length(), StandardCharsets.UTF_8);
            assertThat(lines.offset()).isEqualTo(offset);
            read.add(line);
            assertThat(lines.number()).isEqualTo(read.size());
            offset += lines.length() + 1;
        }
        return read;
    }

    @Test
    void theLastLineNeedsNoEndAndAnEmptyOneCounts() throws IOException {
        assertThat(read(stream(""))).isEmpty();
        assertThat(read(stream("a"))).containsExactly("a");
        assertThat(read(stream("a\n"))).containsExactly("a");
        assertThat(read(stream("\n\nb"))).containsExactly("", "", "b");
    }

    @Test
    void linesOfAnyLengthComeWholeHoweverTheyArrive() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var lines = IntStream.range(0, 60)
                .mapToObj(i -> "ü".repeat(random.nextInt(i % 20 == 0 ? 400_000 : 300)))
                .toList();
        var text = lines.stream().collect(Collectors.joining("\n")) + "\nend";
        var trickle = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(5_000)));
            }
        };

        var expected = new ArrayList<>(lines);
        expected.add("end");
        assertThat(read(trickle)).as("seed %d", seed).isEqualTo(expected);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
