package de.komcert.app.incident.link;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What belongs together: an incident merged into another, a Meldung into what is known already, a child and its parent.
 *
 * <p>Both ends stay what they were: own readers, own chain, own plan. Whoever links must see both ends, and only who sees
 * both ever learns that there is a link. Both journals keep the fingerprint of the link and not a word of the other end.
 */
@Component
@Transactional
public class Links {

    private final LinkRows rows;
    private final Incidents incidents;
    private final Reports reports;
    private final Closing closing;
    private final Journal journal;
    private final Clock clock;

    Links(LinkRows rows, Incidents incidents, Reports reports, Closing closing, Journal journal, Clock clock) {
        this.rows = rows;
        this.incidents = incidents;
        this.reports = reports;
        this.closing = closing;
        this.journal = journal;
        this.clock = clock;
    }

    /** What the actor may know to be linked with this compartment. */
    @Transactional(readOnly = true)
    public List<Link> of(CompartmentId compartment) {
        return rows.of(compartment);
    }

    /** The incidents this one could be linked with. */
    @Transactional(readOnly = true)
    public List<Incident> candidates(Incident incident) {
        return candidates(incident, rows.of(incident.compartment()));
    }

    /** The same, for whoever has read its links already. */
    @Transactional(readOnly = true)
    public List<Incident> candidates(Incident incident, List<Link> links) {
        var linked = links.stream().map(Link::incident).toList();
        return candidates(incident.exercise()).stream()
                .filter(other -> !other.id().equals(incident.id()) && !linked.contains(other.id()))
                .toList();
    }

    /** The incidents a Meldung could be merged into. */
    @Transactional(readOnly = true)
    public List<Incident> candidates(boolean exercise) {
        return incidents.list(Incidents.Filter.RUNNING).stream()
                .filter(other -> other.exercise() == exercise)
                .toList();
    }

    /**
     * Ends an incident that is part of another one, which leads from now on.
     *
     * @param reason what every reader of the ended one may read
     */
    public void merge(IncidentId from, IncidentId into, String reason) {
        var pair = locked(from, into);
        closing.end(pair.from(), reason);
        link(LinkRows.Kind.MERGED, pair.from().compartment(), pair.into().compartment());
        incidents.changed(into, pair.into().compartment());
    }

    /** Ends a Meldung that is about a running incident. */
    public void merge(ReportId from, IncidentId into, String reason) {
        var incident = incidents.working(into);
        var report = open(from);
        requireSameKind(report.exercise(), incident.exercise());
        reports.end(report, reason);
        link(LinkRows.Kind.MERGED, report.compartment(), incident.compartment());
        incidents.changed(into, incident.compartment());
    }

    /** Ends a Meldung that is about the same as another one. */
    public void merge(ReportId from, ReportId into, String reason) {
        // Looked for as they were named, so that the order of their ids shows in no answer; then locked in one order
        // for everybody, so that two who merge crosswise do not wait for each other.
        reports.find(from);
        reports.find(into);
        if (from.equals(into)) {
            throw new Refusal("link.same");
        }
        Stream.of(from, into).sorted(Comparator.comparing(ReportId::value)).forEach(this::open);
        var report = open(from);
        var leading = open(into);
        requireSameKind(report.exercise(), leading.exercise());
        reports.end(report, reason);
        link(LinkRows.Kind.MERGED, report.compartment(), leading.compartment());
    }

    /** Makes the one a part of the other; both go on. */
    public void adopt(IncidentId child, IncidentId parent) {
        var pair = locked(child, parent);
        var above = new ArrayList<>(rows.of(pair.into().compartment()));
        for (int next = 0; next < above.size(); next++) {
            var link = above.get(next);
            if (link.tie() == Link.Tie.PARENT && link.incident() != null && link.erasedAt() == null) {
                if (link.incident().equals(child)) {
                    throw new Refusal("link.circle");
                }
                above.addAll(rows.of(incidents.find(link.incident()).compartment()).stream()
                        .filter(further ->
                                above.stream().noneMatch(known -> known.id().equals(further.id())))
                        .toList());
            }
        }
        var present = rows.of(pair.from().compartment());
        if (present.stream().anyMatch(link -> parent.equals(link.incident()))) {
            throw new Refusal("link.already");
        }
        if (present.stream().anyMatch(link -> link.tie() == Link.Tie.PARENT && link.erasedAt() == null)) {
            throw new Refusal("link.hasParent");
        }
        link(LinkRows.Kind.CHILD, pair.from().compartment(), pair.into().compartment());
        incidents.changed(child, pair.from().compartment());
        incidents.changed(parent, pair.into().compartment());
    }

    /** Takes a parent from its child, or a child from its parent. */
    public void part(IncidentId id, UUID link) {
        var incident = incidents.working(id);
        var other = rows.otherEnd(incident.compartment(), link).orElseThrow(NotHere::new);
        var known = rows.of(incident.compartment()).stream()
                .filter(one -> one.id().equals(link))
                .findFirst()
                .orElseThrow(NotHere::new);
        rows.part(link, clock.instant());
        remark("journal.remarkWithdrawn", known.fingerprint(), incident.compartment(), other);
        incidents.changed(id, incident.compartment());
        incidents.in(other).ifPresent(there -> incidents.changed(there.id(), other));
    }

    private record Pair(Incident from, Incident into) {}

    /**
     * Both, held against others in one order for everybody, so that two who link crosswise do not wait for each other.
     * They are looked for as they were named before, so that the order of their ids shows in no answer.
     */
    private Pair locked(IncidentId from, IncidentId into) {
        incidents.find(from);
        incidents.find(into);
        if (from.equals(into)) {
            throw new Refusal("link.same");
        }
        Stream.of(from, into).sorted(Comparator.comparing(IncidentId::value)).forEach(incidents::working);
        var pair = new Pair(incidents.working(from), incidents.working(into));
        requireSameKind(pair.from().exercise(), pair.into().exercise());
        return pair;
    }

    private Report open(ReportId id) {
        var report = reports.locked(id);
        if (report.state() != Report.State.OPEN) {
            throw new Refusal("report.ended");
        }
        return report;
    }

    /** Nothing of an exercise leaves it, and nothing real enters one. */
    private static void requireSameKind(boolean one, boolean other) {
        if (one != other) {
            throw new Refusal("link.exercise");
        }
    }

    private void link(LinkRows.Kind kind, CompartmentId from, CompartmentId to) {
        remark("journal.remark", rows.insert(kind, from, to, clock.instant()), from, to);
    }

    private void remark(String sentence, String fingerprint, CompartmentId one, CompartmentId other) {
        Stream.of(one, other)
                .sorted(Comparator.comparing(CompartmentId::value))
                .forEach(end -> journal.record(end, JournalEntry.Kind.RECORD, sentence, fingerprint));
    }
}
