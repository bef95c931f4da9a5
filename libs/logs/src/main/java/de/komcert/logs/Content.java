package de.komcert.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/** The bytes of an input, wherever they lie. Several threads may read them at once. */
public interface Content {

    /** Opens bytes once more; a channel is read by one thread. */
    @FunctionalInterface
    interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    /** Bytes that a channel gives in any order, such as those of a file that is encrypted where it lies. */
    static Content of(long size, Instant modified, String sha256, Opening opening) {
        return new OpenedContent(size, modified, sha256, opening);
    }

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
