package de.komcert.evtx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Real logs beside the repository. Where they are absent, a test that needs them is reported as skipped. */
final class SharedData {

    private SharedData() {}

    static Path folder(String name) {
        var folder = root().resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(folder)
                .as("real data in ../shared/data/%s beside the repository", name)
                .isDirectory();
        return folder;
    }

    static List<Path> logs(String name) {
        try (var files = Files.walk(folder(name))) {
            return files.filter(file -> file.toString().endsWith(".evtx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("komcert"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
