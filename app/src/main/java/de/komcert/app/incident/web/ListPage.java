package de.komcert.app.incident.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;

/**
 * The list of incidents.
 *
 * @param erased what is left of those that were erased, where these are asked for
 * @param einrichtungen all of them, to filter by
 */
record ListPage(ListFilter filter, List<Row> rows, List<Tombstone> erased, List<Einrichtung> einrichtungen) {

    /** What was erased, whose code name has what was searched for in it; nothing else is known of it. */
    static ListPage erased(ListFilter filter, List<Tombstone> stones, List<Einrichtung> einrichtungen) {
        var sought = filter.search().strip().toUpperCase(Locale.ROOT);
        return new ListPage(
                filter,
                List.of(),
                stones.stream()
                        .filter(stone -> stone.codeName() == null
                                ? sought.isEmpty()
                                : stone.codeName().value().contains(sought))
                        .toList(),
                einrichtungen);
    }

    /**
     * One incident with its lead and the open task that is due next.
     *
     * @param erasedOn the day on which it is erased, once that is announced
     */
    record Row(
            Incident incident,
            String lead,
            @Nullable NearestClock clock,
            @Nullable LocalDate erasedOn) {

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
