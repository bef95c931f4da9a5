package de.komcert.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * The first filling of a fresh database, which is there whole or not at all: where it broke off, a server of our own
 * begins anew at its next start.
 *
 * <p>Between beginning and end a file beside the data says so.
 */
public final class FirstFilling {

    private final Path home;

    /** Below the folder that also holds the server's data. */
    FirstFilling(Path home) {
        this.home = home;
    }

    /** Only for a database in which nothing is: should this break off, all of it is thrown away. */
    public void begin() {
        try {
            Files.createFile(mark(Files.createDirectories(home)));
        } catch (FileAlreadyExistsException again) {
            // Begun before on a server that is not ours to make anew.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void complete() {
        try {
            Files.deleteIfExists(mark(home));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Throws away what a broken filling left, before the server starts on it. */
    void discardBroken(Path cluster) throws IOException {
        if (Files.exists(mark(home))) {
            FileSystemUtils.deleteRecursively(cluster);
            Files.delete(mark(home));
        }
    }

    private static Path mark(Path home) {
        return home.resolve("unfinished");
    }
}
