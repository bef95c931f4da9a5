package de.komcert.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import de.komcert.archive.Finding;
import de.komcert.archive.ZipCollection;
import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/** Goes through what was named on the command line, into folders and collections. */
final class Search extends SimpleFileVisitor<Path> {

    private static final byte[] NOT_LOOKED_INTO = new byte[0];

    private final Kind kind;
    private final Consumer<String> watching;
    private final List<Input> files = new ArrayList<>();
    private final List<Input> collections = new ArrayList<>();
    private final List<ZipCollection> open = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private int passedOver;
    private Path root = Path.of("");

    Search(Kind kind, Consumer<String> watching) {
        this.watching = watching;
        this.kind = kind;
    }

    List<Input> files() {
        return files;
    }

    List<Input> collections() {
        return collections;
    }

    List<ZipCollection> open() {
        return open;
    }

    List<Trouble> troubles() {
        return troubles;
    }

    List<String> missing() {
        return missing;
    }

    int passedOver() {
        return passedOver;
    }

    void add(String argument) {
        try {
            root = Path.of(argument);
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, this);
            } else if (Files.isRegularFile(root)) {
                var content = PlainFile.of(root, Files.readAttributes(root, BasicFileAttributes.class));
                byte[] head = head(content);
                if (isCollection(root) || ZipCollection.isArchive(head)) {
                    open(root, content);
                } else {
                    var name = name(root);
                    files.add(new Input(name, content, kind.format(name, head)));
                }
            } else {
                lacks(
                        argument,
                        Files.exists(root)
                                ? new Problem("NO_FILE", "Neither a file nor a folder", 0, true)
                                : new Problem("MISSING", "There is no such file or folder", 0, true));
            }
        } catch (InvalidPathException | IOException | UncheckedIOException | SecurityException failed) {
            lacks(argument, notOpened(failed));
        }
    }

    private void lacks(String argument, Problem problem) {
        missing.add(argument);
        troubles.add(new Trouble(argument, problem));
    }

    private static Problem notOpened(Exception failed) {
        return new Problem("NOT_OPENED", "Cannot be opened: " + failed.getMessage(), 0, true);
    }

    private static Problem problem(Finding finding) {
        return new Problem(
                finding.kind().name(),
                finding.message(),
                finding.offset(),
                finding.kind().costsContent());
    }

    private String name(Path file) {
        var relative = file.equals(root) ? file.getFileName() : root.relativize(file);
        return relative.toString().replace('\\', '/');
    }

    private static byte[] head(Content content) throws IOException {
        try (var in = content.stream()) {
            return in.readNBytes(ZipCollection.HEAD);
        }
    }

    /** Documents are archives as well; in a folder only what is called one counts. */
    private static boolean isCollection(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void open(Path file, Content content) throws IOException {
        var name = name(file);
        watching.accept(name);
        collections.add(new Input(name, content, kind.named()));
        var collection = ZipCollection.open(
                file,
                kind::isWanted,
                finding -> troubles.add(
                        new Trouble(finding.file().isEmpty() ? name : name + "/" + finding.file(), problem(finding))));
        open.add(collection);
        passedOver += collection.passedOver();
        for (var inside : collection.files()) {
            var packed = new PackedFile(inside);
            files.add(new Input(name + "/" + inside.name(), packed, kind.format(inside.name(), head(packed))));
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        try {
            // Links are not followed: what they lead to is found where it lies, or does not belong here.
            var content = PlainFile.of(file, attributes);
            var name = file.getFileName().toString();
            if (!attributes.isRegularFile()) {
                passedOver++;
            } else if (isCollection(file)) {
                open(file, content);
            } else {
                var format = kind.recognition().of(name, NOT_LOOKED_INTO);
                format = format == null ? kind.recognition().of(name, head(content)) : format;
                if (format == null) {
                    passedOver++;
                } else {
                    files.add(new Input(name(file), content, format));
                }
            }
        } catch (IOException failed) {
            visitFileFailed(file, failed);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) {
        troubles.add(new Trouble(name(file), notOpened(failed)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) {
        return broken == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, broken);
    }
}
