package de.komcert.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts lines by time, however many they are: what does not fit into memory waits in sorted temporary files that
 * nobody can read. Lines of the same time keep their order.
 */
final class Sorting implements AutoCloseable {

    /** A line ready to be written. */
    record Line(long time, byte[] bytes) {}

    private static final Comparator<Line> BY_TIME = Comparator.comparingLong(Line::time);
    private static final long ROOM = 64 << 20;
    private static final int OVERHEAD = 48;

    private final long room;
    private final List<HiddenFile> runs = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private long bytes;

    Sorting() {
        this(ROOM);
    }

    /** @param room bytes of lines that are kept in memory */
    Sorting(long room) {
        this.room = room;
    }

    void add(Line line) throws IOException {
        lines.add(line);
        bytes += line.bytes().length + OVERHEAD;
        if (bytes > room) {
            spill();
        }
    }

    private void spill() throws IOException {
        var file = new HiddenFile();
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

    /** Writes all lines in their order. */
    void writeTo(OutputStream out) throws IOException {
        if (runs.isEmpty()) {
            lines.sort(BY_TIME);
            for (var line : lines) {
                out.write(line.bytes());
            }
            return;
        }
        spill();
        var open = new ArrayList<SortedRun>();
        try {
            for (var run : runs) {
                open.add(new SortedRun(open.size(), run));
            }
            merge(open, out);
        } finally {
            for (var run : open) {
                run.close();
            }
        }
    }

    private static void merge(List<SortedRun> open, OutputStream out) throws IOException {
        var next = new PriorityQueue<SortedRun>(
                Comparator.<SortedRun>comparingLong(run -> run.line.time()).thenComparingInt(run -> run.number));
        for (var run : open) {
            if (run.advance()) {
                next.add(run);
            }
        }
        while (!next.isEmpty()) {
            var run = next.remove();
            out.write(run.line.bytes());
            if (run.advance()) {
                next.add(run);
            }
        }
    }

    private static final class SortedRun implements AutoCloseable {
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
