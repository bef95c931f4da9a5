package de.komcert.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Classes as they are delivered, for tests that look through all of them. */
final class Compiled {

    private Compiled() {}

    /** All classes of the folder or archive that this one comes from. */
    static List<byte[]> beside(Class<?> one) throws IOException, URISyntaxException {
        var place =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (var archive = FileSystems.newFileSystem(place)) {
            return below(archive.getPath("/"));
        }
    }

    private static List<byte[]> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            var classes = new ArrayList<byte[]>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(file));
            }
            return classes;
        }
    }
}
