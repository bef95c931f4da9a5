package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.incident.Colleagues;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;

/**
 * The first screen.
 *
 * @param names all Einrichtungen, to choose from while typing
 * @param calls Meldungen nobody has dealt with
 * @param handed what the reader took over lately
 * @param ending what will be erased soon
 * @param colleagues the people of the CERT, free or busy
 */
record OverviewPage(
        boolean mayWork,
        List<String> names,
        List<Report> calls,
        List<Handed> handed,
        List<Running> running,
        List<NextTask> next,
        List<Retentions.Ending> ending,
        List<Colleagues.Colleague> colleagues) {

    /** The strictest marking of what the page shows. */
    Tlp tlp() {
        return running.stream()
                .map(row -> row.incident().classification().tlp())
                .reduce(calls.isEmpty() ? Tlp.AMBER : Tlp.AMBER_STRICT, Tlp::join);
    }

    /** An incident that was handed to the reader lately. */
    record Handed(UUID incident, String codeName, String title, boolean exercise, String from, Instant at) {}

    /** A running incident with its lead and nearest due time. */
    record Running(Incident incident, String lead, @Nullable NearestClock clock) {}

    /**
     * Something for the reader to do.
     *
     * @param anchor where it stands on the incident's page
     */
    record NextTask(
            UUID incident,
            String codeName,
            boolean exercise,
            String anchor,
            String title,
            String reason,
            @Nullable Instant due) {}
}
