package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Real event logs beside the repository. Where they are absent, a test that needs them is reported as skipped. */
final class RealLogs {

    private RealLogs() {}

    static byte[] read(String name) throws IOException {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("komcert"))) {
            root = root.getParent();
        }
        var file = root.resolveSibling("shared")
                .resolve("data/evtx/format-samples")
                .resolve(name);
        assumeThat(file)
                .as("the real log ../shared/data/evtx/format-samples/%s beside the repository", name)
                .isRegularFile();
        return Files.readAllBytes(file);
    }
}
