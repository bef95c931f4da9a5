package de.komcert.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import de.komcert.archive.Finding.Kind;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A collection that lies in a folder, and of which the event logs are wanted. */
abstract class CollectionCase {

    static final byte[] LOG = "ElfFile and so on, and so on, and so on".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    final List<Finding> findings = new ArrayList<>();

    Map<String, byte[]> read(byte[] archive) throws IOException {
        var read = new TreeMap<String, byte[]>();
        var path = Files.write(folder.resolve("collection"), archive);
        try (var collection = Collection.open(path, (name, head) -> name.endsWith(".evtx"), findings::add)) {
            for (var file : collection.files()) {
                try (var in = file.stream()) {
                    read.put(file.name(), in.readAllBytes());
                }
                assertThat(read.get(file.name())).hasSize((int) file.size());
            }
        }
        return read;
    }

    List<Kind> kinds() {
        return findings.stream().map(Finding::kind).toList();
    }
}
