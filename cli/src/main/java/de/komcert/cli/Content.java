package de.komcert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/** The bytes of an input, wherever they lie. Several threads may read them. */
interface Content {

    long size();

    /** When they were last changed, as far as that is known. */
    Instant modified();

    /** Their SHA-256 in hexadecimal digits. */
    String sha256() throws IOException;

    /** All of them from the beginning. */
    InputStream stream() throws IOException;

    /**
     * Some chunks of an event log, and the head of the file, as a channel in which both stand where they do in the file.
     *
     * @param first number of the first chunk
     * @param count how many
     */
    SeekableByteChannel chunks(long first, long count) throws IOException;
}
