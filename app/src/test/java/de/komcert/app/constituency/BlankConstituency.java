package de.komcert.app.constituency;

import javax.sql.DataSource;

import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes away what the tests before have left; the application itself cannot. */
public class BlankConstituency {

    private final DataSource owner;

    BlankConstituency(@FlywayDataSource DataSource owner) {
        this.owner = owner;
    }

    public void clear() {
        JdbcClient.create(owner)
                .sql("truncate constituency.einrichtung cascade")
                .update();
    }
}
