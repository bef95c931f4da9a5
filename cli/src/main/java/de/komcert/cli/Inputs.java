package de.komcert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

import de.komcert.archive.ZipCollection;

/**
 * The files to read, in an order that depends only on what they are called and hold.
 *
 * @param files the files
 * @param collections the archives in which some of them lie, as files
 * @param passedOver how many files in folders and collections are of another kind
 * @param troubles what was named or met and cannot be read, or is not as it should be, by its name
 * @param missing the arguments that cannot be read
 * @param open the archives, which are read until the end
 */
record Inputs(
        List<Input> files,
        List<Input> collections,
        int passedOver,
        List<Trouble> troubles,
        List<String> missing,
        List<ZipCollection> open)
        implements AutoCloseable {

    /** What comes on standard input. */
    static Inputs piped(InputStream in) {
        var input = new Input("-", new Piped(in), Format.JSON_LINES);
        return new Inputs(List.of(input), List.of(), 0, List.of(), List.of(), List.of());
    }

    /** @param watching gets the name of each collection before it is gone through */
    static Inputs find(List<String> arguments, Kind kind, Consumer<String> watching) {
        var search = new Search(kind, watching);
        arguments.forEach(search::add);
        var hashes = new HashMap<Content, String>();
        // Two arguments can have files of one name. What they hold decides then, and not the order of arguments.
        var order = Comparator.comparing(Input::name)
                .thenComparingLong(Input::size)
                .thenComparing(file -> hashes.computeIfAbsent(file.content(), Inputs::hash));
        return new Inputs(
                search.files().stream().sorted(order).toList(),
                search.collections().stream().sorted(order).toList(),
                search.passedOver(),
                search.troubles().stream()
                        .sorted(Comparator.comparing(Trouble::file))
                        .toList(),
                search.missing(),
                search.open());
    }

    private static String hash(Content content) {
        try {
            return content.sha256();
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        for (var collection : open) {
            collection.close();
        }
    }
}
