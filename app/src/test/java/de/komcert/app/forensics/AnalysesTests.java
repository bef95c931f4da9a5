package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** From an order to findings, over the whole server. */
@IdentityServer
class AnalysesTests {

    @Autowired
    Members members;

    @Autowired
    Reports reports;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentFiles files;

    @Autowired
    AnalysisOrders orders;

    @Autowired
    Analyses analyses;

    @Autowired
    Pseudonyms pseudonyms;

    @Autowired
    Journal journal;

    @Autowired
    SettableClock clock;

    @Autowired
    @FlywayDataSource
    javax.sql.DataSource ownerOfTheDatabase;

    Actor.Person analyst;
    Incident incident;
    JdbcClient owner;

    @BeforeEach
    void open() {
        clock.advance(Duration.ofMinutes(5));
        owner = JdbcClient.create(ownerOfTheDatabase);
        analyst = new Actor.Person(members.create(Role.ANALYST).id(), "Milena Grothe", Role.ANALYST);
        incident = Acting.as(
                analyst,
                () -> incidents.open(
                        reports.begin(new Call("1", "2", "3", null, "4", false), false)
                                .id(),
                        "telefonbetrug",
                        "Fall"));
    }

    @Test
    void anOrderedAnalysisFindsWhatTheRulesFindAndHidesWhoItWas() throws Exception {
        var log = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            log.append(
                    "2026-11-20T10:00:%02d+01:00 srv-web01 sshd[12]: Failed password for m.kessler from 10.20.9.9 port 5%d200 ssh2\n"
                            .formatted(i, i % 10));
        }
        log.append(
                "2026-11-20T10:01:00+01:00 srv-web01 sshd[12]: Accepted password for m.kessler from 10.20.9.9 port 50999 ssh2\n");
        log.append(
                "2026-11-20T10:02:00+01:00 srv-web01 sudo: m.kessler : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/m.kessler ; USER=root ; COMMAND=/bin/bash\n");
        var analysis = done(request("auth.log", log.toString()));

        assertThat(analysis.state()).isEqualTo(Analysis.State.DONE);
        assertThat(analysis.progress().entries()).isEqualTo(14);
        assertThat(analysis.progress().findings()).isPositive();
        var rows = owner.sql(
                        "select rule, title, fields::text as fields, words, host from forensics.finding where analysis_id = ?")
                .param(analysis.id())
                .query()
                .listOfRows();
        assertThat(rows).isNotEmpty();
        assertThat(rows.toString()).doesNotContainIgnoringCase("kessler").contains("\uE0001\uE001");
        Acting.run(analyst, () -> {
            assertThat(pseudonyms.readable(incident).text("\uE0001\uE001")).isEqualTo("Person 1");
            pseudonyms.open(incident.id(), 1, "Konto muss gesperrt werden");
            assertThat(pseudonyms.readable(incident).text("\uE0001\uE001")).isEqualTo("m.kessler");
            assertThat(journal.entries(incident.compartment()))
                    .extracting(JournalEntry::text)
                    .anyMatch(text -> text.startsWith("Auswertungsanordnung 1"))
                    .anyMatch(text -> text.startsWith("Auswertung 1 fertig"))
                    .anyMatch(text -> text.contains("Person 1 aufgedeckt"))
                    .noneMatch(text -> text.contains("kessler"));
        });
    }

    private UUID request(String name, String log) {
        return Acting.as(analyst, () -> {
            var file =
                    files.add(incident.id(), name, "", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
            var order = orders.record(
                    incident.id(),
                    new AnalysisOrders.Terms(
                            "Wer hat sich angemeldet?",
                            "srv-web01",
                            Instant.parse("2026-11-01T00:00:00Z"),
                            Instant.parse("2026-11-30T00:00:00Z"),
                            "Landrätin Voss",
                            clock.instant(),
                            "Telefon",
                            LocalDate.parse("2099-01-01")));
            return analyses.request(incident.id(), order, List.of(file.id()), "Europe/Berlin");
        });
    }

    private Analysis done(UUID id) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var analysis = Acting.as(analyst, () -> analyses.find(incident.id(), id));
            if (!analysis.state().open()) {
                return analysis;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the analysis does not end");
    }
}
