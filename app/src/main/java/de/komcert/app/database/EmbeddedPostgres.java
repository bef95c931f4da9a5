package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import de.komcert.app.disk.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL server of our own, durable and closed to everybody else on the machine. */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "komcert";

    private final FolderLock lock;
    private final Server server;
    private final Provision provision;
    private final DatabaseAccess access;

    private EmbeddedPostgres(FolderLock lock, Server server, Provision provision, DatabaseAccess access) {
        this.lock = lock;
        this.server = server;
        this.provision = provision;
        this.access = access;
    }

    /**
     * Starts the server, and makes whatever it needs on the first start.
     *
     * @param data the data directory of the Lagezentrum
     */
    static EmbeddedPostgres start(Path data) {
        return start(data, home(data), Map.of(), Account.candidates());
    }

    /**
     * Starts the server with programs unpacked elsewhere, other settings or other accounts, which only tests do.
     *
     * @param binaries the folder the programs are unpacked to
     * @param deviations settings of PostgreSQL that differ from the durable ones
     * @param accounts whom the server may run under, the preferred one first
     */
    static EmbeddedPostgres start(Path data, Path binaries, Map<String, String> deviations, List<Account> accounts) {
        try {
            var home = OwnerOnly.folder(home(data)).toRealPath();
            var lock = FolderLock.take(home);
            try {
                var programs = Programs.choose(BinariesArchive.forThisMachine().unpackBelow(binaries), home, accounts);
                return start(lock, home, programs, deviations);
            } catch (IOException | SQLException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new DatabaseUnavailable(
                    "Das Datenverzeichnis %s ist nicht benutzbar: %s".formatted(data, reason(failure)), failure);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(
                    "Die Datenbank in %s lässt sich nicht einrichten: %s".formatted(data, failure.getMessage()),
                    failure);
        }
    }

    private static EmbeddedPostgres start(FolderLock lock, Path home, Programs programs, Map<String, String> deviations)
            throws IOException, SQLException {
        var cluster = new Cluster(home.resolve("cluster"));
        var passwords = passwords(home, cluster);

        cluster.stopLeftOver(programs);
        new FirstFilling(home).discardBroken(cluster.folder());
        cluster.createIfMissing(programs, passwords.login(Provision.SUPERUSER));
        removeOldBinaries(home, programs.folder());

        var server = Server.start(cluster, programs, ServerLog.in(home, programs.account()), deviations);
        try {
            var provision = new Provision(server.port(), passwords);
            provision.roles();
            var access = provision.database(DATABASE);
            LOG.info(
                    "PostgreSQL {} läuft als Prozess {}.",
                    programs.version(),
                    server.postmaster().id());
            return new EmbeddedPostgres(lock, server, provision, access);
        } catch (SQLException | RuntimeException failure) {
            server.postmaster().stop();
            throw failure;
        }
    }

    /** The database of the Lagezentrum. */
    DatabaseAccess access() {
        return access;
    }

    /** One more database, with the same roles. */
    DatabaseAccess createDatabase(String name) throws SQLException {
        return provision.database(name);
    }

    /** The process id of the server. */
    long process() {
        return server.postmaster().id();
    }

    /** Stops the server in order and waits until it has ended. */
    @Override
    public void close() {
        try {
            server.postmaster().stop();
        } catch (IOException failure) {
            LOG.error("Der Datenbankserver (Prozess {}) ließ sich nicht beenden.", process(), failure);
        } finally {
            lock.close();
        }
    }

    static Path home(Path data) {
        return data.toAbsolutePath().normalize().resolve("postgres");
    }

    private static Passwords passwords(Path home, Cluster cluster) throws IOException {
        var file = home.resolve("passwords.properties");
        if (Files.exists(cluster.folder()) && Files.notExists(file)) {
            throw new DatabaseUnavailable(
                    "Die Datei %s mit den Kennwörtern der Datenbank fehlt; holen Sie sie aus der Sicherung zurück."
                            .formatted(file));
        }
        return Passwords.readOrGenerate(file, Provision.ROLES);
    }

    private static void removeOldBinaries(Path home, Path current) throws IOException {
        try (var folders = Files.newDirectoryStream(home, "binaries-*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().equals(current.getFileName())) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "kein Zugriff auf " + denied.getFile();
            case FileSystemException told when told.getReason() != null -> told.getFile() + " – " + told.getReason();
            case FileSystemException silent -> silent.getFile() + " ist im Weg";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
