package de.komcert.app.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

import de.komcert.app.disk.Durable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, as a packed resource on the class path. */
final class BinariesArchive {

    private static final int HASH_LENGTH = 12;
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final URL archive;

    BinariesArchive(URL archive) {
        this.archive = archive;
    }

    static BinariesArchive forThisMachine() {
        var name = "postgres-%s-%s.txz".formatted(system(), architecture());
        var archive = BinariesArchive.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseUnavailable(
                    "Für dieses System ist kein PostgreSQL beigelegt (%s); nennen Sie eine Datenbank mit komcert.database.url."
                            .formatted(name));
        }
        return new BinariesArchive(archive);
    }

    /**
     * Unpacks into a folder named by the content, unless it is there already.
     *
     * @param parent where that folder lies; the caller sees to it that no other program unpacks here
     */
    Path unpackBelow(Path parent) throws IOException {
        var folder = parent.resolve("binaries-" + hash());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var partial = parent.resolve(folder.getFileName() + ".partial");
        FileSystemUtils.deleteRecursively(partial);
        Files.createDirectories(partial);
        try {
            unpack(partial);
        } catch (IOException broken) {
            FileSystemUtils.deleteRecursively(partial);
            throw new DatabaseUnavailable(
                    "Das beigelegte PostgreSQL lässt sich nicht nach %s entpacken: %s"
                            .formatted(parent, broken.getMessage()),
                    broken);
        }
        Durable.rename(partial, folder);
        return folder;
    }

    private void unpack(Path root) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive.openStream()))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root.normalize())) {
                    throw new IOException("Eintrag außerhalb des Archivs " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? target : target.resolveSibling(""));
                if (entry.isSymbolicLink()) {
                    link(target, entry);
                } else if (entry.isLink() || !entry.isFile() && !entry.isDirectory()) {
                    throw new IOException("unerwarteter Eintrag " + entry.getName());
                } else if (entry.isFile()) {
                    Files.copy(tar, target);
                    makeExecutable(target, entry);
                }
            }
        }
    }

    /** Takes links to a neighbour only: they cannot lead outside, whatever other links there are. */
    private static void link(Path target, TarArchiveEntry entry) throws IOException {
        var destination = Path.of(entry.getLinkName());
        if (destination.getNameCount() != 1
                || destination.isAbsolute()
                || entry.getLinkName().startsWith(".")) {
            throw new IOException("Verweis in einen anderen Ordner " + entry.getName());
        }
        Files.createSymbolicLink(target, destination);
    }

    private static void makeExecutable(Path file, TarArchiveEntry entry) throws IOException {
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var permissions = Files.getPosixFilePermissions(file);
            permissions.addAll(Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private String hash() throws IOException {
        try (var in = new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String system() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
    }
}
