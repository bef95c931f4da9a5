package de.komcert.logs;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The files to read, in an order that depends only on what they are called and hold.
 *
 * @param files the files
 * @param collections the archives in which some of them lie, as files
 * @param passedOver how many files are of another kind
 * @param troubles what was named or met and cannot be read, or is not as it should be, by its name
 * @param missing what was named and cannot be read
 * @param open the archives, which are read until the end
 */
public record Inputs(
        List<Input> files,
        List<Input> collections,
        int passedOver,
        List<Trouble> troubles,
        List<String> missing,
        List<? extends Closeable> open)
        implements AutoCloseable {

    /**
     * A file as it is handed over.
     *
     * @param einrichtung whose logs are in it; empty where nobody said
     */
    public record Named(String name, Content content, String einrichtung) {

        /** A file of which nobody said whose it is. */
        public Named(String name, Content content) {
            this(name, content, "");
        }
    }

    /** What comes from elsewhere and is read as it comes. */
    public static Inputs of(Input input) {
        return new Inputs(List.of(input), List.of(), 0, List.of(), List.of(), List.of());
    }

    /** The inputs among files that were handed over, and in the collections among these. */
    public static Inputs among(List<Named> files, Kind kind, Stop stop) throws Stopped {
        try (var search = new Search(kind, stop, collection -> {})) {
            for (var file : files) {
                search.look(file);
            }
            return search.inputs();
        }
    }

    @Override
    public void close() throws IOException {
        for (var archive : open) {
            archive.close();
        }
    }
}
