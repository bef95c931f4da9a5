package de.komcert.app.forensics.api;

import java.util.Map;
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

    @Test
    void aGapHasBothTimesWhereAClockWasWrong() {
        var log = LogCase.open(context);
        var program = new Programs(members).of(log.member(), Role.ANALYST.permissions());
        var analyses = "/vorfaelle/" + log.incident().id() + "/auswertungen";
        log.owner().sql("""
                        insert into forensics.gap (analysis_id, compartment_id, number, kind, host, channel, from_ticks,
                            to_ticks, records, shift, evidence, said)
                        select a.id, a.compartment_id, 1, 'CLEARED', ?, '', 134175168000000000, null, 1, 0, '[]', '{}'
                        from forensics.analysis a where a.incident_id = ?""").params(LogCase.HOST, log.incident().id().value()).update();
        program.put(
                "/vorfaelle/" + log.incident().id() + "/uhren",
                null,
                Map.of("host", LogCase.HOST, "aheadMillis", -1_500, "why", "verglichen"));
        var analysis = program.get(analyses).json().get(0).get("id").asString();

        var gap = program.get(analyses + "/" + analysis + "/sicht").json().at("/gaps/0");

        assertThat(gap.get("originalFrom").asString()).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(gap.get("from").asString()).isEqualTo("2026-03-09T08:00:01.500Z");
        assertThat(gap.has("to")).isFalse();
        assertThat(gap.has("originalTo")).isFalse();
    }
}
