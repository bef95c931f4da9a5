package de.komcert.app.database;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseSettingsTests {

    @Test
    void withoutAnySettingTheEmbeddedServerIsMeant() {
        assertThat(bind(Map.of()))
                .isEqualTo(new DatabaseSettings("", "komcert_owner", "", "komcert_app", "", List.of()));
    }

    @Test
    void everySettingHasItsName() {
        var settings = bind(Map.of(
                "komcert.database.url", "jdbc:postgresql://db.example/krise",
                "komcert.database.owner", "besitzer",
                "komcert.database.owner-password", "geheim-1",
                "komcert.database.user", "dienst",
                "komcert.database.password", "geheim-2",
                "komcert.database.schemas", "eins, zwei"));

        assertThat(settings)
                .isEqualTo(new DatabaseSettings(
                        "jdbc:postgresql://db.example/krise",
                        "besitzer",
                        "geheim-1",
                        "dienst",
                        "geheim-2",
                        List.of("eins", "zwei")));
    }

    @Test
    void passwordsShowInNoText() {
        var settings = new DatabaseSettings(
                "jdbc:postgresql://db.example/krise?password=geheim-0",
                "besitzer",
                "geheim-1",
                "dienst",
                "geheim-2",
                List.of());

        assertThat(settings.toString())
                .contains("db.example", "besitzer", "dienst")
                .doesNotContain("geheim");
        assertThat(settings.access().toString()).doesNotContain("geheim");
    }

    private static DatabaseSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("komcert.database", DatabaseSettings.class);
    }
}
