package de.komcert.app.incident.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The playbooks that come with the program, and short ways to what reading one gave. */
final class Shipped {

    static final Instant T0 = Instant.parse("2026-03-02T07:00:00Z");

    private Shipped() {}

    static Stream<Playbook> playbooks() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/playbooks"))) {
            return files.sorted().map(Shipped::read).toList().stream();
        }
    }

    static Playbook playbook(String id) throws IOException {
        return playbooks()
                .filter(playbook -> playbook.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Playbook good(Reading reading) {
        return switch (reading) {
            case Reading.Good(var playbook) -> playbook;
            case Reading.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    static List<Problem> bad(Reading reading) {
        return switch (reading) {
            case Reading.Good(var playbook) -> throw new AssertionError("no problem in " + playbook.id());
            case Reading.Bad(var problems) -> problems;
        };
    }

    static TaskRecord done(Step step) {
        return new TaskRecord(step.id(), 1, TaskRecord.State.DONE, "CERT", T0, "");
    }

    private static Playbook read(Path file) {
        try {
            return good(PlaybookReader.read(file.getFileName().toString(), Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
