package de.komcert.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A ZIP archive and the wanted files in it and in archives inside it. Its files can be read until it is closed.
 *
 * <pre>{@code
 * try (var collection = ZipCollection.open(path, (name, head) -> name.endsWith(".evtx"), findings::add)) {
 *     for (var file : collection.files()) {
 *         read(file.name(), file.stream());
 *     }
 * }
 * }</pre>
 */
public final class ZipCollection implements Closeable {

    /** Decides which files are read. */
    @FunctionalInterface
    public interface Wanted {

        /**
         * @param name the path of the file, with what is encoded by percent signs decoded
         * @param head the first bytes of its content, at most {@link ZipCollection#HEAD}
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

    private static final int MOST_ENTRIES = 250_000;
    /** An archive inside the archive is kept in memory up to here; it has to be read from its end. */
    private static final int IN_MEMORY = 32 << 20;

    private final OpenChannels archive;
    private final Wanted wanted;
    private final List<CollectedFile> files = new ArrayList<>();
    private final List<Spool> spools = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Budget budget;
    private int passedOver;

    private ZipCollection(OpenChannels archive, Wanted wanted) {
        this.archive = archive;
        this.wanted = wanted;
        this.budget = new Budget(archive.size());
    }

    /** As {@link #open(Opening, Wanted, Consumer)}, of a file. */
    public static ZipCollection open(Path path, Wanted wanted, Consumer<Finding> findings) throws IOException {
        return open(() -> FileChannel.open(path), wanted, findings);
    }

    /**
     * Finds the wanted files and reads each to its end.
     *
     * @param archive is opened as often as threads read the files at once
     * @param findings gets each problem when it is met
     * @throws IOException if the archive cannot be read at all; whatever is wrong with its content is a finding
     */
    public static ZipCollection open(Opening archive, Wanted wanted, Consumer<Finding> findings) throws IOException {
        var channels = new OpenChannels(archive);
        var collection = new ZipCollection(channels, wanted);
        try {
            collection.read(channels, new Findings("", findings), true);
            return collection;
        } catch (IOException | RuntimeException failed) {
            collection.close();
            throw failed;
        }
    }

    /** Whether something that begins so is an archive, even an empty one. */
    public static boolean isArchive(byte[] head) {
        return head.length >= 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
    }

    /** The wanted files, in the order in which their data lie in the archive. */
    public List<CollectedFile> files() {
        return List.copyOf(files);
    }

    /** How many other files it holds. */
    public int passedOver() {
        return passedOver;
    }

    private void read(Bytes archive, Findings findings, boolean mayNest) throws IOException {
        var entries = new ArrayList<>(Directory.read(archive, MOST_ENTRIES, findings));
        if (entries.isEmpty()) {
            findings.report(0, Finding.Kind.ZIP_EMPTY, "No file can be found in the archive");
        }
        entries.sort(Comparator.comparingLong(Entry::header));
        var headers = new Header(archive);
        long free = 0;
        for (var entry : entries) {
            if (entry.isFolder()) {
                continue;
            }
            var name = Names.plain(entry.name());
            if (entry.header() < free) {
                findings.report(
                        name, entry.header(), Finding.Kind.ZIP_OVERLAP, "The file shares its data with another one");
                continue;
            }
            free = entry.header() + Header.LOCAL_SIZE + Math.max(0, entry.packed());
            read(archive, headers, entry, name, findings, mayNest);
        }
    }

    private void read(Bytes archive, Header headers, Entry entry, String name, Findings findings, boolean mayNest)
            throws IOException {
        var decoded = Names.decoded(name);
        boolean isNamedSo = isNamedArchive(decoded) || wanted.test(decoded, new byte[0]);
        var local = headers.local(entry.header());
        if (local == null || !entry.isReadable()) {
            passedOver++;
            if (isNamedSo) {
                refuse(entry, local != null, name, findings);
            }
            return;
        }
        long from = local.next();
        var packed = archive.range(from, entry.packed() == Entry.UNKNOWN ? Long.MAX_VALUE - from : entry.packed());
        byte[] head = head(packed, entry);
        if (isNamedArchive(decoded) && isArchive(head)) {
            nest(packed, entry, name, findings, mayNest);
        } else if (wanted.test(decoded, head)) {
            take(packed, entry, name, findings);
        } else {
            passedOver++;
            var container = Container.of(head);
            if (container != null) {
                findings.report(name, entry.header(), container.kind(), container.message());
            }
        }
    }

