package de.komcert.app.incident.retention;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When retention is looked after.
 *
 * @param first how long after the start
 * @param every how long from one time to the next
 */
@ConfigurationProperties("komcert.retention")
record ErasingSettings(
        @DefaultValue("10m") Duration first,
        @DefaultValue("24h") Duration every) {

    ErasingSettings {
        if (!first.isPositive() || !every.isPositive()) {
            throw new IllegalArgumentException("komcert.retention.first and .every must be longer than nothing");
        }
    }
}
