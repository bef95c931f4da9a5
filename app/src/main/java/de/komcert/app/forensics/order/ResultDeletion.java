package de.komcert.app.forensics.order;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.vault.StorageFailed;
import de.komcert.app.web.FailureLog;
import de.komcert.app.web.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what analyses brought, once the day that was ordered is over, one order after the other, each in one transaction.
 * Where a hold stands, it waits until that is lifted.
 */
@Component
public class ResultDeletion {

    private static final Logger LOG = LoggerFactory.getLogger(ResultDeletion.class);

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Holds holds;
    private final Journal journal;
    private final Timelines timelines;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ResultDeletion(
            JdbcClient jdbc,
            Incidents incidents,
            Holds holds,
            Journal journal,
            Timelines timelines,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.holds = holds;
        this.journal = journal;
        this.timelines = timelines;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Due(UUID order, CompartmentId compartment) {}

    /** Does what is due today. What fails is tried again by the next run. */
    public void run() {
        var today = LocalDate.ofInstant(clock.instant(), Times.ZONE);
        for (var due : due(today)) {
            try {
                Acting.run(
                        AnalysisJob.ACTOR.in(due.compartment()),
                        () -> transaction.executeWithoutResult(_ -> delete(due)));
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Ergebnisse einer Auswertung wurden nicht gelöscht; der nächste Lauf versucht es wieder. Nummer {}.",
                        FailureLog.keep(failure));
            }
        }
    }

    private List<Due> due(LocalDate today) {
        return Acting.as(
                AnalysisJob.ACTOR,
                () -> transaction.execute(_ -> jdbc.sql(
                                "select analysis_order, compartment from forensics.orders_due(?)")
                        .param(today)
                        .query((row, _) -> new Due(
                                row.getObject("analysis_order", UUID.class),
                                new CompartmentId(row.getObject("compartment", UUID.class))))
                        .list()));
    }

    private void delete(Due due) {
        if (holds.of(due.compartment()).stream().anyMatch(Hold::stands)) {
            return;
        }
        var number = jdbc.sql("select number from forensics.analysis_order where id = ?")
                .param(due.order())
                .query(Integer.class)
                .single();
        jdbc.sql("select forensics.delete_results(?)")
                .param(due.order())
                .query((_, _) -> 0)
                .list();
        removeTimelines(due.order());
        journal.record(due.compartment(), JournalEntry.Kind.RECORD, "journal.resultsDeleted", number);
        incidents.in(due.compartment()).ifPresent(incident -> incidents.changed(incident.id(), due.compartment()));
    }

    private void removeTimelines(UUID order) {
        try {
            timelines.remove(order);
        } catch (StorageFailed failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
