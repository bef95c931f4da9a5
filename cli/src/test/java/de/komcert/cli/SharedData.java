package de.komcert.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Real logs and rules beside the repository. Where they are absent, a test that needs them is reported as skipped. */
final class SharedData {

    private SharedData() {}

    static Path folder(String name) {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("komcert"))) {
            root = root.getParent();
        }
        var folder = root.resolveSibling("shared").resolve("data").resolve(name);
        assumeThat(folder)
                .as("real data in ../shared/data/%s beside the repository", name)
                .isDirectory();
        return folder;
    }
}
