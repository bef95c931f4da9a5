package de.komcert.app.vault;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the files below the data directory, and the key outside it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

    @Bean
    VaultFolder vaultFolder(@Value("${komcert.data}") Path data) {
        return VaultFolder.below(data);
    }

    @Bean
    KeyFile keyFile(VaultSettings settings, @Value("${komcert.data}") Path data) {
        return KeyFile.of(settings, data);
    }
}
