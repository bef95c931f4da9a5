package de.komcert.app.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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

    private static final Properties PROPERTIES = new Properties();

    static {
        PGProperty.APPLICATION_NAME.set(PROPERTIES, "komcert");
        PGProperty.REWRITE_BATCHED_INSERTS.set(PROPERTIES, true);
        PGProperty.TCP_KEEP_ALIVE.set(PROPERTIES, true);
        // The details of an error quote rows ("Key (name)=(…) already exists"), and exceptions end up in logs.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(PROPERTIES, false);
    }

    /** Name and password of a database role; the password never shows in a text. */
    record Login(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Connections that are opened on demand and closed after use. */
    DataSource unpooled(Login login) {
        var driver = new Driver();
        if (!driver.acceptsURL(url)) {
            throw new DatabaseUnavailable(
                    "Die Einstellung komcert.database.url ist keine PostgreSQL-Adresse; sie lautet zum Beispiel"
                            + " jdbc:postgresql://rechner:5432/komcert.");
        }
        var source = new SimpleDriverDataSource(driver, url, login.name(), login.password());
        source.setConnectionProperties(PROPERTIES);
        return source;
    }

    /** Connections that are kept: at most so many, and a few of them when there is little to do. */
    HikariDataSource pool(Login login, int most, int idle) {
        var pool = new HikariConfig();
        pool.setPoolName(login.name());
        pool.setJdbcUrl(url);
        pool.setUsername(login.name());
        pool.setPassword(login.password());
        pool.setDataSourceProperties(PROPERTIES);
        pool.setMaximumPoolSize(most);
        pool.setMinimumIdle(idle);
        return new HikariDataSource(pool);
    }

    Connection connect(Login login) throws SQLException {
        return unpooled(login).getConnection();
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
