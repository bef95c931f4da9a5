package de.komcert.evtx;

import java.util.function.Consumer;

/** Passes findings on, with offsets in the file made from offsets in the chunk. */
final class Problems {

    private Consumer<Finding> listener = finding -> {};
    private long base;

    void listener(Consumer<Finding> newListener) {
        listener = newListener;
        base = 0;
    }

    /** Offsets are counted from here. */
    void base(long newBase) {
        base = newBase;
    }

    void report(Finding.Kind kind, int at, String message) {
        listener.accept(new Finding(base + at, kind, message));
    }
}
