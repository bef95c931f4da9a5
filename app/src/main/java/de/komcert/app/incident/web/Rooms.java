package de.komcert.app.incident.web;

import java.util.UUID;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Playbooks;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.plan.Playbook;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Enters an incident's room: finds it, or nothing, and puts its head on the page. */
@Component
class Rooms {

    private final Incidents incidents;
    private final Readers readers;
    private final Playbooks playbooks;

    Rooms(Incidents incidents, Readers readers, Playbooks playbooks) {
        this.incidents = incidents;
        this.readers = readers;
        this.playbooks = playbooks;
    }

    Incident enter(UUID id, RoomHead.Tab tab, Model model) {
        var incident = incidents.find(new IncidentId(id));
        var people = readers.of(incident);
        var lead = people.stream()
                .filter(reader -> reader.id().equals(incident.lead()))
                .map(Readers.Reader::name)
                .findFirst()
                .orElse("");
        var title = playbooks.find(incident.playbook()).map(Playbook::title).orElse(incident.playbook());
        model.addAttribute("head", new RoomHead(incident, title, tab, people, lead));
        model.addAttribute("mayWork", !incident.closed() && Acting.now().may(Permission.WORK_INCIDENTS));
        model.addAttribute("mayLead", !incident.closed() && Acting.now().may(Permission.LEAD_INCIDENTS));
        model.addAttribute("mayRecall", Acting.now().may(Permission.WORK_INCIDENTS));
        return incident;
    }
}
