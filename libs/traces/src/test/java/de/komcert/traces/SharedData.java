package de.komcert.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Real logs beside the repository. Where they are absent, a test that needs them is reported as skipped. */
public final class SharedData {

    private SharedData() {}

    /** The event logs in a folder below {@code ../shared/data}, sorted. */
    public static List<Path> logs(String name) throws IOException {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("komcert"))) {
            root = root.getParent();
        }
        var folder = root.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(folder)
                .as("real data in ../shared/data/%s beside the repository", name)
                .exists();
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".evtx"))
                    .sorted()
                    .toList();
        }
    }
}
