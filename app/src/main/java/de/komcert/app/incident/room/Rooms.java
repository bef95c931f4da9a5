package de.komcert.app.incident.room;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.Playbook;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.playbook.Playbooks;
import de.komcert.app.incident.retention.Tombstone;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.web.NotHere;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Enters an incident's room: finds it, or nothing, and puts its head on the page. */
@Component
public class Rooms {

    private final Incidents incidents;
    private final Readers readers;
    private final Playbooks playbooks;
    private final Plans plans;
    private final Tombstones tombstones;
    private final List<RoomTab> tabs;

    Rooms(
            Incidents incidents,
            Readers readers,
            Playbooks playbooks,
            Plans plans,
            Tombstones tombstones,
            List<RoomTabs> tabs) {
        this.incidents = incidents;
        this.readers = readers;
        this.playbooks = playbooks;
        this.plans = plans;
        this.tombstones = tombstones;
        this.tabs = tabs.stream()
                .flatMap(some -> some.tabs().stream())
                .sorted(Comparator.comparingInt(RoomTab::order))
                .toList();
    }

    /** An incident, how far its plan has got, and who sees it. */
    public record Entered(Incident incident, Plan plan, List<Readers.Reader> readers) {}

    /**
     * The incident of this id.
     *
     * @throws ErasedRoom where it was erased, and whoever asks was a member at the end
     */
    public Incident find(UUID id) {
        var incident = new IncidentId(id);
        return incidents.lookUp(incident).orElseThrow(() -> new ErasedRoom(erased(incident)));
    }

    /** What is left of an incident that was erased. */
    public Tombstone erased(IncidentId incident) {
        return tombstones.find(incident).orElseThrow(NotHere::new);
    }

    /** The incident of this id, with the head of its room on the page. */
    public Incident enter(UUID id, RoomTab tab, Model model) {
        return enterWithAll(id, tab, model).incident();
    }

    /** For pages that show more of what the head has read anyway. */
    public Entered enterWithAll(UUID id, RoomTab tab, Model model) {
        var incident = find(id);
        var people = readers.of(incident);
        var lead = people.stream()
                .filter(reader -> reader.id().equals(incident.lead()))
                .map(Readers.Reader::name)
                .findFirst()
                .orElse("");
        var title = playbooks.find(incident.playbook()).map(Playbook::title).orElse(incident.playbook());
        var plan = plans.of(incident);
        model.addAttribute(
                "head",
                new RoomHead(incident, title, tabs, tab, people, lead, phase(plan), NearestClock.of(incident, plan)));
        model.addAttribute("mayWork", !incident.closed() && Acting.now().may(Permission.WORK_INCIDENTS));
        model.addAttribute("mayLead", !incident.closed() && Acting.now().may(Permission.LEAD_INCIDENTS));
        model.addAttribute("mayRecall", Acting.now().may(Permission.WORK_INCIDENTS));
        return new Entered(incident, plan, people);
    }

    private static int phase(Plan plan) {
        return plan.playbook().steps().stream()
                .filter(step -> plan.status(step).open())
                .mapToInt(Step::phase)
                .min()
                .orElse(0);
    }
}
