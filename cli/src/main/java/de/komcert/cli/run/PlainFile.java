package de.komcert.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

import de.komcert.logs.Content;
import de.komcert.logs.Sha256;
import org.jspecify.annotations.Nullable;

/** A file as it lies in a folder. */
public final class PlainFile implements Content {

    private final Path path;
    private final long size;
    private final Instant modified;
    private @Nullable String sha256;

    private PlainFile(Path path, long size, Instant modified) {
        this.path = path;
        this.size = size;
        this.modified = modified;
    }

    public static PlainFile of(Path path, BasicFileAttributes attributes) {
        return new PlainFile(
                path, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Instant modified() {
        return modified;
    }

    /** Read once, however often it is asked for. */
    @Override
    public synchronized String sha256() throws IOException {
        var known = sha256;
        if (known == null) {
            known = Sha256.of(path);
            sha256 = known;
        }
        return known;
    }

    @Override
    public InputStream stream() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public SeekableByteChannel chunks(long first, long count) throws IOException {
        return FileChannel.open(path);
    }
}
