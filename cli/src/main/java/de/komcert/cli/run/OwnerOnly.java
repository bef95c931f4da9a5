package de.komcert.cli.run;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that say what logs say, and are nobody else's business. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** With what such a file is made; nothing where files have no such rights, as on many sticks. */
    static FileAttribute<?>[] at(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
