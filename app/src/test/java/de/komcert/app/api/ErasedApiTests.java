package de.komcert.app.api;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

import de.komcert.app.access.Role;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.retention.Erasing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How long something is kept, what forbids its erasing, and what is left of it, for programs. */
@IdentityServer
class ErasedApiTests {

    private static final String WORD = "Goldammer";

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @Autowired
    Erasing erasing;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    Programs programs;
    Program can;
    CaseFile file;
    String incident;
    JdbcClient owner;

    @BeforeEach
    void openOne() {
        clock.advance(Duration.ofHours(1));
        clock.catchUp();
        owner = JdbcClient.create(ownerOfTheDatabase);
        programs = new Programs(members);
        can = programs.of(Role.ANALYST);
        file = CaseFile.open(can, members.create(Role.ANALYST).id().value(), WORD);
        incident = "/vorfaelle/" + file.incident();
    }

    @Test
    void fromTheHoldToTheTombstone() {
        var kept = can.get(incident + "/aufbewahrung");
        assertThat(kept.at("kind")).isEqualTo("INCIDENT");
        assertThat(kept.json().get("held").asBoolean())
                .as("by the hold of its file")
                .isTrue();
        assertThat(kept.json().has("keptUntil")).isFalse();

        can.post(incident + "/abschluss", Map.of("outcome", "ENDED", "reason", WORD));
        past("update incident.incident set closed_at = '2001-05-04T10:00:00Z' where id = ?::uuid");
        erasing.run();
        assertThat(can.get(incident + "/aufbewahrung").at("keptUntil")).isEqualTo("2004-05-04");
        assertThat(can.get(incident + "/aufbewahrung").json().has("erasedOn")).isFalse();

        var lifting = incident + "/loeschsperren/" + file.sperre() + "/aufheben";
        var lifted = can.post(lifting, Map.of("reason", "Verfahren beendet"));
        assertThat(lifted.status()).isEqualTo(200);
        assertThat(lifted.at("lifted.reason")).isEqualTo("Verfahren beendet");
        assertThat(can.post(lifting, Map.of("reason", "Noch einmal")).at("code"))
                .isEqualTo("hold.liftedAlready");

        erasing.run();
        assertThat(can.get(incident + "/aufbewahrung").json().has("announcedAt"))
                .isTrue();
        past("""
                update incident.announcement set announced_at = '2002-01-01' where compartment_id =
                    (select compartment_id from incident.incident where id = ?::uuid)""");
        erasing.run();

        assertThat(can.get(incident).status()).isEqualTo(404);
        var left = can.get("/loeschvermerke/" + file.incident());
        assertThat(left.status()).isEqualTo(200);
        assertThat(left.text()).doesNotContain(WORD);
        var journal = left.json().get("journal");
        assertThat(journal.size()).isEqualTo(left.json().at("/head/number").asInt());
        assertThat(journal.valueStream().filter(entry -> entry.get("erased").asBoolean()))
                .hasSize(journal.size() - 1);
        assertThat(journal.get(journal.size() - 1).get("text").asString())
                .startsWith("Gelöscht nach Ablauf der Aufbewahrungsfrist");
        assertThat(can.get("/loeschvermerke").text()).contains(file.incident());

        var stranger = programs.of(Role.ANALYST);
        assertThat(stranger.get("/loeschvermerke/" + file.incident()).status()).isEqualTo(404);
        assertThat(stranger.get("/loeschvermerke").text()).doesNotContain(file.incident());
    }

    private void past(String sql) {
        assertThat(owner.sql(sql).param(file.incident()).update()).isEqualTo(1);
    }
}
