package de.komcert.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import de.komcert.logs.Content;
import de.komcert.logs.Input;
import de.komcert.logs.Inputs;

/**
 * Takes the checksums of all files while others read them, since every manifest states them. It does little with what it
 * reads and so runs ahead of the others: a slow disk is read once, from front to back.
 */
final class Checksums implements AutoCloseable {

    private final Thread thread;

    private Checksums(List<Content> contents) {
        thread = Thread.ofPlatform().name("checksums").daemon().start(() -> take(contents));
    }

    /** Begins with those that lie in folders; what is packed was measured when it was unpacked. */
    static Checksums of(Inputs inputs) {
        return new Checksums(Stream.concat(inputs.files().stream(), inputs.collections().stream())
                .map(Input::content)
                .filter(PlainFile.class::isInstance)
                .toList());
    }

    private static void take(List<Content> contents) {
        for (var content : contents) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                content.sha256();
            } catch (IOException unreadable) {
                // Whoever reads it tells so.
            }
        }
    }

    /** Waits until all are taken. */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more of them. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
