package de.komcert.app.forensics.api;

import java.util.UUID;

import de.komcert.app.access.Role;
import de.komcert.app.api.Programs;
import de.komcert.app.forensics.LogCase;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What logs can show, as programs read it. */
@IdentityServer
class SightApiTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Members members;

    @Test
    void anAnalysisTellsWhichRulesItsLogsLetSee() {
        var log = LogCase.open(context);
        var program = new Programs(members).of(log.member(), Role.ANALYST.permissions());
        var analyses = "/vorfaelle/" + log.incident().id() + "/auswertungen";
        var analysis = program.get(analyses).json().get(0).get("id").asString();

        var sight = program.get(analyses + "/" + analysis + "/sicht").json();

        assertThat(sight.get("can").asInt()).isPositive();
        assertThat(sight.get("rules").size()).isEqualTo(sight.get("rulesInAll").asInt());
        assertThat(sight.get("proposals").size()).isPositive();
        assertThat(sight.get("gapsInAll").asInt()).isZero();
        assertThat(program.get(analyses + "/" + UUID.randomUUID() + "/sicht").status())
                .isEqualTo(404);
    }
}