    private static void refuse(Entry entry, boolean hasHeader, String name, Findings findings) {
        if (entry.isEncrypted()) {
            findings.report(
                    name,
                    entry.header(),
                    isNamedArchive(name) ? Finding.Kind.ZIP_ENCRYPTED_ARCHIVE : Finding.Kind.ZIP_ENCRYPTED,
                    "The file is encrypted");
        } else if (!hasHeader || entry.method() == Entry.STORED) {
            findings.report(name, entry.header(), Finding.Kind.ZIP_ENTRY, "Where the file is cannot be found");
        } else {
            findings.report(
                    name,
                    entry.header(),
                    Finding.Kind.ZIP_METHOD,
                    "The file is packed by method " + entry.method() + ", which is not known here");
        }
    }

    private static boolean isNamedArchive(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static byte[] head(Bytes packed, Entry entry) throws IOException {
        try (var in = unpack(packed, entry)) {
            return in.readNBytes(HEAD);
        }
    }

    private static InputStream unpack(Bytes packed, Entry entry) {
        return entry.method() == Entry.STORED ? packed.stream() : new Unpacking(packed.stream());
    }

    private void take(Bytes packed, Entry entry, String name, Findings findings) throws IOException {
        var path = findings.prefix() + name;
        if (!name.equals(Names.slashes(entry.name()))) {
            findings.report(
                    name,
                    entry.header(),
                    Finding.Kind.ZIP_UNSAFE_NAME,
                    "The name of the file leads out of the archive");
        }
        if (!names.add(path)) {
            findings.report(name, entry.header(), Finding.Kind.ZIP_SAME_NAME, "Another file has the same name");
        }
        var measured = Measured.of(
                unpack(packed, entry),
                entry,
                budget,
                (offset, kind, message) -> findings.report(name, offset, kind, message));
        files.add(new CollectedFile(
                path,
                measured.size(),
                measured.sha256(),
                entry.modified(),
                entry.method() == Entry.STORED ? packed.range(0, measured.size()) : null,
                () -> new Limited(unpack(packed, entry), measured.size())));
    }

    private void nest(Bytes packed, Entry entry, String name, Findings findings, boolean mayNest) throws IOException {
        if (!mayNest) {
            passedOver++;
            findings.report(name, entry.header(), Finding.Kind.ZIP_TOO_DEEP, "The archive lies too deep inside others");
            return;
        }
        var inner = new Findings(findings.prefix() + name + "/", findings.listener());
        if (entry.method() == Entry.STORED) {
            read(packed, inner, false);
            return;
        }
        // Its directory stands at its end, so it has to be read in any order, which deflated data cannot be.
        var measured = Measured.of(
                unpack(packed, entry),
                entry,
                budget,
                (offset, kind, message) -> findings.report(name, offset, kind, message));
        try (var in = new Limited(unpack(packed, entry), measured.size())) {
            read(measured.size() <= IN_MEMORY ? Bytes.of(in.readAllBytes()) : spool(in), inner, false);
        } catch (Spool.NoRoom noRoom) {
            passedOver++;
            findings.report(
                    name,
                    entry.header(),
                    Finding.Kind.ZIP_NO_ROOM,
                    "There is no room for the archive in a temporary file: " + noRoom.getMessage());
        }
    }

    private Spool spool(InputStream in) throws IOException {
        var spool = Spool.of(in);
        spools.add(spool);
        return spool;
    }

    @Override
    public void close() throws IOException {
        for (var spool : spools) {
            spool.close();
        }
        archive.close();
    }
}
