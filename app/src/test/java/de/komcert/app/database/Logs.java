package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an embedded server has written about itself. */
final class Logs {

    private Logs() {}

    static String read(Path home) throws IOException {
        var text = new StringBuilder(Files.readString(home.resolve("start.log")));
        try (var files = Files.newDirectoryStream(home.resolve("log"))) {
            for (Path file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
