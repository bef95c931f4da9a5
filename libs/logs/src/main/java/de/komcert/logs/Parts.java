package de.komcert.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import de.komcert.archive.Expanded;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Entry;
import de.komcert.traces.EntryReader;
import de.komcert.traces.LabelledEntries;
import de.komcert.traces.Problem;
import de.komcert.traces.cloud.CloudEntries;
import de.komcert.traces.json.JsonEntries;
import de.komcert.traces.linux.JournalEntries;
import de.komcert.traces.linux.LoginEntries;
import de.komcert.traces.linux.SyslogEntries;
import de.komcert.traces.web.AccessEntries;
import de.komcert.traces.web.W3cEntries;
import de.komcert.traces.windows.WindowsEntries;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of all inputs by several threads, and gives what they find in the order of the parts.
 *
 * @param <T> what is found
 */
public final class Parts<T extends Weighed> {

    /** What is done with each entry; one for each thread. */
    public interface Work<T> {

        /** A part of this file begins; its entries are the next. */
        default void begin(Input file) {}

        void entry(String file, Entry entry, Out<T> out) throws IOException;

        /** Puts what waits to be put, because something is to stand behind it. */
        default void flush(Out<T> out) throws IOException {}

        /** A part has ended. */
        default void end(Out<T> out) throws IOException {
            flush(out);
        }
    }

    /** Where work puts what it found. */
    public interface Out<T> {
        void put(T found) throws IOException;

        /** Something is not as it should be. */
        void wrong(Trouble trouble) throws IOException;
    }

    /**
     * Takes everything in its order. It is called by the threads that read, by one at a time; what it throws ends the
     * reading.
     */
    public interface Sink<T> extends Out<T> {

        /**
         * Some of a part was read.
         *
         * @param ends whether the part is read to its end
         */
        void read(long entries, long bytes, boolean ends) throws IOException;
    }

    private sealed interface Step<T extends Weighed> extends Weighed {

        record Found<T extends Weighed>(T found) implements Step<T> {
            @Override
            public int weight() {
                return found.weight();
            }
        }

        record Wrong<T extends Weighed>(Trouble trouble) implements Step<T> {}

        record Read<T extends Weighed>(long entries, long bytes, boolean ends) implements Step<T> {}
    }

    private static final long MOST_KEPT = 8 << 20;
    private static final int ENTRIES_UNTIL_TOLD = 1 << 16;
    private static final int ENTRIES_UNTIL_ASKED = 1 << 10;

    private final Pipeline pipeline;
    private final Clocks clocks;
    private final Threads threads;
    private boolean residue;

    public Parts(Pipeline pipeline, Clocks clocks, Threads threads) {
        this.pipeline = pipeline;
        this.clocks = clocks;
        this.threads = threads;
    }

    /** Whether what is left in event logs from earlier uses of their space is read as well. */
    public Parts<T> withResidue(boolean wanted) {
        residue = wanted;
        return this;
    }

    /**
     * Reads all parts. An input that cannot be read is a trouble and costs no other; when this returns or throws, no
     * thread is left.
     *
     * @throws Stopped if the threads were to break off, or the calling one was interrupted
     * @throws IOException what the sink has thrown
     */
    public void read(List<Part> parts, Supplier<? extends Work<T>> work, Sink<T> sink) throws IOException {
        var lanes = new Lanes<Step<T>>(step -> pass(step, sink), Step::weight, MOST_KEPT, 2 * threads.count() + 2);
        var next = new AtomicInteger();
        var running = new ArrayList<Thread>();
        try {
            for (int i = 0; i < Math.min(threads.count(), parts.size()); i++) {
                var thread = threads.factory().newThread(() -> read(parts, next, work, lanes));
                thread.start();
                running.add(thread);
            }
        } catch (RuntimeException | Error notStarted) {
            lanes.stop(notStarted);
        }
        join(running, lanes);
        rethrow(lanes.failure());
    }

    private static <T extends Weighed> void pass(Step<T> step, Sink<T> sink) throws IOException {
        switch (step) {
            case Step.Found<T>(var found) -> sink.put(found);
            case Step.Wrong<T>(var trouble) -> sink.wrong(trouble);
            case Step.Read<T>(var entries, var bytes, var ends) -> sink.read(entries, bytes, ends);
        }
    }

