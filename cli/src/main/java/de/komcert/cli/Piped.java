package de.komcert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

import de.komcert.logs.Content;
import de.komcert.logs.Format;
import de.komcert.logs.Input;

/** What comes on standard input: it is read once, and nobody knows how much it is. */
record Piped(InputStream in) implements Content {

    static Input input(InputStream in) {
        return new Input("-", new Piped(in), Format.JSON_LINES, "");
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Instant modified() {
        return Instant.EPOCH;
    }

    @Override
    public String sha256() throws IOException {
        throw new IOException("Standard input is read only once");
    }

    @Override
    public InputStream stream() {
        return in;
    }

    @Override
    public SeekableByteChannel chunks(long first, long count) throws IOException {
        throw new IOException("Standard input has no positions");
    }
}
