package de.komcert.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was taken out of an archive and out of those inside it, whatever their kind. */
final class Contents implements Closeable {

    /** As many files of one archive are looked at. */
    static final int MOST_FILES = 250_000;

    private final Collection.Wanted wanted;
    private final Budget budget;
    private final Store store = new Store();
    private final List<CollectedFile> files = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int passedOver;

    /** @param size bytes of the archive */
    Contents(Collection.Wanted wanted, long size) {
        this.wanted = wanted;
        this.budget = Budget.ofArchive(size);
    }

    Budget budget() {
        return budget;
    }

    List<CollectedFile> files() {
        return List.copyOf(files);
    }

    int passedOver() {
        return passedOver;
    }

    /**
     * Reads an archive that can be read at any place.
     *
     * @param mayNest whether those inside it are opened
     */
    void read(Bytes archive, Findings findings, boolean mayNest) throws IOException {
        var head = new byte[Collection.HEAD];
        int count = archive.read(0, head, 0, head.length);
        if (Collection.isTar(Arrays.copyOf(head, count))) {
            Tar.of(archive, this, findings, mayNest).read();
        } else {
            new Zip(archive, this, findings, mayNest).read();
        }
    }

    /**
     * Reads an archive that comes as a stream.
     *
     * @param head how it begins
     */
    void read(InputStream archive, byte[] head, Findings findings, boolean mayNest) throws IOException {
        if (Collection.isTar(head)) {
            Tar.of(archive, this, findings, mayNest).read();
        } else {
            // Its directory stands at its end, so it has to be read in any order.
            read(store.keep(archive), findings, mayNest);
        }
    }

    /** Keeps all of a stream to be read later. */
    Bytes keep(InputStream content) throws IOException {
        return store.keep(content);
    }

    boolean wants(String name, byte[] head) {
        return wanted.test(name, head);
    }

    /**
     * Takes a file.
     *
     * @param stated its name as the archive writes it
     * @param offset where the archive tells of it
     */
    void take(CollectedFile file, String stated, long offset, Findings findings) {
        var name = file.name().substring(findings.prefix().length());
        if (!name.equals(Names.slashes(stated))) {
            findings.report(
                    name, offset, Finding.Kind.ZIP_UNSAFE_NAME, "The name of the file leads out of the archive");
        }
        if (!names.add(file.name())) {
            findings.report(name, offset, Finding.Kind.ZIP_SAME_NAME, "Another file has the same name");
        }
        files.add(file);
    }

    /** Leaves a file out of which nobody wants anything. */
    void passOver() {
        passedOver++;
    }

    /** Leaves a file out, and says so where it may hold logs. */
    void passOver(String name, byte[] head, long offset, Findings findings) {
        passedOver++;
        var container = Container.of(name, head);
        if (container != null) {
            findings.report(name, offset, container.kind(), container.message());
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
