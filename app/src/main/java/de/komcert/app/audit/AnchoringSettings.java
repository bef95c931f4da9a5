package de.komcert.app.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When anchors are set.
 *
 * @param first how long after the start
 * @param every how long from one to the next
 */
@ConfigurationProperties("komcert.anchoring")
record AnchoringSettings(
        @DefaultValue("2m") Duration first,
        @DefaultValue("1h") Duration every) {

    AnchoringSettings {
        if (!first.isPositive() || !every.isPositive()) {
            throw new IllegalArgumentException("komcert.anchoring.first and .every must be longer than nothing");
        }
    }
}
