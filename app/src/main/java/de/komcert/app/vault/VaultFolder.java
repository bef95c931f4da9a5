package de.komcert.app.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;

/**
 * The folder of the encrypted files.
 *
 * <p>A file is unsettled from before it appears until it is known whether it was recorded. Whatever ends the program in
 * between, the next start finds the mark, looks the file up, and keeps it or takes it away. A file without a mark is never
 * taken away.
 */
final class VaultFolder {

    private static final String UNSETTLED = ".unsettled";
    private static final String PARTIAL = ".partial";

    private final Path folder;

    private VaultFolder(Path folder) {
        this.folder = folder;
    }

    static VaultFolder below(Path data) {
        try {
            return new VaultFolder(OwnerOnly.folder(data.resolve("vault")));
        } catch (IOException failure) {
            throw new VaultUnavailable(
                    "Der Ordner %s für die verschlüsselten Dateien lässt sich nicht anlegen; geben Sie KomCERT dort das Schreibrecht."
                            .formatted(data.resolve("vault")),
                    failure);
        }
    }

    /** Writes a file, by its partial name until it is whole. */
    interface Writing<R> {
        R to(FileChannel partial) throws IOException;
    }

    Path of(FileId id) {
        return folder.resolve(id.toString());
    }

    /**
     * Takes a file in, unsettled. It is on the disk, under its name, when this returns.
     *
     * @throws StorageFailed when the disk does not take it
     */
    <R> R take(FileId id, Writing<R> writing) throws IOException {
        doubt(id);
        var partial = beside(id, PARTIAL);
        R written;
        try (var channel = create(partial)) {
            written = writing.to(channel);
            force(channel);
        }
        try {
            Durable.rename(partial, of(id));
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
        return written;
    }

    /** Marks a file as unsettled, before anything happens that may go either way. */
    void doubt(FileId id) throws StorageFailed {
        try {
            OwnerOnly.file(beside(id, UNSETTLED));
            Durable.force(folder);
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
    }

    /** The file is recorded and stays. */
    void keep(FileId id) throws IOException {
        Files.deleteIfExists(beside(id, UNSETTLED));
    }

    /** The file is not recorded, and goes. */
    void discard(FileId id) throws IOException {
        Files.deleteIfExists(beside(id, PARTIAL));
        Files.deleteIfExists(of(id));
        Files.deleteIfExists(beside(id, UNSETTLED));
    }

    /** What the program before this one left undecided. */
    List<FileId> unsettled() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(UNSETTLED))
                    .map(name -> new FileId(UUID.fromString(name.substring(0, name.length() - UNSETTLED.length()))))
                    .toList();
        }
    }

    private static FileChannel create(Path partial) throws StorageFailed {
        try {
            return FileChannel.open(OwnerOnly.file(partial), StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
    }

    private static void force(FileChannel channel) throws StorageFailed {
        try {
            channel.force(true);
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
    }

    private Path beside(FileId id, String suffix) {
        return folder.resolve(id + suffix);
    }
}
