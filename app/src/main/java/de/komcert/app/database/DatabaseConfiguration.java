package de.komcert.app.database;

import java.nio.file.Path;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Gives the Lagezentrum its database.
 *
 * <p>Each bean is made from the one it needs alive (server, access, lock, connections), so that Spring closes them in
 * the opposite order.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    private static final int MOST_CONNECTIONS = 10;
    private static final int IDLE_CONNECTIONS = 2;

    @Bean
    DatabaseLock databaseLock(DatabaseAccess access) {
        return DatabaseLock.take(access);
    }

    /** What everybody works with: the role that row security binds. */
    @Bean
    @Primary
    HikariDataSource dataSource(DatabaseLock lock) {
        var access = lock.access();
        return access.pool(access.app(), MOST_CONNECTIONS, IDLE_CONNECTIONS);
    }

    @Bean
    FirstFilling firstFilling(@Value("${komcert.data}") String data) {
        return new FirstFilling(EmbeddedPostgres.home(Path.of(data)));
    }

    /** For migrations, which are rare: nothing is kept open. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseLock lock) {
        var access = lock.access();
        return access.unpooled(access.owner());
    }

    /** The server of our own. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoAddressGiven.class)
    static class Embedded {

        @Bean
        EmbeddedPostgres embeddedPostgres(@Value("${komcert.data}") String data) {
            return EmbeddedPostgres.start(Path.of(data));
        }

        @Bean
        DatabaseAccess databaseAccess(EmbeddedPostgres server) {
            return server.access();
        }
    }

    /** A server that somebody else runs. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(AddressGiven.class)
    static class Outside {

        @Bean
        DatabaseAccess databaseAccess(DatabaseSettings settings) {
            return settings.access();
        }
    }

    static class AddressGiven implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("komcert.database.url", "")
                    .isBlank();
        }
    }

    static class NoAddressGiven extends AddressGiven {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
