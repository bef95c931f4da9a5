package de.komcert.app.forensics.order;

import java.time.Duration;

import de.komcert.app.web.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Looks for days of deletion that are over, some times a day and soon after each start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeletionHours.Settings.class)
class DeletionHours implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionHours.class);

    private final ResultDeletion deletion;
    private final Settings settings;

    DeletionHours(ResultDeletion deletion, Settings settings) {
        this.deletion = deletion;
        this.settings = settings;
    }

    /**
     * When results of analyses are deleted.
     *
     * @param first how long after the start
     * @param every how long from one time to the next
     */
    @ConfigurationProperties("komcert.analysis.deletion")
    record Settings(
            @DefaultValue("11m") Duration first,
            @DefaultValue("6h") Duration every) {

        Settings {
            if (!first.isPositive() || !every.isPositive()) {
                throw new IllegalArgumentException(
                        "komcert.analysis.deletion.first and .every must be longer than nothing");
            }
        }
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedRateTask(new FixedRateTask(this::run, settings.every(), settings.first()));
    }

    private void run() {
        try {
            deletion.run();
        } catch (RuntimeException failure) {
            LOG.warn("Nach den Löschtagen wurde nicht gesehen. Nummer {}.", FailureLog.keep(failure));
        }
    }
}
