package de.komcert.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Consumer;

import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Search;
import de.komcert.logs.Stop;
import de.komcert.logs.Stopped;
import de.komcert.logs.Trouble;
import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/** Goes through what was named on the command line, and into folders. */
final class Folders extends SimpleFileVisitor<Path> {

    private final Search search;
    private final Origins origins;
    private Path root = Path.of("");

    private Folders(Search search, Origins origins) {
        this.search = search;
        this.origins = origins;
    }

    /**
     * @param origins whose files they are
     * @param watching gets the name of each collection before it is gone through
     */
    static Inputs search(List<String> arguments, Kind kind, Origins origins, Consumer<String> watching) {
        try (var search = new Search(kind, Stop.NEVER, watching)) {
            var folders = new Folders(search, origins);
            arguments.forEach(folders::add);
            return search.inputs();
        }
    }

    private void add(String argument) {
        try {
            root = Path.of(argument);
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, this);
            } else if (Files.isRegularFile(root)) {
                search.take(named(root, Files.readAttributes(root, BasicFileAttributes.class)));
            } else {
                search.misses(new Trouble(
                        argument,
                        Files.exists(root)
                                ? new Problem("NO_FILE", "Neither a file nor a folder", 0, true)
                                : new Problem("MISSING", "There is no such file or folder", 0, true)));
            }
        } catch (InvalidPathException | IOException | UncheckedIOException | SecurityException failed) {
            search.misses(Trouble.notOpened(argument, failed));
        }
    }

    private Inputs.Named named(Path file, BasicFileAttributes attributes) {
        return new Inputs.Named(name(file), PlainFile.of(file, attributes), origins.of(file));
    }

    private String name(Path file) {
        var relative = file.equals(root) ? file.getFileName() : root.relativize(file);
        return relative.toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws Stopped {
        // Links are not followed: what they lead to is found where it lies, or does not belong here.
        if (attributes.isRegularFile()) {
            search.look(named(file, attributes));
        } else {
            search.passOver();
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) {
        search.wrong(Trouble.notOpened(name(file), failed));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) {
        return broken == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, broken);
    }
}
