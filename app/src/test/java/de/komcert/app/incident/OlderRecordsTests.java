package de.komcert.app.incident;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.database.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an older version recorded says after the migration what it could know then. */
class OlderRecordsTests {

    private static final List<String> BEFORE = List.of("access", "audit", "identity", "constituency", "vault");
    private static final String OLDER = "11";
    private static final String NEWEST = "latest";

    private final Map<String, String> settings = TestPostgres.freshDatabase();
    private final JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(
            settings.get("komcert.database.url"),
            settings.get("komcert.database.owner"),
            settings.get("komcert.database.owner-password")));

    @Test
    void nobodyFollowedAdviceThatWasNotGiven() {
        migrateTo(OLDER);
        var incident = incident();
        var advised = decision(incident, "Netz trennen", true);
        var otherwise = decision(incident, "Netz trennen", false);
        var unasked = decision(incident, "", true);

        migrateTo(NEWEST);
        assertThat(followed(advised)).isTrue();
        assertThat(followed(otherwise)).isFalse();
        assertThat(followed(unasked)).isNull();
    }

    @Test
    void aBoxThatWasNotTickedSaidNothing() {
        migrateTo(OLDER);
        var ticked = report(true);
        var not = report(false);

        migrateTo(NEWEST);
        assertThat(calledBack(ticked)).isTrue();
        assertThat(calledBack(not)).isNull();
    }

    private void migrateTo(String version) {
        BEFORE.forEach(schema -> migrate(schema, NEWEST));
        migrate("incident", version);
    }

    private void migrate(String schema, String version) {
        Flyway.configure()
                .dataSource(
                        settings.get("komcert.database.url"),
                        settings.get("komcert.database.owner"),
                        settings.get("komcert.database.owner-password"))
                .locations("classpath:db/migration/" + schema)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .placeholders(Map.of("app_role", settings.get("komcert.database.user")))
                .target(version)
                .load()
                .migrate();
    }

    private UUID incident() {
        var id = UUID.randomUUID();
        owner.sql("""
                        insert into incident.incident (id, compartment_id, code_name, title, playbook, playbook_version,
                            playbook_text, exercise, state, t0, opened_at, lead, severity, tlp, pap, rsit)
                        values (?, ?, 'ERLE-07', 'Probe', 'probe', '1', '', false, 'OPEN', now(), now(), ?, 'LOW', 'AMBER',
                            'AMBER', 'other')""").params(id, UUID.randomUUID(), UUID.randomUUID()).update();
        return id;
    }

    private UUID decision(UUID incident, String recommendation, boolean followed) {
        var id = UUID.randomUUID();
        owner.sql("""
                        insert into incident.decision (id, compartment_id, incident_id, gate, question, recommendation,
                            decision, decided_by, decided_at, channel, why, followed, recorded_by, recorded_at)
                        values (?, ?, ?, '', 'Frage', ?, 'Ja', 'Landrätin', now(), '', '', ?, ?, now())""")
                .params(id, UUID.randomUUID(), incident, recommendation, followed, UUID.randomUUID())
                .update();
        return id;
    }

    private UUID report(boolean calledBack) {
        var id = UUID.randomUUID();
        owner.sql("""
                        insert into incident.report (id, compartment_id, taken_by, taken_at, state, saved_at, called_back)
                        values (?, ?, ?, now(), 'OPEN', now(), ?)""")
                .params(id, UUID.randomUUID(), UUID.randomUUID(), calledBack)
                .update();
        return id;
    }

    private Boolean followed(UUID decision) {
        return value("select followed from incident.decision where id = ?", decision);
    }

    private Boolean calledBack(UUID report) {
        return value("select called_back from incident.report where id = ?", report);
    }

    /** A row is asked for, since a single column that is null would count as none. */
    private Boolean value(String query, UUID id) {
        return (Boolean) owner.sql(query)
                .param(id)
                .query()
                .singleRow()
                .values()
                .iterator()
                .next();
    }
}
