package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.List;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.incident.Incident;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;

/**
 * The list of incidents.
 *
 * @param einrichtungen all of them, to filter by
 */
record ListPage(ListFilter filter, List<Row> rows, List<Einrichtung> einrichtungen) {

    /** One incident with its lead and the open task that is due next. */
    record Row(Incident incident, String lead, @Nullable NearestClock clock) {

        boolean overdue(Instant now) {
            var nextLook = incident.nextLook();
            return clock != null && clock.due().isBefore(now) || nextLook != null && nextLook.isBefore(now);
        }
    }

    /** The strictest marking of what the page shows. */
    Tlp tlp() {
        return rows.stream().map(row -> row.incident().classification().tlp()).reduce(Tlp.AMBER, Tlp::join);
    }
}
