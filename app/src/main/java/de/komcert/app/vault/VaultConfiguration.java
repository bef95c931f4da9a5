package de.komcert.app.vault;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the vault below the data directory. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    VaultFolder vaultFolder(@Value("${komcert.data}") Path data) {
        return VaultFolder.below(data);
    }
}
