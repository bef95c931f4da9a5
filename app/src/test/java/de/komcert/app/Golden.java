package de.komcert.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** A text to read and to compare with the one on file; {@code -Dkomcert.golden=write} writes the file anew. */
public final class Golden {

    private Golden() {}

    /** Compares with a file below {@code src/test/resources}. */
    public static void compare(String file, String text) {
        var path = Path.of("src/test/resources").resolve(file);
        try {
            if ("write".equals(System.getProperty("komcert.golden"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, text);
            }
            assertThat(text).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
