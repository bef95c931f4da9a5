package de.komcert.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An archive and the wanted files in it and in archives inside it. Its files can be read until it is closed.
 *
 * <pre>{@code
 * try (var collection = Collection.open(path, (name, head) -> name.endsWith(".evtx"), findings::add)) {
 *     for (var file : collection.files()) {
 *         read(file.name(), file.stream());
 *     }
 * }
 * }</pre>
 */
public final class Collection implements Closeable {

    /** Decides which files are read. */
    @FunctionalInterface
    public interface Wanted {

        /**
         * @param name the path of the file, with what is encoded by percent signs decoded
         * @param head the first bytes of its content, at most {@link Collection#HEAD}
         */
        boolean test(String name, byte[] head);
    }

    /** Opens the archive once more, wherever it lies; one channel is read by one thread at a time. */
    @FunctionalInterface
    public interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    /** As many bytes are shown of a file before it is decided whether it is wanted. */
    public static final int HEAD = 4096;

    private final OpenChannels archive;
    private final Contents contents;

    private Collection(OpenChannels archive, Contents contents) {
        this.archive = archive;
        this.contents = contents;
    }

    /** As {@link #open(Opening, Wanted, Consumer)}, of a file. */
    public static Collection open(Path path, Wanted wanted, Consumer<Finding> findings) throws IOException {
        return open(() -> FileChannel.open(path), wanted, findings);
    }

    /**
     * Finds the wanted files and reads each to its end.
     *
     * @param archive is opened as often as threads read the files at once
     * @param findings gets each problem when it is met
     * @throws IOException if the archive cannot be read at all; whatever is wrong with its content is a finding
     */
    public static Collection open(Opening archive, Wanted wanted, Consumer<Finding> findings) throws IOException {
        var channels = new OpenChannels(archive);
        var collection = new Collection(channels, new Contents(wanted, channels.size()));
        try {
            collection.contents.read(channels, new Findings("", findings), true);
            return collection;
        } catch (IOException | RuntimeException failed) {
            collection.close();
            throw failed;
        }
    }

    /** Whether something that begins so is an archive that is opened here, even an empty one. */
    public static boolean isArchive(byte[] head) {
        return Zip.isOne(head) || isTar(head);
    }

    /** Whether something that begins so is a tar archive, also one that is packed as a whole; it needs no name to be told. */
    public static boolean isTar(byte[] head) {
        return Tar.isOne(plain(head));
    }

    /** The beginning of something, unpacked as far as it goes where gzip or xz has packed it. */
    public static byte[] plain(byte[] head) {
        return Packing.head(head);
    }

    /** Whether something is called an archive that is opened here; documents are ZIP archives as well. */
    public static boolean isNamed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz").anyMatch(lower::endsWith);
    }

    /** The wanted files, in the order in which their data lie in the archive. */
    public List<CollectedFile> files() {
        return contents.files();
    }

    /** How many other files it holds. */
    public int passedOver() {
        return contents.passedOver();
    }

    @Override
    public void close() throws IOException {
        contents.close();
        archive.close();
    }
}
