package de.komcert.app.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.postgresql.PGConnection;

/** Sees to the roles and databases of the embedded server. */
final class Provision {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "komcert_owner";
    static final String APP = "komcert_app";
    static final List<String> ROLES = List.of(SUPERUSER, OWNER, APP);

    private final int port;
    private final Passwords passwords;

    Provision(int port, Passwords passwords) {
        this.port = port;
        this.passwords = passwords;
    }

    /** Makes the two roles and takes from them whatever they must not have. */
    void roles() throws SQLException {
        try (var connection = superuser("postgres")) {
            // In one transaction: a role without its password would lock us out.
            connection.setAutoCommit(false);
            role(connection, OWNER);
            role(connection, APP);
            execute(connection, "revoke all on database postgres, template1 from public");
            connection.commit();
        }
    }

    /** Makes a database that belongs to the owner role and that the app may enter. */
    DatabaseAccess database(String name) throws SQLException {
        try (var connection = superuser("postgres")) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database %s owner %s".formatted(name, OWNER));
            }
            execute(connection, "revoke all on database %s from public".formatted(name));
            execute(connection, "grant connect on database %s to %s".formatted(name, APP));
        }
        try (var connection = superuser(name)) {
            execute(connection, "revoke create on schema public from public");
        }
        return access(name);
    }

    private DatabaseAccess access(String database) {
        return new DatabaseAccess(
                "jdbc:postgresql://" + Server.ADDRESS + ":" + port + "/" + database
                        + "?sslmode=disable&gssEncMode=disable",
                passwords.login(OWNER),
                passwords.login(APP));
    }

    private Connection superuser(String database) throws SQLException {
        return access(database).connect(passwords.login(SUPERUSER));
    }

    private void role(Connection connection, String name) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
            execute(connection, "create role " + name);
            var password = passwords.login(name).password().toCharArray();
            // Hashed on our side, so that the password itself is in no statement.
            connection.unwrap(PGConnection.class).alterUserPassword(name, password, "scram-sha-256");
        }
        execute(
                connection,
                "alter role %s login nosuperuser nobypassrls nocreatedb nocreaterole noreplication".formatted(name));
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
