package de.komcert.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The sources as they lie in the folder, for rules about what is written rather than what it compiles to. */
final class Sources {

    private static final Path MAIN = Path.of("src/main");

    private Sources() {}

    static Map<Path, String> java() {
        return under(MAIN.resolve("java"), ".java");
    }

    static Map<Path, String> templates() {
        return under(MAIN.resolve("jte"), ".jte");
    }

    static Path bundles() {
        return MAIN.resolve("resources/messages");
    }

    private static Map<Path, String> under(Path folder, String suffix) {
        var texts = new TreeMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                texts.put(file, Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
