package de.komcert.app.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

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
        var source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException refused) {
            throw new DatabaseUnavailable(
                    "Die Einstellung komcert.database.url ist keine PostgreSQL-Adresse; sie lautet zum Beispiel"
                            + " jdbc:postgresql://rechner:5432/komcert.");
        }
        source.setUser(login.name());
        if (!login.password().isEmpty()) {
            source.setPassword(login.password());
        }
        source.setApplicationName("komcert");
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        // The details of an error quote rows ("Key (name)=(…) already exists"), and exceptions end up in logs.
        source.setLogServerErrorDetail(false);
        return source;
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
