package de.komcert.app.database;

import java.util.Map;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings the schemas up to date, one after the other.
 *
 * <p>Each module owns a schema with a history of its own and its migrations in {@code db/migration/<schema>}. The order
 * is {@code komcert.database.schemas}: a schema may refer to those before it.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

    @Bean
    FlywayMigrationStrategy schemaBySchema(DatabaseSettings settings, DatabaseAccess access) {
        return flyway -> settings.schemas().forEach(schema -> migrate(flyway, schema, access));
    }

    private static void migrate(Flyway flyway, String schema, DatabaseAccess access) {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations("classpath:db/migration/" + schema)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .failOnMissingLocations(true)
                .placeholders(Map.of("app_role", access.app().name()))
                .load()
                .migrate();
    }
}
