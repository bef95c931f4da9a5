package de.komcert.traces;

import java.io.IOException;

/** Moves through the entries of a trace. For one thread. */
public interface EntryReader {

    /**
     * Moves to the next entry; false at the end. What is wrong with the content becomes a {@link Problem}.
     *
     * @throws IOException if reading cannot go on at all
     */
    boolean next() throws IOException;

    /** The entry reached. */
    Entry entry();
}
