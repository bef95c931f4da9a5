package de.komcert.app.demo;

import java.nio.file.Path;
import java.util.Objects;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.database.FirstFilling;
import de.komcert.app.identity.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;

/**
 * A demonstration: with {@code komcert.demo=true} a fresh data folder is filled once, whole or not at all, and each
 * start prints address and accounts and writes them to {@code demo.json} for scripts. A folder with real work in it is
 * refused.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("komcert.demo")
class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Path data;

    Demo(@Value("${komcert.data}") Path data) {
        this.data = data;
    }

    @Bean
    @Primary
    static DemoClock demoClock() {
        return new DemoClock();
    }

    @Bean
    DemoStart demoStart(
            DemoAccounts accounts,
            DemoDistrict district,
            DemoIncidents incidents,
            People people,
            FirstFilling filling,
            WebServerApplicationContext server,
            ConfigurableApplicationContext program) {
        return new DemoStart(data, accounts, district, incidents, people, filling, server, program);
    }

    /** Fills the folder when it is fresh, then says how to get in. */
    record DemoStart(
            Path data,
            DemoAccounts accounts,
            DemoDistrict district,
            DemoIncidents incidents,
            People people,
            FirstFilling filling,
            WebServerApplicationContext server,
            ConfigurableApplicationContext program) {

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            try {
                Acting.run(new Actor.Job("demo"), this::fill);
            } catch (RuntimeException broken) {
                if (!program.isClosed()) {
                    throw broken;
                }
                LOG.info("Beendet, bevor die Demo gefüllt war; der nächste Start beginnt damit von vorn.");
            }
        }

        private void fill() {
            var file = new DemoFile(data.resolve("demo.json"));
            var address = "http://127.0.0.1:"
                    + Objects.requireNonNull(server.getWebServer()).getPort();
            var letIn = people.all().isEmpty() ? fillFresh() : accounts.renew(file.readOrRefuse());
            file.write(address, letIn);
            filling.complete();
            letIn.print(address);
        }

        private LetIn fillFresh() {
            filling.begin();
            var letIn = accounts.create();
            district.fill();
            incidents.tell(letIn);
            return letIn;
        }
    }
}
