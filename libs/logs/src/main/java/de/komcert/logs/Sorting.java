package de.komcert.logs;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Sorts lines by time, however many they are: what does not fit into memory waits in sorted temporary files that
 * nobody can read. Lines of the same time keep their order.
 */
public final class Sorting implements AutoCloseable {

    /** A line ready to be written. */
    public record Line(long time, byte[] bytes) {}

    /** Lines in their order, each given once. */
    public interface Sorted extends Closeable {

        /** The next line, or null at the end. */
        @Nullable
        Line next() throws IOException;
    }

    private static final Comparator<Line> BY_TIME = Comparator.comparingLong(Line::time);
    private static final long ROOM = 64 << 20;
    private static final int OVERHEAD = 48;

    private final @Nullable Path folder;
    private final long room;
    private final List<HiddenFile> runs = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private long bytes;

    /** Temporary files lie where the system keeps such. */
    public Sorting() {
        this(null, ROOM);
    }

    /**
     * @param folder where temporary files lie, or null for where the system keeps such
     * @param room bytes of lines that are kept in memory
     */
    public Sorting(@Nullable Path folder, long room) {
        this.folder = folder;
        this.room = room;
    }

    public void add(Line line) throws IOException {
        lines.add(line);
        bytes += line.bytes().length + OVERHEAD;
        if (bytes > room) {
            spill();
        }
    }

    private void spill() throws IOException {
        var file = new HiddenFile(folder);
        runs.add(file);
        lines.sort(BY_TIME);
        var out = new DataOutputStream(file.out());
        for (var line : lines) {
            out.writeBoolean(true);
            out.writeLong(line.time());
            out.writeInt(line.bytes().length);
            out.write(line.bytes());
        }
        out.writeBoolean(false);
        out.flush();
        lines.clear();
        bytes = 0;
    }

    /** All lines in their order; nothing is added any more. */
    public Sorted sorted() throws IOException {
        if (runs.isEmpty()) {
            lines.sort(BY_TIME);
            return new InMemory(lines.iterator());
        }
        if (!lines.isEmpty()) {
            spill();
        }
        return Merged.of(runs);
    }

    /** Writes all lines in their order. */
    public void writeTo(OutputStream out) throws IOException {
        try (var sorted = sorted()) {
            for (var line = sorted.next(); line != null; line = sorted.next()) {
                out.write(line.bytes());
            }
        }
    }

    private record InMemory(Iterator<Line> lines) implements Sorted {

        @Override
        public @Nullable Line next() {
            return lines.hasNext() ? lines.next() : null;
        }

        @Override
        public void close() {}
    }

    /** Several sorted runs as one; of lines with the same time that of the earlier run comes first. */
    private static final class Merged implements Sorted {
        private final List<SortedRun> open = new ArrayList<>();
        private final PriorityQueue<SortedRun> next = new PriorityQueue<>(
                Comparator.<SortedRun>comparingLong(run -> run.line.time()).thenComparingInt(run -> run.number));

        static Merged of(List<HiddenFile> runs) throws IOException {
            var merged = new Merged();
            try {
                for (var file : runs) {
                    var run = new SortedRun(merged.open.size(), file);
                    merged.open.add(run);
                    if (run.advance()) {
                        merged.next.add(run);
                    }
                }
                return merged;
            } catch (IOException | RuntimeException | Error failure) {
                merged.close();
                throw failure;
            }
        }

        @Override
        public @Nullable Line next() throws IOException {
            var run = next.poll();
            if (run == null) {
                return null;
            }
            var line = run.line;
            if (run.advance()) {
                next.add(run);
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            for (var run : open) {
                run.close();
            }
        }
    }

    private static final class SortedRun implements Closeable {
        private final int number;
        private final DataInputStream in;
        private Line line = new Line(0, new byte[0]);

        SortedRun(int number, HiddenFile file) throws IOException {
            this.number = number;
            this.in = new DataInputStream(file.in());
        }

        boolean advance() throws IOException {
            if (!in.readBoolean()) {
                return false;
            }
            long time = in.readLong();
            line = new Line(time, in.readNBytes(in.readInt()));
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var run : runs) {
            run.close();
        }
    }
}
