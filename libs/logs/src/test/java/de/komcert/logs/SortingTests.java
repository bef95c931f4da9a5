package de.komcert.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SortingTests {

    @Test
    void whatWaitsInATemporaryFileCanBeReadByNobodyAndIsGone() throws IOException {
        var text = "Kennwort ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Set<Path> before = named(temporary);
        try (var file = new HiddenFile(null)) {
            var out = file.out();
            out.write(text);
            out.flush();

            for (var path : named(temporary)) {
                if (!before.contains(path)) { // where an open file can be deleted, it is not even there
                    assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                            .doesNotContain("Kennwort");
                }
            }
            assertThat(file.in().readAllBytes()).isEqualTo(text);
        }

        assertThat(before).containsAll(named(temporary));
    }

    private static Set<Path> named(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("komcert-\\d+\\.part"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSortedAllTheSame() throws IOException {
        long seed = Long.getLong("komcert.seed", System.nanoTime());
        var random = new Random(seed);
        var lines = random.ints(5_000, 0, 500)
                .mapToObj(time ->
                        new Sorting.Line(time, (time + " " + random.nextInt() + "\n").getBytes(StandardCharsets.UTF_8)))
                .toList();
        var out = new ByteArrayOutputStream();
        try (var sorting = new Sorting(null, 10_000)) {
            for (var line : lines) {
                sorting.add(line);
            }
            sorting.writeTo(out);
        }

        var expected = lines.stream()
                .sorted(Comparator.comparingLong(Sorting.Line::time))
                .map(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        assertThat(out.toString(StandardCharsets.UTF_8)).as("seed %d", seed).isEqualTo(expected);
    }
}
