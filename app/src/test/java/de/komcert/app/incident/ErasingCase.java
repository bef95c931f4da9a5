package de.komcert.app.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Role;
import de.komcert.app.audit.Anchoring;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.journal.JournalExport;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.retention.Erasing;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Periods;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.retention.Tombstones;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests of erasing have in common: an incident that has ended, and days that pass.
 *
 * <p>The database has its own clock, so the rows are moved into the past and not the time into the future.
 */
abstract class ErasingCase extends IncidentCase {

    static final Instant LONG_AGO = Instant.parse("2001-05-04T10:00:00Z");

    @Autowired
    Closing closing;

    @Autowired
    Links links;

    @Autowired
    Readers readers;

    @Autowired
    JournalExport export;

    @Autowired
    Anchoring anchoring;

    @Autowired
    Erasing erasing;

    @Autowired
    Holds holds;

    @Autowired
    Periods periods;

    @Autowired
    Retentions retentions;

    @Autowired
    Tombstones tombstones;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @FlywayDataSource
    DataSource ownerOfTheDatabase;

    JdbcClient owner;
    Actor.Person leitung;
    Incident incident;

    @BeforeEach
    void closeOne() {
        clock.advance(Duration.ofMinutes(5));
        clock.catchUp();
        owner = JdbcClient.create(ownerOfTheDatabase);
        leitung = cases.person(Role.LEITUNG);
        incident = closed(Incident.Outcome.ENDED);
    }

    Incident closed(Incident.Outcome outcome) {
        var opened = cases.open(analyst, "Blaumeise", false);
        return Acting.as(analyst, () -> closing.close(opened.id(), outcome, "Blaumeise ist erledigt"));
    }

    static Call call() {
        return new Call("0221 4710-100", "Rotkehlchen", "Rotkehlchen", null, "Rotkehlchen", false);
    }

    static Holds.Demand demand(String orderedBy) {
        return new Holds.Demand(orderedBy, "Ermittlungen laufen", null);
    }

    void announceAndAge() {
        past(incident.compartment());
        erasing.run();
        assertThat(announced()).isTrue();
        announcedDaysAgo(31);
    }

    void erase(CompartmentId compartment) {
        past(compartment);
        erasing.run();
        age(compartment, 31);
        erasing.run();
    }

    /** Runs it as if the program had a clock that is 60 days ahead. */
    void tried() {
        clock.advance(Duration.ofDays(60));
        try {
            erasing.run();
        } finally {
            clock.advance(Duration.ofDays(-60));
        }
    }

    void past(CompartmentId compartment) {
        moved(compartment, LONG_AGO);
    }

    void moved(CompartmentId compartment, Instant closedAt) {
        owner.sql("update incident.incident set closed_at = ? where compartment_id = ? and state = 'CLOSED'")
                .params(Timestamp.from(closedAt), compartment.value())
                .update();
    }

    void announcedDaysAgo(int days) {
        age(incident.compartment(), days);
    }

    /** At noon, so that it is so many days by every clock. */
    void age(CompartmentId compartment, int days) {
        owner.sql("""
                        update incident.announcement
                        set announced_at = ((now() at time zone 'Europe/Berlin')::date - ? + time '12:00')
                            at time zone 'Europe/Berlin'
                        where compartment_id = ?""").params(days, compartment.value()).update();
    }

    boolean announced() {
        return owner.sql("select exists (select 1 from incident.announcement where compartment_id = ?)")
                .param(incident.compartment().value())
                .query(Boolean.class)
                .single();
    }

    boolean there() {
        return Acting.as(analyst, () -> incidents.in(incident.compartment()).isPresent());
    }

    String lastEntry() {
        return Acting.as(analyst, () -> journal.newest(incident.compartment(), 1))
                .getFirst()
                .text();
    }

    List<String> texts() {
        return Acting.as(analyst, () -> journal.entries(incident.compartment())).stream()
                .map(JournalEntry::text)
                .toList();
    }
}
