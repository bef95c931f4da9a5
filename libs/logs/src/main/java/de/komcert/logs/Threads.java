package de.komcert.logs;

import java.util.concurrent.ThreadFactory;

/**
 * Who reads.
 *
 * @param count how many threads; the result does not depend on it
 * @param factory makes them, and can give them what their work needs, such as the one on whose behalf it is done
 * @param stop whether they are to break off
 */
public record Threads(int count, ThreadFactory factory, Stop stop) {

    /** Plain threads that read to the end. */
    public static Threads of(int count) {
        return new Threads(count, Thread.ofPlatform().name("reader-", 0).factory(), Stop.NEVER);
    }

    /** The same number of threads, made by that factory. */
    public Threads by(ThreadFactory other) {
        return new Threads(count, other, stop);
    }

    /** The same threads, which break off when that is wanted. */
    public Threads until(Stop other) {
        return new Threads(count, factory, other);
    }
}
