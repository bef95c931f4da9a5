package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import de.komcert.app.forensics.name.Masking;
import de.komcert.logs.Sorting;
import de.komcert.logs.Stop;

/** Where events wait while an analysis reads: sorted on the disk, where nobody can read them. */
public final class EventSpool implements AutoCloseable {

    /** So many bytes of events are in memory. */
    private static final long ROOM = 16 << 20;

    private final Sorting sorting;

    EventSpool(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        this.sorting = new Sorting(folder, ROOM);
    }

    /** Takes the next ones in the order of the input. */
    public void add(EventBlock block) throws IOException {
        for (var line : block.lines()) {
            sorting.add(line);
        }
    }

    TimelineContent content(Masking masking, Stop stop) throws IOException {
        return new TimelineContent(sorting.sorted(), masking, stop);
    }

    @Override
    public void close() throws IOException {
        sorting.close();
    }
}
