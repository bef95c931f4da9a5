package de.komcert.app.forensics.analysis;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How logs are evaluated.
 *
 * @param rules folders with Sigma rules, read anew for each analysis
 * @param threads how many threads read; one leaves the other processor to those who work
 */
@ConfigurationProperties("komcert.analysis")
record AnalysisSettings(
        @DefaultValue List<Path> rules, @DefaultValue("1") int threads) {

    AnalysisSettings {
        rules = List.copyOf(rules);
        if (threads < 1) {
            throw new IllegalArgumentException("komcert.analysis.threads must be at least 1");
        }
    }
}
