package de.komcert.app.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.disk.Durable;
import de.komcert.app.disk.OwnerOnly;

/**
 * The folder of the encrypted files.
 *
 * <p>A file is unsettled from before it appears until it is known whether it was recorded. Whatever ends the program in
 * between, the next start finds the mark, looks the file up, and keeps it or takes it away. A file without a mark is never
 * taken away.
 *
 * <p>A file that comes in pieces has a name of its own until all of it has come: one while a program has it open, another
 * while none has. Under the first it says, after a crash, that more of it may have been sealed than lies here.
 */
final class VaultFolder {

    private static final String UNSETTLED = ".unsettled";
    private static final String PARTIAL = ".partial";
    private static final String SENDING = ".sending";
    private static final String RESTING = ".resting";

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
        return named(UNSETTLED);
    }

    /** Where what has come of a sending lies, or empty where nothing has. */
    Optional<Path> sent(FileId id) {
        return Stream.of(SENDING, RESTING)
                .map(suffix -> beside(id, suffix))
                .filter(Files::exists)
                .findFirst();
    }

    /** The length of what has come of a sending on the disk, once it is sure to stay there. */
    long forced(FileId id) throws StorageFailed {
        var path = sent(id);
        if (path.isEmpty()) {
            return 0;
        }
        force(path.get());
        return length(id);
    }

    /** The length of what has come of a sending on the disk. */
    long length(FileId id) {
        return sent(id).map(path -> path.toFile().length()).orElse(0L);
    }

    /** Takes a sending from rest, so that it can be written to. False where none is at rest. */
    boolean wake(FileId id) throws StorageFailed {
        return renamed(beside(id, RESTING), beside(id, SENDING));
    }

    /** Lays a sending to rest that nobody writes to any more: all that was sealed for it lies here. */
    void rest(FileId id) throws StorageFailed {
        force(beside(id, SENDING));
        renamed(beside(id, SENDING), beside(id, RESTING));
    }

    /**
     * Begins the file of a sending, or replaces it by one that the writing has filled with what was whole of it. Unless that
     * fails, the channel stays open for what follows.
     */
    <R> R begin(FileId id, Writing<R> writing) throws IOException {
        var partial = beside(id, PARTIAL);
        var channel = create(partial);
        try {
            var begun = writing.to(channel);
            force(channel);
            renamed(partial, beside(id, SENDING));
            return begun;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            Files.deleteIfExists(partial);
            throw failure;
        }
    }

    /** Gives a sending that is complete the name of a file, unsettled. */
    void arrive(FileId id) throws StorageFailed {
        doubt(id);
        renamed(beside(id, SENDING), of(id));
    }

    /** Makes a file a sending again that had arrived and was not recorded. Does nothing where there is none. */
    void reclaim(FileId id) throws IOException {
        renamed(of(id), beside(id, SENDING));
        Files.deleteIfExists(beside(id, UNSETTLED));
    }

    /** The sending has ended; what has come of it goes. A file that it became stays. */
    void forget(FileId id) throws IOException {
        for (var suffix : List.of(PARTIAL, SENDING, RESTING)) {
            Files.deleteIfExists(beside(id, suffix));
        }
    }

    /** What is being sent, as far as anything of it lies here. */
    Set<FileId> sendings() throws IOException {
        var sendings = new HashSet<>(named(PARTIAL));
        sendings.removeIf(id -> Files.exists(beside(id, UNSETTLED))); // comes at once, and not in pieces
        sendings.addAll(named(SENDING));
        sendings.addAll(named(RESTING));
        return sendings;
    }

    private static boolean renamed(Path from, Path to) throws StorageFailed {
        try {
            Durable.rename(from, to);
            return true;
        } catch (NoSuchFileException nothing) {
            return false;
        } catch (IOException failure) {
            throw new StorageFailed(failure);
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

    private List<FileId> named(String suffix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> new FileId(UUID.fromString(name.substring(0, name.length() - suffix.length()))))
                    .toList();
        }
    }

    private static void force(Path file) throws StorageFailed {
        try {
            Durable.force(file);
        } catch (IOException failure) {
            throw new StorageFailed(failure);
        }
    }

    private Path beside(FileId id, String suffix) {
        return folder.resolve(id + suffix);
    }
}
