package de.komcert.app.incident.retention;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ErasingSettingsTests {

    @Test
    void withoutAnySettingRetentionIsLookedAfterOnceADay() {
        assertThat(bind(Map.of())).isEqualTo(new ErasingSettings(Duration.ofMinutes(10), Duration.ofDays(1)));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bind(Map.of("komcert.retention.first", "10s", "komcert.retention.every", "15m")))
                .isEqualTo(new ErasingSettings(Duration.ofSeconds(10), Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"komcert.retention.first", "komcert.retention.every"})
    void noTimeAtAllIsRefused(String name) {
        assertThatThrownBy(() -> bind(Map.of(name, "0s")))
                .rootCause()
                .hasMessageContaining("must be longer than nothing");
    }

    private static ErasingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.retention", ErasingSettings.class);
    }
}
