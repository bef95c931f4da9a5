package de.komcert.app.database;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@WithPostgres
@SpringBootTest(classes = DatabaseConfiguration.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ImportAutoConfiguration({JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class})
class WithPostgresTests {

    @Autowired
    JdbcClient database;

    @Test
    void givesATestADatabaseOfItsOwn() {
        assertThat(database.sql("select current_database()").query(String.class).single())
                .startsWith("test_");
        assertThat(database.sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givesEachCallAnotherDatabase() {
        assertThat(TestPostgres.freshDatabase())
                .containsOnlyKeys(
                        "komcert.database.url",
                        "komcert.database.owner",
                        "komcert.database.owner-password",
                        "komcert.database.user",
                        "komcert.database.password")
                .doesNotContain(Map.entry(
                        "komcert.database.url", TestPostgres.freshDatabase().get("komcert.database.url")));
    }
}
