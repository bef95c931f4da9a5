package de.komcert.app.forensics;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.Role;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.identity.SettableClock;
import de.komcert.app.identity.web.IdentityServer;
import de.komcert.app.identity.web.IdentityServer.Member;
import de.komcert.app.identity.web.IdentityServer.Members;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An incident on a whole server, in which logs can be evaluated. */
@IdentityServer
public abstract class AnalysisCase {

    @Autowired
    protected Members members;

    @Autowired
    private Reports reports;

    @Autowired
    protected Incidents incidents;

    @Autowired
    protected IncidentFiles files;

    @Autowired
    protected AnalysisOrders orders;

    @Autowired
    protected Analyses analyses;

    @Autowired
    protected SettableClock clock;

    @Autowired
    @FlywayDataSource
    private DataSource ownerOfTheDatabase;

    protected Member member;
    protected Actor.Person analyst;
    protected Incident incident;
    protected JdbcClient owner;

    @BeforeEach
    void openIncident() {
        clock.advance(Duration.ofMinutes(5));
        owner = JdbcClient.create(ownerOfTheDatabase);
        member = members.create(Role.ANALYST);
        analyst = new Actor.Person(member.id(), "Milena Grothe", Role.ANALYST);
        incident = incident();
    }

    protected Incident incident() {
        return Acting.as(
                analyst,
                () -> incidents.open(
                        reports.begin(new Call("1", "2", "3", null, "4", false), false)
                                .id(),
                        "telefonbetrug",
                        "Fall"));
    }

    protected static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    protected static final Instant DECEMBER = Instant.parse("2026-11-30T00:00:00Z");

    /** Asks for the analysis of a log, whose period is November 2026. */
    protected UUID request(String name, String log) {
        return request(name, new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    }

    protected UUID request(String name, InputStream log) {
        return request(Map.of(name, log));
    }

    protected UUID request(Map<String, InputStream> logs) {
        return request(logs, NOVEMBER, DECEMBER);
    }

    protected UUID request(Map<String, InputStream> logs, Instant from, Instant to) {
        return Acting.as(analyst, () -> {
            var added = new ArrayList<UUID>();
            logs.forEach((name, log) ->
                    added.add(files.add(incident.id(), name, "", log).id()));
            return analyses.request(incident.id(), record(from, to), added, "Europe/Berlin", true);
        });
    }

    /** Asks for the same once more. */
    protected UUID again(Analysis analysis) {
        var same = analysis.files().stream().map(Analysis.AnalysedFile::id).toList();
        return Acting.as(analyst, () -> analyses.request(incident.id(), analysis.order(), same, analysis.zone(), true));
    }

    /** Orders an evaluation of November 2026. */
    protected UUID order() {
        return Acting.as(analyst, () -> record(NOVEMBER, DECEMBER));
    }

    private UUID record(Instant from, Instant to) {
        return orders.record(
                incident.id(),
                new AnalysisOrders.Terms(
                        "Wer hat sich angemeldet?",
                        "srv-web01",
                        from,
                        to,
                        "Landrätin Voss",
                        clock.instant(),
                        "Telefon",
                        LocalDate.parse("2099-01-01")));
    }

    /** The analysis once it has ended. */
    protected Analysis ended(UUID id) throws InterruptedException {
        for (int i = 0; i < 2_400; i++) {
            var analysis = Acting.as(analyst, () -> analyses.find(incident.id(), id));
            if (!analysis.state().open()) {
                return analysis;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the analysis does not end");
    }
}
