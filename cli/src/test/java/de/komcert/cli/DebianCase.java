package de.komcert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** How Debian's own programs are run whose logs are read. A test is skipped where its program is absent. */
abstract class DebianCase {

    @TempDir
    Path folder;

    private final List<Process> running = new ArrayList<>();

    static String program(String... places) {
        for (var place : places) {
            if (Files.isExecutable(Path.of(place))) {
                return place;
            }
        }
        assumeThat(false).as("the program %s", places[0]).isTrue();
        return "";
    }

    Process start(String... words) throws IOException {
        var process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + running.size()).toFile())
                .start();
        running.add(process);
        return process;
    }

    byte[] output(Path input, String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectInput(input.toFile()).start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(List.of(words).toString()).isZero();
        return out;
    }

    @AfterEach
    void stopWhatRuns() throws InterruptedException {
        for (var process : running) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Waits for something that another process does. */
    interface Fact {
        boolean holds() throws IOException;
    }

    static void await(Fact fact) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && !fact.holds(); i++) {
            Thread.sleep(50);
        }
        assertThat(fact.holds()).isTrue();
    }

    List<JsonNode> timeline(Path log, String... more) {
        var words = new ArrayList<Object>(List.of("timeline", "--format", "jsonl", log));
        words.addAll(List.of(more));
        return Called.komcert(words.toArray()).json();
    }
}
