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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The files to read, in an order that depends only on what they are called and hold.
 *
 * @param files the files
 * @param passedOver how many files in folders are of another kind
 * @param unreadable what was named or met and cannot be read, by its name
 * @param missing the arguments among these
 */
record Inputs(List<Input> files, int passedOver, List<Trouble> unreadable, List<String> missing) {

    /**
     * A file to read.
     *
     * @param name its path relative to the argument it was found by, with slashes; its own name where it is the argument
     */
    record Input(String name, Path path, long size) {}

    private static final byte[] MAGIC = {'E', 'l', 'f', 'F', 'i', 'l', 'e', 0};

    /** Whether a file in a folder is one to read; one that was named is read in any case. */
    interface Kind {
        boolean isWanted(Path file) throws IOException;
    }

    /** Windows event logs: called so, or beginning as they do. */
    static final Kind EVENT_LOGS = file -> {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".evtx")) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    };

    static final Kind JSON_LINES = file -> {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    };

    static Inputs find(List<String> arguments, Kind kind) {
        var finding = new Finding(kind);
        for (var argument : arguments) {
            finding.add(argument);
        }
        // Two arguments can have files of one name. What they hold decides then, and not the order of arguments.
        finding.files.sort(
                Comparator.comparing(Input::name).thenComparingLong(Input::size).thenComparing(Inputs::content));
        finding.unreadable.sort(Comparator.comparing(Trouble::file));
        return new Inputs(
                List.copyOf(finding.files),
                finding.passedOver,
                List.copyOf(finding.unreadable),
                List.copyOf(finding.missing));
    }

    private static String content(Input file) {
        try {
            return Sha256.of(file.path());
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static final class Finding extends SimpleFileVisitor<Path> {
        private final Kind kind;
        private final List<Input> files = new ArrayList<>();
        private final List<Trouble> unreadable = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private int passedOver;
        private Path root = Path.of("");

        Finding(Kind kind) {
            this.kind = kind;
        }

        void add(String argument) {
            try {
                root = Path.of(argument);
                if (Files.isDirectory(root)) {
                    Files.walkFileTree(root, this);
                } else if (Files.isRegularFile(root)) {
                    files.add(new Input(name(root), root, Files.size(root)));
                } else {
                    lacks(
                            argument,
                            Files.exists(root) ? "Neither a file nor a folder" : "There is no such file or folder");
                }
            } catch (InvalidPathException | IOException | UncheckedIOException | SecurityException failed) {
                lacks(argument, "Cannot be opened: " + failed.getMessage());
            }
        }

        private void lacks(String argument, String message) {
            missing.add(argument);
            unreadable.add(new Trouble(argument, new Problem("NOT_OPENED", message, 0, true)));
        }

        private String name(Path file) {
            var relative = file.equals(root) ? file.getFileName() : root.relativize(file);
            return relative.toString().replace('\\', '/');
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                // Links are not followed: what they lead to is found where it lies, or does not belong here.
                if (!attributes.isRegularFile()) {
                    passedOver++;
                } else if (kind.isWanted(file)) {
                    files.add(new Input(name(file), file, attributes.size()));
                } else {
                    passedOver++;
                }
            } catch (IOException failed) {
                visitFileFailed(file, failed);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            unreadable.add(new Trouble(
                    name(file), new Problem("NOT_OPENED", "Cannot be opened: " + failed.getMessage(), 0, true)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) {
            return broken == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, broken);
        }
    }
}
