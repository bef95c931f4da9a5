package de.komcert.app.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Anchors at fixed times, whether anything happened or not.
 *
 * <p>Not with each entry, which would show everybody when and how much others write, and let all writers wait for each
 * other. What was written since the last anchor is protected by the next one.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(AnchoringSettings.class)
class AnchoringHours implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(AnchoringHours.class);

    private final Anchoring anchoring;
    private final AnchoringSettings settings;

    AnchoringHours(Anchoring anchoring, AnchoringSettings settings) {
        this.anchoring = anchoring;
        this.settings = settings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedRateTask(new FixedRateTask(this::anchor, settings.every(), settings.first()));
    }

    private void anchor() {
        try {
            anchoring.anchor();
        } catch (RuntimeException failure) {
            LOG.warn("Kein Anker gesetzt; der nächste holt es nach.", failure);
        }
    }
}
