package de.komcert.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import de.komcert.cli.run.Run;
import de.komcert.cli.run.Runs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A command that has ended, as whoever called it sees it. */
record Called(int exit, String out, String err) {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-09T08:00:00Z"), ZoneOffset.UTC);
    static final Runs NO_RUNS = new Runs(null);
    private static final int KILLED = 128 + 9;
    private static final JsonMapper JSON = new JsonMapper();

    static Called komcert(Object... words) {
        return withInput("", words);
    }

    static Called withInput(String input, Object... words) {
        return run(CLOCK, NO_RUNS, input, words);
    }

    static Called at(Clock clock, Object... words) {
        return run(clock, NO_RUNS, "", words);
    }

    /** Started by a program that lies where manifests can be kept. */
    static Called keeping(Path runs, String input, Object... words) {
        return run(CLOCK, new Runs(runs), input, words);
    }

    private static Called run(Clock clock, Runs runs, String input, Object... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var run = new Run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                runs,
                clock);
        int exit = Komcert.run(Stream.of(words).map(Object::toString).toList(), run);
        return new Called(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs until so many bytes were written, and tells whether that was before the end. */
    static boolean isBrokenOff(List<String> words, long bytes) {
        var out = new OutputStream() {
            private long left = bytes;

            @Override
            public void write(int b) throws IOException {
                if (left-- <= 0) {
                    throw new IOException("Broken off");
                }
            }
        };
        var err = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return Komcert.run(words, new Run(System.in, out, err, 0, NO_RUNS, CLOCK)) == 74;
    }

    /** Starts the program itself, kills it once a file has so many bytes, and tells whether that was before its end. */
    static boolean isKilled(List<String> words, Path file, long bytes) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "de.komcert.cli.Komcert"));
        all.addAll(words);
        var process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && size(file) < bytes) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
        int exit = process.waitFor();
        assertThat(exit).isIn(0, KILLED);
        return exit == KILLED;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0; // not there yet, or the run has ended
        }
    }

    List<JsonNode> json() {
        return out.lines().map(JSON::readTree).toList();
    }

    List<String> values(String member) {
        return json().stream()
                .filter(line -> line.has(member))
                .map(line -> line.get(member).asString())
                .toList();
    }

    static JsonNode read(Path file) {
        return JSON.readTree(file);
    }
}
