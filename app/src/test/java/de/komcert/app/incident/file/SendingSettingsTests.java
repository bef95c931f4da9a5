package de.komcert.app.incident.file;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SendingSettingsTests {

    @Test
    void withoutAnySettingTenGigabytesAreTakenAndKeptForAWeek() {
        assertThat(bind(Map.of())).isEqualTo(new SendingSettings(DataSize.ofGigabytes(10), Duration.ofDays(7)));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bind(Map.of("komcert.sendings.limit", "250MB", "komcert.sendings.kept", "36h")))
                .isEqualTo(new SendingSettings(DataSize.ofMegabytes(250), Duration.ofHours(36)));
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("komcert.sendings.kept", "0d")))
                .rootCause()
                .hasMessageContaining("must be longer than nothing");
    }

    private static SendingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.sendings", SendingSettings.class);
    }
}
