package de.komcert.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/** Bytes behind something that opens them. */
record OpenedContent(long size, Instant modified, String sha256, Opening opening) implements Content {

    @Override
    public InputStream stream() throws IOException {
        return Channels.newInputStream(opening.open());
    }

    @Override
    public SeekableByteChannel chunks(long first, long count) throws IOException {
        return opening.open();
    }
}
