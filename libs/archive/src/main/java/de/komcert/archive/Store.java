package de.komcert.archive;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.jspecify.annotations.Nullable;

/** Keeps what cannot be read again where it lies: in memory as long as it is little, else in one temporary file. */
final class Store implements Closeable {

    private static final int IN_MEMORY = 32 << 20;

    private int inMemory;
    private @Nullable Spool spool;

    /**
     * Takes all of a stream.
     *
     * @throws Spool.NoRoom if the temporary file cannot be made or becomes too large
     */
    Bytes keep(InputStream in) throws IOException {
        int room = IN_MEMORY - inMemory;
        byte[] beginning = in.readNBytes(room + 1);
        if (beginning.length <= room) {
            inMemory += beginning.length;
            return Bytes.of(beginning);
        }
        if (spool == null) {
            spool = Spool.empty();
        }
        return spool.add(new SequenceInputStream(new ByteArrayInputStream(beginning), in));
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }
}
