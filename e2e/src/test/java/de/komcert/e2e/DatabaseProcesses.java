package de.komcert.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the processes of an embedded database: PostgreSQL works inside its data folder. */
final class DatabaseProcesses {

    private static final Path PROCESSES = Path.of("/proc");

    private DatabaseProcesses() {}

    /** The numbers of all processes whose working directory lies below a folder. */
    static List<Long> below(Path folder) {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            var root = folder.toRealPath();
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(process -> worksIn(root, process))
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean worksIn(Path root, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
        } catch (IOException ended) {
            return false; // between listing and looking, or somebody else's
        }
    }
}
