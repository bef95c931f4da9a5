package de.komcert.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Packs what is handed out, and calls programs as its receiver does. */
final class Delivered {

    private static final Path SOURCES = sources();

    /** A program that has come to its end, with all it said. */
    record Ended(int exit, String text) {}

    private Delivered() {}

    private static Path sources() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("komcert"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Ended run(Path where, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(text).isTrue();
        return new Ended(process.exitValue(), text);
    }

    /** The archive for a server. */
    static Path archive() throws IOException, InterruptedException {
        return packed("", "komcert-", ".tar.gz");
    }

    /** A copy of the folder for a stick, at this place. */
    static Path stick(Path place) throws IOException, InterruptedException {
        var kit = packed("--kit", "komcert-feld-", "");
        var copied = run(kit, System.getenv(), List.of("cp", "-r", kit.toString(), place.toString()));
        assertThat(copied.exit()).as(copied.text()).isZero();
        return place;
    }

    /** Packs, and gives the only thing in dist whose name begins and ends so. */
    private static Path packed(String option, String begin, String end) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(SOURCES.resolve("komcert").toString(), "dist"));
        if (!option.isEmpty()) {
            words.add(option);
        }
        var ended = run(SOURCES, System.getenv(), words);
        assertThat(ended.exit()).as(ended.text()).isZero();
        try (var made = Files.list(SOURCES.resolve("dist"))) {
            return made.filter(path -> path.getFileName().toString().startsWith(begin)
                            && path.getFileName().toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A path with the tools of the system and no Java. */
    static Map<String, String> withoutJava(Path folder) throws IOException {
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : List.of("sh", "readlink", "dirname", "stty")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
        }
        return Map.of("PATH", tools.toString());
    }

    static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
