package de.komcert.app.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import de.komcert.app.disk.OwnerOnly;

/** Makes sure that one folder is used by one Lagezentrum; the operating system frees it when the program dies. */
final class FolderLock implements AutoCloseable {

    // Closing any channel on a locked file frees the lock on POSIX, so a file held here must not be opened again.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        var file = folder.toRealPath().resolve("lock");
        if (!HELD.add(file)) {
            throw inUse(folder);
        }
        try {
            if (Files.notExists(file)) {
                OwnerOnly.file(file);
            }
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(folder);
            }
            return new FolderLock(file, channel);
        } catch (IOException | RuntimeException failure) {
            HELD.remove(file);
            throw failure;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // Nothing was written through the channel, and the lock ends with the program at the latest.
        }
        HELD.remove(file);
    }

    private static DatabaseUnavailable inUse(Path folder) {
        return new DatabaseUnavailable(
                ("Das Datenverzeichnis %s wird schon von einem laufenden Lagezentrum benutzt; beenden Sie es,"
                                + " oder wählen Sie ein anderes Verzeichnis.")
                        .formatted(folder.getParent()));
    }
}
