package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Retention;
import org.jspecify.annotations.Nullable;

/**
 * Until when something is kept, and what forbids its erasing.
 *
 * @param base the address below which holds are set and lifted
 * @param mayHold whether the reader sets and lifts them
 */
record RetentionPanel(String base, Retention retention, List<Hold> holds, boolean mayHold) {

    static RetentionPanel of(String base, Retention retention, List<Hold> holds, @Nullable PersonId lead) {
        return new RetentionPanel(
                base, retention, holds, Acting.now().may(Permission.LEAD_INCIDENTS) && Holds.mayDecide(lead));
    }
}
