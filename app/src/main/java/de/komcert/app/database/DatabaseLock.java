package de.komcert.app.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Keeps every other Lagezentrum away from a database for as long as this one serves it.
 *
 * <p>An advisory lock on a connection of its own: it ends with the connection, so a killed Lagezentrum leaves none.
 */
final class DatabaseLock implements AutoCloseable {

    private static final long KEY = 0x6B6F6D63657274L; // "komcert"
    private static final int OLDEST_SERVER = 180_000;

    // After a kill the server needs a moment to notice that the other end of a connection is gone.
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DatabaseAccess access;
    private final Connection connection;

    private DatabaseLock(DatabaseAccess access, Connection connection) {
        this.access = access;
        this.connection = connection;
    }

    /** Takes the lock, and refuses a database in which row security would not hold. */
    static DatabaseLock take(DatabaseAccess access) {
        try {
            var connection = access.connect(access.app());
            try {
                refuseUnsafe(access, connection);
                await(access, connection);
                return new DatabaseLock(access, connection);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(
                    "Die Datenbank %s ist als %s nicht erreichbar: %s"
                            .formatted(access.place(), access.app(), failure.getMessage()),
                    failure);
        }
    }

    /** The database this lock allows to use. */
    DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // A connection that is gone has given the lock back already.
        }
    }

    private static void refuseUnsafe(DatabaseAccess access, Connection connection) throws SQLException {
        if (access.app().name().equals(access.owner().name())) {
            throw new DatabaseUnavailable(
                    ("komcert.database.user und komcert.database.owner sind dieselbe Rolle %s; das Lagezentrum"
                                    + " braucht zwei, damit die Zeilensicherheit gilt.")
                            .formatted(access.app()));
        }
        try (var query = connection.prepareStatement("""
                select current_setting('server_version_num')::int, current_setting('server_version'),
                       (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
                """)) {
            var row = only(query.executeQuery());
            if (row.getInt(1) < OLDEST_SERVER) {
                throw new DatabaseUnavailable(
                        "Die Datenbank %s läuft auf PostgreSQL %s; das Lagezentrum braucht mindestens Version 18."
                                .formatted(access.place(), row.getString(2)));
            }
            if (row.getBoolean(3)) {
                throw new DatabaseUnavailable(
                        "Die Rolle %s darf in %s die Zeilensicherheit umgehen; entziehen Sie ihr SUPERUSER und BYPASSRLS."
                                .formatted(access.app(), access.place()));
            }
        }
    }

    private static void await(DatabaseAccess access, Connection connection) throws SQLException {
        for (int attempt = 1; !taken(connection); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new DatabaseUnavailable(
                        "Die Datenbank %s wird schon von einem anderen Lagezentrum benutzt; beenden Sie es zuerst."
                                .formatted(access.place()));
            }
            Waiting.pause(PAUSE);
        }
    }

    private static boolean taken(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            query.setLong(1, KEY);
            return only(query.executeQuery()).getBoolean(1);
        }
    }

    private static ResultSet only(ResultSet rows) throws SQLException {
        rows.next();
        return rows;
    }
}
