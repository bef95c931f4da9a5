package de.komcert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The database of a running demo, opened as its owner. What only months would bring is done here: the times in the rows
 * are moved back, since the clock of the database cannot be moved on.
 */
record DemoDatabase(Connection connection) implements AutoCloseable {

    private static final String OWNER = "komcert_owner";

    /** The file in which a running server says where it listens, and the line of it that tells the port. */
    private static final Path WHERE = Path.of("cluster", "postmaster.pid");

    private static final int PORT = 3;

    static DemoDatabase in(Path data) throws IOException, SQLException {
        var home = data.resolve("postgres");
        var port = Files.readAllLines(home.resolve(WHERE)).get(PORT);
        var passwords = new Properties();
        try (var file = Files.newBufferedReader(home.resolve("passwords.properties"))) {
            passwords.load(file);
        }
        return new DemoDatabase(DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/komcert", OWNER, passwords.getProperty(OWNER)));
    }

    /** Lets months pass since an incident, or a Meldung that became none, was taken and ended. */
    void passMonths(int months, String id) throws SQLException {
        move("""
                update incident.report r
                set taken_at = taken_at - make_interval(months => ?), ended_at = ended_at - make_interval(months => ?)
                where ?::uuid in (id, (select i.id from incident.incident i where i.compartment_id = r.compartment_id))
                """, months, months, id);
        move("""
                update incident.incident
                set opened_at = opened_at - make_interval(months => ?), t0 = t0 - make_interval(months => ?),
                    closed_at = closed_at - make_interval(months => ?)
                where id = ?::uuid
                """, months, months, months, id);
    }

    /** Lets days pass since whatever is announced was announced. */
    void passDaysSinceAnnouncing(int days) throws SQLException {
        move("update incident.announcement set announced_at = announced_at - make_interval(days => ?)", days);
    }

    private void move(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
