package de.komcert.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

    @TempDir
    private Path folder;

    @Test
    void allEventsOfAllLogsAreInTheOrderOfTime() {
        new SampleLog()
                .event("System", 1, Map.of())
                .event("System", 2, Map.of())
                .write(folder.resolve("b.evtx"));
        new SampleLog()
                .event("Security", 3, Map.of("A", "x"))
                .event("Security", 4, Map.of())
                .write(folder.resolve("a.evtx"));

        var called = Called.komcert("timeline", "--format", "jsonl", folder);

        assertThat(called.values("eventId")).containsExactly("3", "1", "4", "2");
        assertThat(called.values("time")).isSorted();
        assertThat(called.json().getFirst().propertyNames())
                .containsExactly("time", "host", "channel", "provider", "eventId", "file", "record", "hits", "data");
    }

    @Test
    void spreadsheetsGetAHeadAndALineForEachEvent() {
        new SampleLog()
                .event("System", 7036, Map.of("param1", "Dienst, \"neu\""))
                .write(folder.resolve("a.evtx"));

        assertThat(Called.komcert("timeline", folder).out())
                .isEqualTo("time,host,channel,provider,eventId,file,record,level,hits,data\r\n"
                        + "2024-12-30T02:40:01.0000000Z,pc-07.rathaus.example,System,KomCERT-Test,7036,a.evtx,1,,,"
                        + "\"{\"\"param1\"\":\"\"Dienst, \\\"\"neu\\\"\"\"\"}\"\r\n");
    }

    @Test
    void everyLineOfASpreadsheetHasItsDataAsAnObject() {
        new SampleLog()
                .event("System", 1, Map.of("a", "x"))
                .event("System", 2, Map.of("a", "y"))
                .write(folder.resolve("a.evtx"));

        assertThat(Called.komcert("timeline", folder).out())
                .contains(",1,a.evtx,1,,,\"{\"\"a\"\":\"\"x\"\"}\"", ",2,a.evtx,2,,,\"{\"\"a\"\":\"\"y\"\"}\"");
    }

    @Test
    void realLogsLoseNoEventAndGiveTheSameBytesForAnyNumberOfThreads() {
        var samples = SharedData.folder("evtx/attack-samples");

        var one = Called.komcert("timeline", "--format", "timesketch", "--threads", 1, samples);

        assertThat(one.values("datetime")).hasSize(8_255).isSorted();
        assertThat(Called.komcert("timeline", "--format", "timesketch", "--threads", 4, samples))
                .isEqualTo(one);
    }

    @Test
    void whatWaitsInATemporaryFileCanBeReadByNobodyAndIsGone() throws IOException {
        var text = "Kennwort ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Set<Path> before = named(temporary);
        try (var file = new HiddenFile()) {
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
        try (var sorting = new Sorting(10_000)) {
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
