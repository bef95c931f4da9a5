package de.komcert.sigma;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A rule file.
 *
 * @param name how problems name it, usually the path relative to the folder of rules
 * @param text its content
 */
public record Source(String name, String text) {

    /** Reads {@code file} as UTF-8 and names it relative to {@code folder}, with slashes on every system. */
    public static Source of(Path folder, Path file) throws IOException {
        // new String replaces what is no UTF-8 and goes on; one wrong byte in a description costs no rule.
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return new Source(folder.relativize(file).toString().replace('\\', '/'), text);
    }
}
