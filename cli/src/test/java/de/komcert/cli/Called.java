package de.komcert.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import de.komcert.cli.run.Run;
import de.komcert.cli.run.Runs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that has ended, as whoever called it sees it. */
record Called(int exit, String out, String err) {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-09T08:00:00Z"), ZoneOffset.UTC);
    static final Runs NO_RUNS = new Runs(null);
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
