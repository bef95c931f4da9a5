package de.komcert.app.incident.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.journal.JournalEntry;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The timeline of an incident. */
@Controller
class TimelinePages {

    private final Rooms rooms;
    private final Journal journal;

    TimelinePages(Rooms rooms, Journal journal) {
        this.rooms = rooms;
        this.journal = journal;
    }

    @GetMapping("/vorfaelle/{id}/verlauf")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String timeline(
            @PathVariable UUID id,
            @RequestParam Optional<JournalEntry.Kind> art,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        var entered = rooms.enterWithAll(id, Tabs.TIMELINE, model);
        var incident = entered.incident();
        model.addAttribute(
                "timeline",
                TimelinePage.of(
                        journal.entries(incident.compartment()),
                        art.orElse(null),
                        ahead(incident, entered.plan(), shell),
                        incident.t0(),
                        end(incident, shell)));
        return "incident/web/timeline";
    }

    private static Instant end(Incident incident, Shell shell) {
        var closedAt = incident.closedAt();
        return closedAt == null ? shell.times().now() : closedAt;
    }

    private static List<TaskRow> ahead(Incident incident, Plan plan, Shell shell) {
        return plan.steps().stream()
                .filter(step -> !incident.closed() && plan.status(step).open() && plan.due(step) != null)
                .map(step -> TaskRow.of(plan, step, shell))
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.due())))
                .toList();
    }
}
