package de.komcert.app.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Brings files and renames to the disk before the program goes on. */
public final class Durable {

    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private Durable() {}

    /** Gives a finished file or folder its final name: after a power cut it is there under one name or the other. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(to.toAbsolutePath().resolveSibling(""));
    }

    /** Returns once the disk has the content of this file, or the names in this folder. */
    public static void force(Path path) throws IOException {
        if (Files.isDirectory(path) && !FOLDERS_CAN_BE_FORCED) {
            return;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
