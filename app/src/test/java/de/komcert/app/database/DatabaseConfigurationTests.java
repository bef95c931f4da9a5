package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseConfigurationTests {

    @TempDir
    Path data;

    private final ApplicationContextRunner lagezentrum = new ApplicationContextRunner()
            .withUserConfiguration(DatabaseConfiguration.class, Migrations.class)
            .withPropertyValues("komcert.database.schemas=access")
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    FlywayAutoConfiguration.class));

    @Test
    void usesItsOwnServerWithoutAnAddress() throws IOException {
        lagezentrum
                .withPropertyValues("komcert.data=" + data, "komcert.database.url= ")
                .run(context -> {
                    assertThat(context).hasSingleBean(EmbeddedPostgres.class);
                    assertThat(ask(context.getBean(JdbcClient.class), "select current_user"))
                            .isEqualTo("komcert_app");
                    assertThat(ask(context.getBean(JdbcClient.class), "show fsync"))
                            .isEqualTo("on");
                });
    }

    @Test
    void leavesNothingRunning() throws IOException {
        lagezentrum.withPropertyValues("komcert.data=" + data).run(context -> {
            var pool = context.getBean(HikariDataSource.class);
            var server = context.getBean(EmbeddedPostgres.class).process();
            assertThat(ProcessHandle.of(server)).isPresent();

            context.close();

            assertThat(pool.isClosed()).isTrue();
            assertThat(ProcessHandle.of(server)).isEmpty();
        });
        assertThat(Logs.read(data.resolve("postgres"))).contains("database system is shut down");
    }

    /** Spring closes a bean after all that depend on it. */
    @ParameterizedTest
    @CsvSource({
        "embeddedPostgres, databaseAccess",
        "databaseAccess, databaseLock",
        "databaseLock, dataSource",
        "databaseLock, ownerDataSource",
    })
    void outlives(String bean, String dependent) {
        lagezentrum
                .withPropertyValues("komcert.data=" + data)
                .run(context -> assertThat(context.getSourceApplicationContext()
                                .getBeanFactory()
                                .getDependentBeans(bean))
                        .contains(dependent));
    }

    @Test
    void usesAnOutsideServerWhenGivenItsAddress() {
        outside(TestPostgres.freshDatabase()).run(context -> {
            assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
            assertThat(ask(
                            context.getBean(JdbcClient.class),
                            "select current_user || current_setting('application_name')"))
                    .isEqualTo("komcert_appkomcert");
        });
    }

    @Test
    void migratesAsTheOwner() {
        outside(TestPostgres.freshDatabase()).run(context -> {
            assertThat(ask(
                            context.getBean(JdbcClient.class),
                            "select tableowner from pg_tables where tablename = 'flyway_schema_history'"))
                    .isEqualTo("komcert_owner");
            assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
        });
    }

    @Test
    void keepsAFewConnections() {
        outside(TestPostgres.freshDatabase())
                .run(context -> assertThat(context.getBean(HikariDataSource.class))
                        .returns(10, HikariDataSource::getMaximumPoolSize)
                        .returns(2, HikariDataSource::getMinimumIdle));
    }

    @Test
    void refusesADatabaseThatAnotherLagezentrumServes() {
        var settings = TestPostgres.freshDatabase();
        outside(settings).run(first -> {
            outside(settings)
                    .run(second -> assertThat(second)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(DatabaseUnavailable.class)
                            .hasMessageContaining("wird schon von einem anderen Lagezentrum benutzt"));
            assertThat(ask(first.getBean(JdbcClient.class), "select 'still here'"))
                    .isEqualTo("still here");
        });
        outside(settings).run(later -> assertThat(later).hasNotFailed());
    }

    @Test
    void refusesARoleThatRowSecurityDoesNotBind() {
        var access = TestPostgres.freshAccess();
        var almighty = TestPostgres.superuser();

        outside(TestPostgres.settings(new DatabaseAccess(access.url(), access.owner(), almighty)))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Die Rolle postgres")
                        .hasMessageContaining("BYPASSRLS"));
        outside(TestPostgres.settings(new DatabaseAccess(access.url(), access.owner(), access.owner())))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("dieselbe Rolle"));
    }

    @Test
    void saysThatAServerIsNotThere() {
        outside(Map.of("komcert.database.url", "jdbc:postgresql://127.0.0.1:1/krise?password=geheim"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(java.net.ConnectException.class)
                        .satisfies(failure -> assertThat(sentence(failure))
                                .contains("jdbc:postgresql://127.0.0.1:1/krise ist als komcert_app nicht erreichbar")
                                .doesNotContain("geheim")));
    }

    @Test
    void saysThatAnAddressIsNotOfPostgres() {
        outside(Map.of("komcert.database.url", "jdbc:mysql://127.0.0.1/krise"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("komcert.database.url ist keine PostgreSQL-Adresse"));
    }

    private ApplicationContextRunner outside(Map<String, String> settings) {
        return lagezentrum.withPropertyValues(settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    /** What the person who starts the Lagezentrum reads. */
    private static String sentence(Throwable failure) {
        return new DatabaseUnavailableAnalyzer().analyze(failure).getDescription();
    }

    private static String ask(JdbcClient client, String sql) {
        return client.sql(sql).query(String.class).single();
    }
}
