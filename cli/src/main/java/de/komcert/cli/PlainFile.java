package de.komcert.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** A file as it lies in a folder. */
record PlainFile(Path path, long size, Instant modified) implements Content {

    static PlainFile of(Path path, BasicFileAttributes attributes) {
        return new PlainFile(
                path, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    @Override
    public String sha256() throws IOException {
        return Sha256.of(path);
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
