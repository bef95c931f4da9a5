package de.komcert.app.incident.web;

import java.util.List;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The incidents one is a member of, to filter and search. */
@Controller
class ListPages {

    private final Incidents incidents;
    private final People people;

    ListPages(Incidents incidents, People people) {
        this.incidents = incidents;
        this.people = people;
    }

    /** Which states the list shows. */
    enum Shown {
        RUNNING(List.of(Incident.State.OPEN, Incident.State.PARKED)),
        CLOSED(List.of(Incident.State.CLOSED)),
        ALL(List.of());

        private final List<Incident.State> states;

        Shown(List<Incident.State> states) {
            this.states = states;
        }
    }

    @GetMapping("/vorfaelle")
    @Requires(Permission.READ_INCIDENTS)
    String list(
            @RequestParam(defaultValue = "RUNNING") Shown zustand,
            @RequestParam(defaultValue = "") String suche,
            Model model) {
        var found = incidents.list(new Incidents.Filter(zustand.states, suche, null));
        var names = people.names(found.stream().map(Incident::lead).distinct().toList());
        model.addAttribute("rows", found);
        model.addAttribute("names", names);
        model.addAttribute("shown", zustand);
        model.addAttribute("search", suche);
        return "incident/web/list";
    }

    @Bean
    static NavigationEntry incidentsEntry() {
        return new NavigationEntry(
                20, "nav.incidents", "/vorfaelle", () -> Acting.now().may(Permission.READ_INCIDENTS));
    }
}
