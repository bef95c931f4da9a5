package de.komcert.app.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server has written about itself into {@code postmaster.pid} of its cluster.
 *
 * <p>The lines are process id, data directory, start time, port, socket directory, listen address, shared memory and
 * status; they are written one after the other while the server starts, and remain when it is killed.
 */
record PostmasterPid(long process, int port, boolean ready) {

    private static final int PORT = 3;
    private static final int STATUS = 7;

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    static Optional<PostmasterPid> read(Path cluster) throws IOException {
        if (Files.notExists(file(cluster))) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file(cluster), StandardCharsets.ISO_8859_1);
        return Optional.of(new PostmasterPid(
                number(line(lines, 0)),
                (int) number(line(lines, PORT)),
                line(lines, STATUS).startsWith("ready")));
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    /** A number, or 0 where none has been written yet. */
    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
