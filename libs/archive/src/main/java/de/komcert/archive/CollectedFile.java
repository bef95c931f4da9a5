package de.komcert.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file in an archive, which was read to its end once.
 *
 * @param name its path in the archive, with slashes, as the archive writes it; for a file in an archive inside it, the
 *     name of that, a slash, and the path there
 * @param size the bytes that can be unpacked
 * @param sha256 of these, in hexadecimal digits
 * @param modified when the file was last changed, as far as the archive knows
 * @param direct the same bytes at any place, where they lie in the archive as they are; else null
 */
public record CollectedFile(
        String name,
        long size,
        String sha256,
        Instant modified,
        @Nullable Bytes direct,
        Opening opening) {

    /** Begins to unpack. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /** All its bytes from the beginning, unpacked anew each time. It ends after {@link #size} bytes. */
    public InputStream stream() throws IOException {
        return opening.open();
    }
}
