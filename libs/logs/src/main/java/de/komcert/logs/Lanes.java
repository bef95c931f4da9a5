package de.komcert.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Brings what several threads find in parts of the input into the order of the parts. The part whose turn it is passes
 * its items on at once; the others keep theirs, and wait when they have kept too many. So memory is bounded, and the
 * first open part always goes on.
 */
final class Lanes<T> {

    /** Takes the items of all parts in order, one call at a time. */
    interface Sink<T> {
        void accept(T item) throws IOException;
    }

    /** Tells about how many bytes an item takes while it waits. */
    interface Weight<T> {
        int of(T item);
    }

    private final Sink<T> sink;
    private final Weight<T> weight;
    private final long most;
    private final int ahead;
    private final Map<Integer, List<T>> finished = new HashMap<>();
    private volatile int turn;
    private volatile @Nullable Throwable failure;

    /**
     * @param most bytes that a part may keep
     * @param ahead how many parts may be begun before the one whose turn it is has ended
     */
    Lanes(Sink<T> sink, Weight<T> weight, long most, int ahead) {
        this.sink = sink;
        this.weight = weight;
        this.most = most;
        this.ahead = ahead;
    }

    /** Begins with a part, counted from 0; waits while that is too far ahead. */
    Lane open(int part) throws IOException {
        await(part - ahead + 1);
        return new Lane(part);
    }

    /** Why not all came, if it did not: what the sink has thrown, or else why it was stopped. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Ends all waiting: nothing more will come. */
    synchronized void stop(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** Goes on, unless the sink has failed or was stopped. */
    void check() throws IOException {
        var failed = failure;
        if (failed != null) {
            // A new one each time: a lane that is closed because of it would have to suppress itself.
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private synchronized void await(int part) throws IOException {
        try {
            while (turn < part && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        check();
    }

    private void pass(List<T> items) throws IOException {
        try {
            for (var item : items) {
                sink.accept(item);
            }
        } catch (IOException | RuntimeException | Error reason) {
            stop(reason);
            throw reason;
        }
        items.clear();
    }

    /** Where one part puts its items. For one thread. */
    final class Lane implements AutoCloseable {
        private final int part;
        private final List<T> kept = new ArrayList<>();
        private long weighs;

        private Lane(int part) {
            this.part = part;
        }

        void put(T item) throws IOException {
            check();
            kept.add(item);
            weighs += weight.of(item);
            if (weighs >= most) {
                awaitTurn();
            }
            if (turn == part) {
                pass(kept);
                weighs = 0;
            }
        }

        /** Waits until all parts before have ended. */
        void awaitTurn() throws IOException {
            await(part);
        }

        /** Ends the part; those behind it that have ended pass their items on, too. */
        @Override
        public void close() throws IOException {
            synchronized (Lanes.this) {
                check();
                finished.put(part, kept);
                for (var next = finished.remove(turn); next != null; next = finished.remove(turn)) {
                    pass(next);
                    turn++;
                }
                Lanes.this.notifyAll();
            }
        }
    }
}
