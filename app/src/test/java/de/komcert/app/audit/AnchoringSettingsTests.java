package de.komcert.app.audit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnchoringSettingsTests {

    @Test
    void withoutAnySettingAnAnchorIsSetEveryHour() {
        assertThat(bind(Map.of())).isEqualTo(new AnchoringSettings(Duration.ofMinutes(2), Duration.ofHours(1)));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bind(Map.of("komcert.anchoring.first", "10s", "komcert.anchoring.every", "15m")))
                .isEqualTo(new AnchoringSettings(Duration.ofSeconds(10), Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"komcert.anchoring.first", "komcert.anchoring.every"})
    void noTimeAtAllIsRefused(String name) {
        assertThatThrownBy(() -> bind(Map.of(name, "0s")))
                .rootCause()
                .hasMessageContaining("must be longer than nothing");
    }

    private static AnchoringSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.anchoring", AnchoringSettings.class);
    }
}
