package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.link.Link;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.retention.Retention;
import org.jspecify.annotations.Nullable;

/**
 * Until when something is kept, and what forbids its erasing.
 *
 * @param base the address below which holds are set and lifted
 * @param mayHold whether the reader sets and lifts them
 * @param partOf what a Meldung was merged into and does not go before, as far as the reader sees it, or null
 */
record RetentionPanel(
        String base,
        Retention retention,
        List<Hold> holds,
        boolean mayHold,
        @Nullable String partOf) {

    static RetentionPanel ofIncident(Incident incident, Retention retention, List<Hold> holds) {
        return new RetentionPanel("/vorfaelle/" + incident.id(), retention, holds, mayHold(incident.lead()), null);
    }

    static RetentionPanel ofReport(Report report, Retention retention, List<Hold> holds, List<Link> links) {
        var whole = links.stream()
                .filter(link -> link.tie() == Link.Tie.MERGED_INTO && link.erasedAt() == null)
                .findFirst();
        return new RetentionPanel(
                "/anruf/" + report.id(),
                retention,
                holds,
                mayHold(null),
                whole.map(Link::name).orElse(null));
    }

    private static boolean mayHold(@Nullable PersonId lead) {
        return Acting.now().may(Permission.LEAD_INCIDENTS) && Holds.mayDecide(lead);
    }
}
