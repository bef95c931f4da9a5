package de.komcert.app.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives each application context of a test class an empty database of its own, and below {@code target} a data directory
 * unless the class names one.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextCustomizerFactories(WithPostgres.FreshDatabases.class)
public @interface WithPostgres {

    /** Makes the customizer for every test class alike, so that contexts of equal classes are shared. */
    final class FreshDatabases implements ContextCustomizerFactory {

        @Override
        public ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            return new FreshDatabase();
        }
    }

    /** Adds a new database when a context is made. */
    record FreshDatabase() implements ContextCustomizer {

        private static final AtomicInteger FOLDERS = new AtomicInteger();

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            Map<String, Object> settings = Map.copyOf(TestPostgres.freshDatabase());
            var sources = context.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("postgres", settings));
            // Before what the program comes with, and after what a test says.
            Map<String, Object> data = Map.of(
                    "komcert.data",
                    "target/test-data/" + FOLDERS.incrementAndGet(),
                    // Never by itself while a test counts statements or compares rows.
                    "komcert.anchoring.first",
                    "30d",
                    "komcert.retention.first",
                    "30d");
            sources.addAfter(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new MapPropertySource("data", data));
        }
    }
}
