package de.komcert.app.vault;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class VaultSettingsTests {

    @Test
    void withoutAnySettingTheDefaultPlaceIsMeant() {
        assertThat(bind(Map.of())).isEqualTo(new VaultSettings("", ""));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bind(Map.of(
                        "komcert.vault.key-file", "/etc/komcert.key",
                        "komcert.vault.credentials", "/run/credentials/komcert.service")))
                .isEqualTo(new VaultSettings("/etc/komcert.key", "/run/credentials/komcert.service"));
    }

    private static VaultSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.vault", VaultSettings.class);
    }
}
