package de.komcert.app.incident.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.Person;
import de.komcert.app.incident.Colleagues;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.Drafts;
import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Readers;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Shell;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who sees the incident, who leads it, and handing it over. */
@Controller
class PeoplePages {

    private static final String DRAFT = "handover";

    private final Rooms rooms;
    private final Incidents incidents;
    private final Readers readers;
    private final HandOvers handOvers;
    private final Colleagues colleagues;
    private final Drafts drafts;
    private final Reports reports;
    private final Decisions decisions;

    PeoplePages(
            Rooms rooms,
            Incidents incidents,
            Readers readers,
            HandOvers handOvers,
            Colleagues colleagues,
            Drafts drafts,
            Reports reports,
            Decisions decisions) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.readers = readers;
        this.handOvers = handOvers;
        this.colleagues = colleagues;
        this.drafts = drafts;
        this.reports = reports;
        this.decisions = decisions;
    }

    @GetMapping("/vorfaelle/{id}/beteiligte")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String people(@PathVariable UUID id, @ModelAttribute("shell") Shell shell, Model model) {
        var entered = rooms.enterWithAll(id, Tabs.PEOPLE, model);
        var incident = entered.incident();
        var others = readers.others(incident);
        model.addAttribute("others", others);
        model.addAttribute(
                "busy",
                colleagues.busy(Stream.concat(
                                others.stream().map(Person::id),
                                entered.readers().stream().map(Readers.Reader::id))
                        .toList()));
        model.addAttribute("handOvers", handOvers.of(incident.id()));
        var draft = drafts.mine(incident.compartment()).getOrDefault(DRAFT, "");
        model.addAttribute(
                "draft",
                draft.isBlank()
                        ? HandOverBegun.of(
                                reports.first(incident.compartment()).call(),
                                decisions.of(incident.id()),
                                entered.plan(),
                                shell)
                        : draft);
        return "incident/web/people";
    }

    @PostMapping("/vorfaelle/{id}/beteiligte")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/beteiligte")
    String admit(@PathVariable UUID id, @RequestParam UUID person) {
        readers.admit(new IncidentId(id), new PersonId(person));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/leitung")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/beteiligte")
    String lead(@PathVariable UUID id, @RequestParam UUID person) {
        incidents.lead(new IncidentId(id), new PersonId(person));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/beteiligte/{person}/entfernen")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/beteiligte")
    String remove(@PathVariable UUID id, @PathVariable UUID person) {
        readers.remove(new IncidentId(id), new PersonId(person));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/beteiligte/{person}/ausschliessen")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/beteiligte")
    String exclude(@PathVariable UUID id, @PathVariable UUID person, @RequestParam(defaultValue = "") String grund) {
        readers.exclude(new IncidentId(id), new PersonId(person), grund);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/uebergabe")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/beteiligte")
    String handOver(
            @PathVariable UUID id, @RequestParam Optional<UUID> person, @RequestParam(defaultValue = "") String text) {
        var incident = new IncidentId(id);
        var next = person.orElseThrow(() -> new Refusal("handover.toNobody"));
        handOvers.handOver(incident, new PersonId(next), text);
        drafts.forget(incidents.find(incident).compartment(), DRAFT);
        return back(id);
    }

    /** The name of a person, as far as they still see the incident. */
    static String name(PersonId person, List<Readers.Reader> readers) {
        return readers.stream()
                .filter(reader -> reader.id().equals(person))
                .map(Readers.Reader::name)
                .findFirst()
                .orElse("–");
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/beteiligte";
    }
}
