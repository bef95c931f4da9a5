package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import de.komcert.app.disk.OwnerOnly;

/**
 * The log folder of the embedded server: one file for each day of the week, so that it never holds more than a week.
 *
 * <p>The server reports about itself only. Errors of statements are left to the client, since their texts quote values.
 */
record ServerLog(Path folder) {

    private static final Duration WEEK = Duration.ofDays(6);
    private static final long LARGE = 10L << 20;

    static ServerLog in(Path home, Account account) throws IOException {
        var log = new ServerLog(OwnerOnly.folder(home.resolve("log")));
        account.entrust(log.folder);
        log.prune();
        return log;
    }

    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("logging_collector", "on"),
                Map.entry("log_directory", folder.toString()),
                Map.entry("log_filename", "postgresql-%u.log"),
                Map.entry("log_file_mode", "0600"),
                Map.entry("log_truncate_on_rotation", "on"),
                Map.entry("log_rotation_age", "1d"),
                Map.entry("log_rotation_size", "0"),
                Map.entry("log_min_messages", "log"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_statement", "none"),
                Map.entry("log_min_duration_statement", "-1"),
                Map.entry("log_parameter_max_length", "0"),
                Map.entry("log_parameter_max_length_on_error", "0"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("log_autovacuum_min_duration", "-1"));
    }

    /** What the server says before it writes its own log. */
    Path start() {
        return folder.resolveSibling("start.log");
    }

    String reasonOfFailure() throws IOException {
        return Files.readString(start())
                .lines()
                .filter(line -> line.matches(".*(FATAL|PANIC|could not).*"))
                .reduce((earlier, later) -> later)
                .orElse("siehe " + folder);
    }

    /** The server empties the file of last week only when it is running at midnight. */
    private void prune() throws IOException {
        var weekAgo = Instant.now().minus(WEEK);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(weekAgo) || Files.size(file) > LARGE) {
                    Files.delete(file);
                }
            }
        }
    }
}
