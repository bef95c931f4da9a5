package de.komcert.app.incident.retention;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Looks after retention once a day, and soon after each start, so that a machine that is off at night misses nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ErasingSettings.class)
class ErasingHours implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ErasingHours.class);

    private final Erasing erasing;
    private final ErasingSettings settings;

    ErasingHours(Erasing erasing, ErasingSettings settings) {
        this.erasing = erasing;
        this.settings = settings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedRateTask(new FixedRateTask(this::run, settings.every(), settings.first()));
    }

    private void run() {
        try {
            erasing.run();
        } catch (RuntimeException failure) {
            LOG.warn("Nach den Aufbewahrungsfristen wurde nicht gesehen; der nächste Lauf holt es nach.", failure);
        }
    }
}
