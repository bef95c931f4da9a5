package de.komcert.app.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table of numbers, to see what a server keeps. */
final class Rows {

    private Rows() {}

    static void create(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect(access.owner());
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists number (id int primary key)");
        }
    }

    static void add(DatabaseAccess access, int id) throws SQLException {
        try (var connection = access.connect(access.owner())) {
            add(connection, id);
        }
    }

    /** Returns when the server has acknowledged the commit. */
    static void add(Connection connection, int id) throws SQLException {
        try (var insert = connection.prepareStatement("insert into number values (?)")) {
            insert.setInt(1, id);
            insert.executeUpdate();
        }
    }

    static List<Integer> all(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect(access.owner());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from number order by id")) {
            var all = new ArrayList<Integer>();
            while (rows.next()) {
                all.add(rows.getInt(1));
            }
            return all;
        }
    }

    static boolean canConnect(DatabaseAccess access) {
        try (var connection = access.connect(access.app())) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            return false;
        }
    }
}
