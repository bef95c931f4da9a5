package de.komcert.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

import de.komcert.archive.Collection;
import de.komcert.archive.Container;
import de.komcert.archive.Finding;
import de.komcert.traces.Problem;
import de.komcert.traces.windows.WindowsEntries;

/**
 * Looks through files one after the other, and into collections, for those that are read. The archives it has opened
 * belong to the {@link Inputs} that are its result; closed before, it closes them itself.
 */
public final class Search implements AutoCloseable {

    private static final byte[] NOT_LOOKED_INTO = new byte[0];

    private final Kind kind;
    private final Stop stop;
    private final Consumer<String> watching;
    private final List<Input> files = new ArrayList<>();
    private final List<Input> collections = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private List<Collection> open = new ArrayList<>();
    private int passedOver;
    private boolean isDone;

    /**
     * @param stop whether to break off, also in the midst of a collection
     * @param watching gets the name of each collection before it is gone through
     */
    public Search(Kind kind, Stop stop, Consumer<String> watching) {
        this.kind = kind;
        this.stop = () -> !isDone && (stop.isWanted() || Thread.currentThread().isInterrupted());
        this.watching = watching;
    }

    /**
     * Takes a file that is read in any case, as a collection where it is one. Its troubles go by its name.
     *
     * @throws IOException if it cannot be read
     */
    public void take(Inputs.Named file) throws IOException {
        stop.check();
        var name = file.name();
        var content = file.content();
        byte[] head = head(content);
        var container = Container.ofMeant(name, Collection.plain(head));
        if (Collection.isNamed(name) || Collection.isArchive(head)) {
            open(file);
        } else if (container != null) {
            misses(closed(name, container));
        } else {
            files.add(new Input(name, content, kind.format(name, head), file.einrichtung()));
        }
    }

    /** Takes a file if it is of the kind that is looked for, and goes through it if it is a collection. */
    public void look(Inputs.Named file) throws Stopped {
        stop.check();
        var name = file.name();
        var content = file.content();
        try {
            if (Collection.isNamed(name)) {
                open(file);
                return;
            }
            var format = kind.recognition().of(name, NOT_LOOKED_INTO);
            byte[] head = NOT_LOOKED_INTO;
            // What is called JSON lines may be those of a cloud, which only its content tells.
            if (format == null || format == Format.JSON_LINES) {
                head = head(content);
                if (Collection.isTar(head)) {
                    open(file);
                    return;
                }
                format = kind.recognition().of(name, head);
            }
            if (format != null) {
                files.add(new Input(name, content, format, file.einrichtung()));
                return;
            }
            passedOver++;
            var container = Container.of(name, Collection.plain(head));
            if (container != null) {
                wrong(closed(name, container));
            }
        } catch (Stopped stopped) {
            throw stopped;
        } catch (IOException | UncheckedIOException failed) {
            wrong(Trouble.notOpened(name, failed));
        }
    }

    /** Counts what is no file. */
    public void passOver() {
        passedOver++;
    }

    /** Notes what was met and cannot be read. */
    public void wrong(Trouble trouble) {
        troubles.add(trouble);
    }

    /** Notes what was named and cannot be read. */
    public void misses(Trouble trouble) {
        missing.add(trouble.file());
        troubles.add(trouble);
    }

    private static Trouble closed(String name, Container container) {
        return new Trouble(name, new Problem(container.name(), container.message(), 0, true));
    }

    private static byte[] head(Content content) throws IOException {
        try (var in = content.stream()) {
            return in.readNBytes(Collection.HEAD);
        }
    }

    private void open(Inputs.Named file) throws IOException {
        var name = file.name();
        var content = file.content();
        watching.accept(name);
        collections.add(new Input(name, content, kind.named(), file.einrichtung()));
        var collection = Collection.open(
                () -> new StoppingChannel(content.chunks(0, WindowsEntries.chunks(content.size())), stop),
                kind::isWanted,
                finding -> troubles.add(
                        new Trouble(finding.file().isEmpty() ? name : name + "/" + finding.file(), problem(finding))));
        open.add(collection);
        passedOver += collection.passedOver();
        for (var inside : collection.files()) {
            var packed = new PackedFile(inside);
            files.add(new Input(
                    name + "/" + inside.name(), packed, kind.format(inside.name(), head(packed)), file.einrichtung()));
        }
    }

    static Problem problem(Finding finding) {
        return new Problem(
                finding.kind().name(),
                finding.message(),
                finding.offset(),
                finding.kind().costsContent());
    }

    /** All that was found. Whether to break off is not asked any more, also while the archives are read later. */
    public Inputs inputs() {
        var hashes = new HashMap<Content, String>();
        // Two files can have one name. What they hold decides then, and not the order in which they came.
        var order = Comparator.comparing(Input::name)
                .thenComparingLong(Input::size)
                .thenComparing(file -> hashes.computeIfAbsent(file.content(), Search::hash));
        var inputs = new Inputs(
                files.stream().sorted(order).toList(),
                collections.stream().sorted(order).toList(),
                passedOver,
                troubles.stream().sorted(Comparator.comparing(Trouble::file)).toList(),
                List.copyOf(missing),
                open);
        open = new ArrayList<>();
        isDone = true;
        return inputs;
    }

    private static String hash(Content content) {
        try {
            return content.sha256();
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() {
        for (var collection : open) {
            try {
                collection.close();
            } catch (IOException unreadable) {
                // Nothing of it is needed any more.
            }
        }
    }
}
