package de.komcert.app.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A database and the two roles the Lagezentrum uses in it.
 *
 * @param url JDBC address
 * @param owner owns the schemas and changes them
 * @param app reads and writes rows, under row security
 */
record DatabaseAccess(String url, Login owner, Login app) {

    /** Name and password of a database role; the password never shows in a text. */
    record Login(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Connections that are opened on demand and not pooled. */
    DataSource dataSource(Login login) {
        var driver = new Driver();
        if (!driver.acceptsURL(url)) {
            throw new DatabaseUnavailable(
                    "Die Einstellung komcert.database.url ist keine PostgreSQL-Adresse; sie lautet zum Beispiel"
                            + " jdbc:postgresql://rechner:5432/komcert.");
        }
        var properties = new Properties();
        PGProperty.USER.set(properties, login.name());
        if (!login.password().isEmpty()) {
            PGProperty.PASSWORD.set(properties, login.password());
        }
        PGProperty.APPLICATION_NAME.set(properties, "komcert");
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // The details of an error quote rows ("Key (name)=(…) already exists"), and exceptions end up in logs.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return new SimpleDriverDataSource(driver, url, properties);
    }

    Connection connect(Login login) throws SQLException {
        return dataSource(login).getConnection();
    }

    /** The address without its parameters, which may hold secrets. */
    String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "%s (%s, %s)".formatted(place(), owner, app);
    }
}
