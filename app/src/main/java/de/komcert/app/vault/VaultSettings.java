package de.komcert.app.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key is.
 *
 * @param keyFile a file outside the data directory, {@code KOMCERT_KEY_FILE}; blank means a credential or the default
 * @param credentials the folder of systemd's credentials, {@code CREDENTIALS_DIRECTORY}, in which {@code komcert.key} may
 *     be; blank means there is none
 */
@ConfigurationProperties("komcert.vault")
record VaultSettings(
        @DefaultValue("") String keyFile, @DefaultValue("") String credentials) {}
