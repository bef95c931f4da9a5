package de.komcert.app.forensics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Real event logs beside the repository. Where they are absent, a test that needs them is reported as skipped. */
final class RealLogs {

    private RealLogs() {}

    static byte[] read(String name) throws IOException {
        var file = folder().resolve("format-samples").resolve(name);
        assumeThat(file)
                .as("the real log ../shared/data/evtx/format-samples/%s beside the repository", name)
                .isRegularFile();
        return Files.readAllBytes(file);
    }

    /** All of them, by their names below the folder. */
    static SortedMap<String, byte[]> all() throws IOException {
        var folder = folder();
        assumeThat(folder)
                .as("the real logs in ../shared/data/evtx beside the repository")
                .isDirectory();
        var logs = new TreeMap<String, byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".evtx")).toList()) {
                logs.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return logs;
    }

    private static Path folder() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("komcert"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data/evtx");
    }
}
