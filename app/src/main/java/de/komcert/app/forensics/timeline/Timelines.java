package de.komcert.app.forensics.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.finding.Storable;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.StorageFailed;
import de.komcert.app.vault.StoredFile;
import de.komcert.app.vault.Vault;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.logs.Stop;
import de.komcert.traces.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The timelines of analyses: what they are lies here, the events lie in the vault. */
@Component
public class Timelines {

    /** More than any disk has: what bounds a timeline is what is read for it. */
    private static final long MOST_BYTES = 1L << 50;

    private static final Logger LOG = LoggerFactory.getLogger(Timelines.class);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final HostClocks clocks;
    private final Path folder;
    private final CountedRuns runs = new CountedRuns();

    Timelines(JdbcClient jdbc, Vault vault, HostClocks clocks, @Value("${komcert.data}") Path data) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clocks = clocks;
        this.folder = data.resolve("work");
    }

    /**
     * A timeline that was kept.
     *
     * @param number that of its analysis
     */
    public record Kept(IncidentId incident, UUID analysis, int number, FileId file, TimelineSpan span) {

        /** The position, where an event has it. */
        public long within(long position) {
            if (position < 0 || position >= span.events()) {
                throw new NotHere();
            }
            return position;
        }
    }

    /** Where events wait until the analysis ends. */
    public EventSpool spool() {
        return new EventSpool(folder);
    }

    /**
     * Keeps the events, with signs in place of names.
     *
     * @param finishing what ends the analysis, in the same transaction; where it gives false, nothing is kept
     */
    public void keep(
            UUID analysis,
            CompartmentId compartment,
            EventSpool events,
            Masking masking,
            Stop stop,
            BooleanSupplier finishing)
            throws IOException {
        try (var content = events.content(masking, stop)) {
            vault.store(compartment, content, MOST_BYTES, file -> {
                if (!finishing.getAsBoolean()) {
                    throw new EndedEarly();
                }
                return record(analysis, file, content.span());
            });
        } catch (EndedEarly ended) {
            // Whoever ended it has said so; the vault has forgotten the file.
        }
    }

    private StoredFile record(UUID analysis, StoredFile file, TimelineSpan span) {
        jdbc.sql("""
                        insert into forensics.timeline (analysis_id, compartment_id, file_id, events, untimed, first_ticks,
                            last_ticks)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .param(analysis)
                .param(file.compartment().value())
                .param(file.id().value())
                .param(span.events())
                .param(span.untimed())
                .param(Storable.ticks(span.first()))
                .param(Storable.ticks(span.last()))
                .update();
        return file;
    }

    /** Those of an incident; one statement. */
    @Transactional(readOnly = true)
    public List<Kept> of(IncidentId incident) {
        return jdbc.sql("""
                        select t.*, a.number from forensics.timeline t join forensics.analysis a on a.id = t.analysis_id
                        where a.incident_id = ? order by a.number desc""")
                .param(incident.value())
                .query((row, _) -> {
                    var first = row.getObject("first_ticks", Long.class);
                    var last = row.getObject("last_ticks", Long.class);
                    return new Kept(
                            incident,
                            row.getObject("analysis_id", UUID.class),
                            row.getInt("number"),
                            new FileId(row.getObject("file_id", UUID.class)),
                            new TimelineSpan(
                                    row.getLong("events"),
                                    row.getLong("untimed"),
                                    first == null ? Entry.NO_TIME : first,
                                    last == null ? Entry.NO_TIME : last));
                })
                .list();
    }

    /** That of an analysis, where it has one. */
    @Transactional(readOnly = true)
    public Optional<Kept> find(IncidentId incident, UUID analysis) {
        return of(incident).stream()
                .filter(kept -> kept.analysis().equals(analysis))
                .findFirst();
    }

    /** A position as an address says it. */
    public static long position(String written) {
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException none) {
            throw new NotHere();
        }
    }

    /** What is done with a timeline that is open. */
    @FunctionalInterface
    public interface Reading<R> {
        R of(OpenTimeline timeline) throws IOException;
    }

    /** Reads something of a timeline; one that is damaged there is refused with a sentence. */
    public <R> R reading(Kept kept, Reading<R> reading) {
        try (var timeline = open(kept)) {
            return reading.of(timeline);
        } catch (IOException damaged) {
            throw refusal(damaged);
        }
    }

    /** The event with that position in the file of a timeline, in the order of the file: no clock is corrected. */
    TimelineEvent event(Kept kept, long position) {
        try (var file = file(kept)) {
            return file.event(position);
        } catch (IOException damaged) {
            throw refusal(damaged);
        }
    }

    /** Reads all of it once, so that nothing of a damaged one is given out. */
    public void check(Kept kept) {
        try {
            vault.check(kept.file());
        } catch (IOException damaged) {
            throw refusal(damaged);
        }
    }

    OpenTimeline open(Kept kept) throws IOException {
        var ahead = clocks.ahead(kept.incident());
        var file = file(kept);
        try {
            return new OpenTimeline(file, order(kept, file, ahead));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private EventOrder order(Kept kept, TimelineFile file, Map<String, Duration> ahead) throws IOException {
        if (ahead.isEmpty()) {
            return new LoggedOrder(file);
        }
        var counted = runs.of(kept.file(), file, ahead);
        return counted.areCorrected() ? new CorrectedOrder(file, counted) : new LoggedOrder(file);
    }

    private TimelineFile file(Kept kept) throws IOException {
        return TimelineFile.open(vault.open(kept.file()));
    }

    private static Refusal refusal(IOException damaged) {
        LOG.error("Damaged: {}", damaged.getMessage());
        return new Refusal("events.damaged").as(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /**
     * Takes away the timelines that an order brought to light, with the caller's transaction: on the day on which the order's
     * results are deleted.
     */
    @Transactional
    public void remove(UUID order) throws StorageFailed {
        List<FileId> files = jdbc.sql("""
                        delete from forensics.timeline t using forensics.analysis a
                        where t.analysis_id = a.id and a.order_id = ? returning t.file_id""")
                .param(order)
                .query((row, _) -> new FileId(row.getObject("file_id", UUID.class)))
                .list();
        for (var file : files) {
            vault.remove(file);
        }
    }

    /** The analysis has ended before it was done. */
    private static final class EndedEarly extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedEarly() {
            super(null, null, false, false);
        }
    }
}
