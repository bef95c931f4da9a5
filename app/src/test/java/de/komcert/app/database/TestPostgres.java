package de.komcert.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * One embedded server for all tests of a JVM, started when the first one asks.
 *
 * <p>It forgets what a power cut would take, which is what makes it fast; production cannot be told to.
 */
public final class TestPostgres {

    /** Unpacked once for a build, below {@code target}. */
    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off", "max_connections", "200");

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** A new empty database, as settings of the Lagezentrum. */
    public static Map<String, String> freshDatabase() {
        return settings(freshAccess());
    }

    static Map<String, String> settings(DatabaseAccess access) {
        return Map.of(
                "komcert.database.url", access.url(),
                "komcert.database.owner", access.owner().name(),
                "komcert.database.owner-password", access.owner().password(),
                "komcert.database.user", access.app().name(),
                "komcert.database.password", access.app().password());
    }

    /** A new empty database for a method with {@code @DynamicPropertySource}. */
    public static void register(DynamicPropertyRegistry registry) {
        freshDatabase().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** A server with every setting of production, for tests of the server itself. */
    static EmbeddedPostgres startDurable(Path data) {
        return EmbeddedPostgres.start(data, BINARIES, Map.of(), Account.candidates());
    }

    static DatabaseAccess freshAccess() {
        try {
            return Running.SERVER.createDatabase("test_" + DATABASES.incrementAndGet());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static DatabaseAccess.Login superuser() {
        var passwords = Running.DATA.resolve("postgres/passwords.properties");
        try {
            return Passwords.readOrGenerate(passwords, Provision.ROLES).login(Provision.SUPERUSER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Loaded, and so started, by the first database that is asked for. */
    private static final class Running {

        private static final Path DATA = folder();
        private static final EmbeddedPostgres SERVER =
                EmbeddedPostgres.start(DATA, BINARIES, FORGETFUL, Account.candidates());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Running::stop));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("komcert-test-");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void stop() {
            SERVER.close();
            try {
                FileSystemUtils.deleteRecursively(DATA);
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