    /** What one thread does. */
    private void read(List<Part> parts, AtomicInteger next, Supplier<? extends Work<T>> work, Lanes<Step<T>> lanes) {
        try {
            var reader = new Reader(work.get(), lanes);
            for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
                try (var lane = lanes.open(part)) {
                    reader.read(parts.get(part), new Outlet<>(lane));
                }
            }
        } catch (Throwable broken) {
            lanes.stop(broken);
        }
    }

    /** Whoever is interrupted here has the others break off, and still waits for them. */
    private static void join(List<Thread> running, Lanes<?> lanes) {
        boolean isInterrupted = false;
        for (var thread : running) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                    lanes.stop(new Stopped());
                }
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException reason -> throw reason;
            case RuntimeException reason -> throw reason;
            case Error reason -> throw reason;
            case Throwable reason -> throw new IllegalStateException(reason);
        }
    }

    /** Where the work of one thread puts what it found in one part. */
    private record Outlet<T extends Weighed>(Lanes<Step<T>>.Lane lane) implements Sink<T> {

        @Override
        public void put(T found) {
            step(new Step.Found<>(found));
        }

        @Override
        public void wrong(Trouble trouble) {
            step(new Step.Wrong<>(trouble));
        }

        @Override
        public void read(long entries, long bytes, boolean ends) {
            step(new Step.Read<>(entries, bytes, ends));
        }

        /** So that only one part has much memory at a time, and that is the one which never waits for another. */
        void awaitTurn() {
            try {
                lane.awaitTurn();
            } catch (IOException reason) {
                throw new Unwritable(reason);
            }
        }

        private void step(Step<T> step) {
            try {
                lane.put(step);
            } catch (IOException | RuntimeException | Error reason) {
                throw new Unwritable(reason);
            }
        }
    }

    /** What one thread keeps from part to part. */
    private final class Reader {
        private final Work<T> work;
        private final Lanes<Step<T>> lanes;
        private final LabelledEntries labelled = new LabelledEntries(Input.EINRICHTUNG);
        private WindowsEntries entries = windows();
        private String einrichtung = "";
        private long count;
        private long told;
        private long toldBytes;

        Reader(Work<T> work, Lanes<Step<T>> lanes) {
            this.work = work;
            this.lanes = lanes;
        }

        private WindowsEntries windows() {
            return new WindowsEntries(pipeline).withResidue(residue);
        }

        void read(Part part, Outlet<T> out) throws IOException {
            count = 0;
            told = 0;
            toldBytes = 0;
            einrichtung = part.input().einrichtung();
            try {
                attempt(part, out);
                work.end(out);
                out.read(count - told, part.bytes() - toldBytes, true);
            } catch (Throwable stopped) {
                var reason = stopped instanceof Unwritable unwritable ? unwritable.reason : stopped;
                lanes.stop(reason); // before the lane is closed, which would pass on what a part has not ended
                rethrow(reason);
            }
        }

        private void attempt(Part part, Outlet<T> out) throws IOException {
            try {
                goOn();
                work.begin(part.input());
                open(part, out);
            } catch (Unwritable | Stopped stopped) {
                throw stopped;
            } catch (IOException unreadable) {
                out.wrong(trouble(part, "NOT_OPENED", "Cannot be opened: " + unreadable.getMessage()));
            } catch (RuntimeException | StackOverflowError defect) {
                // A defect of ours costs this part and is said; it must not cost the other files.
                entries = windows();
                out.wrong(trouble(part, "DEFECT", "This program failed while reading here: " + defect));
            }
        }

        private Trouble trouble(Part part, String kind, String message) {
            return new Trouble(
                    part.input().name(), new Problem(kind, message, part.first() * WindowsEntries.CHUNK, true));
        }

        private void goOn() throws IOException {
            threads.stop().check();
            try {
                lanes.check();
            } catch (IOException reason) {
                throw new Unwritable(reason);
            }
        }

        private void open(Part part, Outlet<T> out) throws IOException {
            var file = part.input().name();
            Consumer<Problem> problems = problem -> {
                try {
                    work.flush(out); // what stands before the problem comes before it
                    out.wrong(new Trouble(file, problem));
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            };
            var content = part.input().content();
            switch (part.input().format()) {
                case WINDOWS -> {
                    try (var log = content.chunks(part.first(), part.chunks())) {
                        entries.open(log, part.first(), part.chunks(), problems);
                        read(entries, file, out, () -> 0);
                    }
                }
                case JSON_LINES, SYSLOG, JOURNAL, ACCESS, W3C, CLOUD, LOGINS -> {
                    try (var packed = new Counting(content.stream());
                            var in = Expanded.ofFile(
                                    packed, out::awaitTurn, finding -> problems.accept(Search.problem(finding)))) {
                        read(reader(part.input(), in, problems), file, out, packed::count);
                    }
                }
            }
        }

        private EntryReader reader(Input input, InputStream in, Consumer<Problem> problems) throws IOException {
            return switch (input.format()) {
                case JSON_LINES -> new JsonEntries(in, problems);
                case SYSLOG -> new SyslogEntries(in, clocks.assumed(input.content()), problems);
                case JOURNAL -> new JournalEntries(in, problems);
                case ACCESS -> new AccessEntries(in, problems);
                case W3C -> new W3cEntries(in, problems);
                case CLOUD -> new CloudEntries(in, problems);
                case LOGINS -> new LoginEntries(input.name(), in, problems);
                case WINDOWS -> throw new IllegalArgumentException("Event logs are read by chunks");
            };
        }

        /** Tells now and then how far it is. */
        private void read(EntryReader log, String file, Outlet<T> out, LongSupplier position) throws IOException {
            var reader = einrichtung.isEmpty() ? log : labelled.open(log, einrichtung);
            while (reader.next()) {
                count++;
                work.entry(file, reader.entry(), out);
                if (count % ENTRIES_UNTIL_ASKED == 0) {
                    goOn();
                }
                if (count - told >= ENTRIES_UNTIL_TOLD) {
                    out.read(count - told, position.getAsLong() - toldBytes, false);
                    told = count;
                    toldBytes = position.getAsLong();
                }
            }
        }
    }

    /** What was found could not be passed on, which is another thing than an input that cannot be read. */
    private static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Throwable reason;

        Unwritable(Throwable reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
