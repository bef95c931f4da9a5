package de.komcert.app.api;

import java.nio.file.Files;
import java.nio.file.Path;

import de.komcert.app.identity.web.Browser;
import de.komcert.app.identity.web.IdentityServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@IdentityServer
class OpenApiGoldenTests {
    @LocalServerPort
    int port;

    @Test
    void look() throws Exception {
        try (var nobody = new Browser(port)) {
            var answer = nobody.get("/api/v1/openapi.json");
            Files.writeString(Path.of("target/openapi.json"), answer.body());
            assertThat(answer.status()).isEqualTo(200);
        }
    }
}
