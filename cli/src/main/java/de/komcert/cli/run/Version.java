package de.komcert.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this program, written in by the build. */
public final class Version {

    private Version() {}

    public static String text() {
        try (var in = Version.class.getResourceAsStream("version.txt")) {
            return in == null ? "unbekannt" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
