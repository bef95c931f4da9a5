package de.komcert.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import javax.crypto.SecretKey;

import de.komcert.app.access.CompartmentId;

/** A content as the vault keeps it on the disk, without a database that knows of it. */
public record SealedCopy(Path path, StoredFile file, SecretKey key) {

    /** Writes it under a key that nobody else has. */
    public static SealedCopy of(InputStream content, Path path) throws IOException {
        var id = FileId.random();
        var compartment = CompartmentId.random();
        var key = MasterKey.drawDataKey();
        try (var disk = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var sealed = Sealing.to(disk, key, compartment, id).write(content, Long.MAX_VALUE);
            return new SealedCopy(path, new StoredFile(id, compartment, sealed.size(), sealed.hash(), Instant.EPOCH), key);
        }
    }

    public long size() {
        return file.size();
    }

    public SeekableByteChannel open() throws IOException {
        return SealedFile.open(path, file, key);
    }
}
