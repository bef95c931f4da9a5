package de.komcert.app.incident.retention;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.access.CompartmentId;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.vault.StorageFailed;
import de.komcert.app.vault.Vault;
import de.komcert.app.web.FailureLog;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The job that announces and erases. It visits one compartment after the other, sees no other while it is there, and does
 * all it does in one transaction.
 *
 * <p>When a visit fails, nothing of it has happened, the others go on, and the next run repeats it.
 */
@Component
public class Erasing {

    /** Who the database lets erase. The migrations name the same id; the name stands in the journal. */
    static final Actor.Job JOB = new Actor.Job("Aufbewahrung");

    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);

    private final JdbcClient jdbc;
    private final Matters matters;
    private final Journal journal;
    private final Vault vault;
    private final Texts texts;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Erasing(
            JdbcClient jdbc,
            Matters matters,
            Journal journal,
            Vault vault,
            Texts texts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.journal = journal;
        this.vault = vault;
        this.texts = texts;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Does what is due today. Doing it twice on one day does no more than once. */
    public void run() {
        var today = LocalDate.ofInstant(clock.instant(), Times.ZONE);
        for (var compartment : due(today)) {
            try {
                Acting.run(JOB.in(compartment), () -> transaction.executeWithoutResult(_ -> visit(compartment, today)));
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Eine Löschung unterblieb; der nächste Lauf versucht es wieder. Nummer {}.",
                        FailureLog.keep(failure));
            }
        }
    }

    private List<CompartmentId> due(LocalDate today) {
        return Acting.as(
                JOB,
                () -> transaction.execute(_ -> jdbc.sql("select id from incident.retention_due(?, ?) as id")
                        .params(today, Retention.NOTICE_DAYS)
                        .query((row, _) -> new CompartmentId(row.getObject("id", UUID.class)))
                        .list()));
    }

    private void visit(CompartmentId compartment, LocalDate today) {
        var matter = matters.locked(compartment).orElseThrow();
        var retention = matters.retention(compartment).orElseThrow();
        switch (retention.due(today, matters.whole(compartment))) {
            case NOTHING -> {
                return;
            }
            case ANNOUNCE -> announce(compartment, retention);
            case WITHDRAW -> matters.withdraw(compartment);
            case ERASE -> erase(compartment, retention);
        }
        matters.changed(matter);
    }

    private void announce(CompartmentId compartment, Retention retention) {
        var announced = matters.announce(compartment);
        var told = new Retention(retention.kind(), retention.months(), retention.closedAt(), announced, false);
        journal.record(
                compartment,
                JournalEntry.Kind.INCIDENT,
                "journal.erasingAnnounced",
                day(told.erasedOn(LocalDate.ofInstant(announced, Times.ZONE)).orElseThrow()),
                kind(retention),
                retention.months());
    }

    /** The last line of the journal outlives the others; then the key of the files, the files, and everything else go. */
    private void erase(CompartmentId compartment, Retention retention) {
        journal.record(
                compartment,
                JournalEntry.Kind.INCIDENT,
                "journal.wasErased",
                kind(retention),
                retention.months(),
                day(Objects.requireNonNull(retention.closedAt())),
                day(Objects.requireNonNull(retention.announcedAt())));
        try {
            vault.erase(compartment);
        } catch (StorageFailed failure) {
            throw new UncheckedIOException(failure);
        }
        jdbc.sql("select incident.erase(?)")
                .param(compartment.value())
                .query((_, _) -> 0)
                .list();
    }

    private String kind(Retention retention) {
        return texts.get(Locale.GERMAN, "retention.kind." + retention.kind());
    }

    private static String day(Instant moment) {
        return day(LocalDate.ofInstant(moment, Times.ZONE));
    }

    private static String day(LocalDate day) {
        return Times.german(day);
    }
}
