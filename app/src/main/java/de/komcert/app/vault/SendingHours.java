package de.komcert.app.vault;

import java.io.IOException;
import java.time.Duration;

import de.komcert.app.access.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Clears up what is being sent, and was not gone on with, every few minutes from the start on. */
@Configuration(proxyBeanMethods = false)
class SendingHours implements SchedulingConfigurer {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(SendingHours.class);

    private final Sendings sendings;

    SendingHours(Sendings sendings) {
        this.sendings = sendings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::clear, EVERY, Duration.ZERO));
    }

    private void clear() {
        try {
            Acting.<Boolean, IOException>as(VaultOpening.JOB, () -> {
                sendings.clear(EVERY);
                return true;
            });
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Nach abgebrochenen Übertragungen wurde nicht gesehen; der nächste Lauf holt es nach.", failure);
        }
    }
}
