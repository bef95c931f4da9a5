package de.komcert.app.incident.file;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be sent into an incident in pieces.
 *
 * @param limit the size of one file, 10 GB (10 · 1024³ bytes) unless set
 * @param kept how long what has come is kept when nobody goes on, 7 days unless set
 */
@ConfigurationProperties("komcert.sendings")
record SendingSettings(
        @DefaultValue("10GB") DataSize limit,
        @DefaultValue("7d") Duration kept) {

    SendingSettings {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException("komcert.sendings.kept must be longer than nothing");
        }
    }
}
