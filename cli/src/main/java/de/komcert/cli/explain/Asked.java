package de.komcert.cli.explain;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The events that an argument of {@code explain} means.
 *
 * @param path what is read
 * @param inside the one file meant in a collection, by its path there; null where all are
 * @param record the number of the event in its file; null where all are meant
 */
record Asked(String path, @Nullable String inside, @Nullable Long record) {

    private static final String NUMBER = "\\d{1,18}";

    /** Reads {@code FILE}, {@code FILE:12}, and {@code COLLECTION/FILE:12} as results of {@code scan} write it. */
    static Asked of(String argument) {
        int colon = argument.lastIndexOf(':');
        if (colon < 1 || !argument.substring(colon + 1).matches(NUMBER) || exists(argument)) {
            return in(argument, null);
        }
        return in(argument.substring(0, colon), Long.valueOf(argument.substring(colon + 1)));
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false; // on Windows none has a colon there
        }
    }

    private static boolean isFile(String path) {
        return exists(path) && Files.isRegularFile(Path.of(path));
    }

    private static Asked in(String path, @Nullable Long record) {
        if (!exists(path)) {
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                if (isFile(path.substring(0, slash))) {
                    return new Asked(path.substring(0, slash), path.substring(slash + 1), record);
                }
            }
        }
        return new Asked(path, null, record);
    }

    /** Whether an event is meant. */
    boolean means(String file, long number) {
        return (record == null || record == number) && (inside == null || file.endsWith("/" + inside));
    }
}
