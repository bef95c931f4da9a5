package de.komcert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import de.komcert.sigma.Pipeline;
import de.komcert.traces.AccessEntries;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.JournalEntries;
import de.komcert.traces.JsonEntries;
import de.komcert.traces.Problem;
import de.komcert.traces.SyslogEntries;
import de.komcert.traces.WindowsEntries;

/** Reads the parts of all inputs by several threads. */
final class Parts {

    /** What is done with each entry; one for each thread. */
    interface Work {
        void entry(String file, Entry entry, Out out) throws IOException;

        /** Puts what waits to be put, because something is to stand behind it. */
        default void flush(Out out) throws IOException {}

        /** A part has ended. */
        default void end(Out out) throws IOException {
            flush(out);
        }
    }

    /** Where work puts what it found. */
    interface Out {
        void put(Item item) throws IOException;
    }

    private static final long MOST_KEPT = 8 << 20;
    private static final int ENTRIES_UNTIL_TOLD = 1 << 16;

    private final Pipeline pipeline;
    private final Clocks clocks;
    private final int threads;

    Parts(Pipeline pipeline, Clocks clocks, int threads) {
        this.pipeline = pipeline;
        this.clocks = clocks;
        this.threads = threads;
    }

    /** Reads all parts and gives the sink what is found in their order. */
    void read(List<Part> parts, Supplier<Work> work, Lanes.Sink<Item> sink) throws IOException {
        var lanes = new Lanes<>(sink, Item::weight, MOST_KEPT, 2 * threads + 2);
        var next = new AtomicInteger();
        var broken = new ConcurrentLinkedQueue<Throwable>();
        var running = new ArrayList<Thread>();
        for (int i = 0; i < Math.min(threads, parts.size()); i++) {
            running.add(Thread.ofPlatform().name("reader-" + i).start(() -> {
                try {
                    var reader = new Reader(work.get());
                    for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
                        try (var lane = lanes.open(part)) {
                            reader.read(parts.get(part), lane::put);
                        }
                    }
                } catch (IOException stopped) {
                    // The sink has failed; the thread that met it says so below.
                } catch (Throwable defect) {
                    broken.add(defect);
                    lanes.stop();
                }
            }));
        }
        running.forEach(Parts::join);
        var defect = broken.peek();
        if (defect != null) {
            throw new IllegalStateException("A reading thread ended", defect);
        }
        var failure = lanes.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one thread keeps from part to part. */
    private final class Reader {
        private final Work work;
        private WindowsEntries entries = new WindowsEntries(pipeline);
        private long count;
        private long told;
        private long toldBytes;

        Reader(Work work) {
            this.work = work;
        }

        void read(Part part, Out out) throws IOException {
            var file = part.input().name();
            count = 0;
            told = 0;
            toldBytes = 0;
            try {
                open(part, out);
            } catch (Unwritable stopped) {
                throw stopped.reason;
            } catch (IOException unreadable) {
                out.put(new Item.Wrong(new Trouble(
                        file,
                        new Problem(
                                "NOT_OPENED",
                                "Cannot be opened: " + unreadable.getMessage(),
                                part.first() * WindowsEntries.CHUNK,
                                true))));
            } catch (RuntimeException | StackOverflowError defect) {
                // A defect of ours costs this part and is said; it must not cost the other files.
                entries = new WindowsEntries(pipeline);
                out.put(new Item.Wrong(new Trouble(
                        file,
                        new Problem(
                                "DEFECT",
                                "This program failed while reading here: " + defect,
                                part.first() * WindowsEntries.CHUNK,
                                true))));
            }
            work.end(out);
            out.put(new Item.Read(count - told, part.bytes() - toldBytes, true));
        }

        private void open(Part part, Out out) throws IOException {
            var file = part.input().name();
            Out guarded = item -> {
                try {
                    out.put(item);
                } catch (IOException reason) {
                    throw new Unwritable(reason);
                }
            };
            Consumer<Problem> problems = problem -> {
                try {
                    work.flush(guarded); // what stands before the problem comes before it
                    guarded.put(new Item.Wrong(new Trouble(file, problem)));
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            };
            var content = part.input().content();
            switch (part.input().format()) {
                case WINDOWS -> {
                    try (var log = content.chunks(part.first(), part.chunks())) {
                        entries.open(log, part.first(), part.chunks(), problems);
                        read(entries, file, guarded, () -> 0);
                    }
                }
                case JSON_LINES, SYSLOG, JOURNAL, ACCESS -> {
                    try (var packed = new Counting(content.stream());
                            var in = Unzipped.of(packed, problems)) {
                        read(reader(part.input(), in, problems), file, guarded, packed::count);
                    }
                }
            }
        }

        private EntryReader reader(Input input, InputStream in, Consumer<Problem> problems) {
            return switch (input.format()) {
                case JSON_LINES -> new JsonEntries(in, problems);
                case SYSLOG -> new SyslogEntries(in, clocks.assumed(input.content()), problems);
                case JOURNAL -> new JournalEntries(in, problems);
                case ACCESS -> new AccessEntries(in, problems);
                case WINDOWS -> throw new IllegalArgumentException("Event logs are read by chunks");
            };
        }

        /** Tells now and then how far it is. */
        private void read(EntryReader reader, String file, Out out, LongSupplier position) throws IOException {
            while (reader.next()) {
                count++;
                work.entry(file, reader.entry(), out);
                if (count - told >= ENTRIES_UNTIL_TOLD) {
                    out.put(new Item.Read(count - told, position.getAsLong() - toldBytes, false));
                    told = count;
                    toldBytes = position.getAsLong();
                }
            }
        }
    }

    /** The result could not be written, which is another thing than an input that cannot be read. */
    private static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final IOException reason;

        Unwritable(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
