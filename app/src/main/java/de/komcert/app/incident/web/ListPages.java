package de.komcert.app.incident.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.komcert.app.access.Acting;
import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.retention.Tombstones;
import de.komcert.app.incident.room.NearestClock;
import de.komcert.app.web.NavigationEntry;
import de.komcert.app.web.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The incidents one is a member of, to filter and search. */
@Controller
class ListPages {

    private final Incidents incidents;
    private final Plans plans;
    private final Retentions retentions;
    private final Tombstones tombstones;
    private final People people;
    private final Constituency constituency;

    ListPages(
            Incidents incidents,
            Plans plans,
            Retentions retentions,
            Tombstones tombstones,
            People people,
            Constituency constituency) {
        this.incidents = incidents;
        this.plans = plans;
        this.retentions = retentions;
        this.tombstones = tombstones;
        this.people = people;
        this.constituency = constituency;
    }

    @GetMapping("/vorfaelle")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String list(@ModelAttribute ListFilter filter, @ModelAttribute("shell") Shell shell, Model model) {
        if (filter.shown() == ListFilter.Shown.ERASED) {
            model.addAttribute("list", ListPage.erased(filter, tombstones.list(), constituency.all()));
            return "incident/web/list";
        }
        var found =
                incidents
                        .list(new Incidents.Filter(filter.shown().states(), filter.search(), filter.einrichtung()))
                        .stream()
                        .filter(filter::admits)
                        .toList();
        var names = people.names(found.stream().map(Incident::lead).distinct().toList());
        var planned = plans.of(found);
        var ending = found.stream().anyMatch(Incident::closed) ? ending() : Map.<IncidentId, LocalDate>of();
        var rows = found.stream()
                .map(incident -> new ListPage.Row(
                        incident,
                        names.getOrDefault(incident.lead(), ""),
                        NearestClock.of(incident, planned.get(incident.id())),
                        ending.get(incident.id())))
                .filter(row ->
                        !filter.onlyOverdue() || row.overdue(shell.times().now()))
                .toList();
        model.addAttribute("list", new ListPage(filter, rows, List.of(), constituency.all()));
        return "incident/web/list";
    }

    /** The days on which incidents are erased, as far as they are announced. */
    private Map<IncidentId, LocalDate> ending() {
        var days = new HashMap<IncidentId, LocalDate>();
        for (var one : retentions.announced()) {
            if (one.incident() != null) {
                days.put(one.incident(), one.erasedOn());
            }
        }
        return days;
    }

    @Bean
    static NavigationEntry incidentsEntry() {
        return new NavigationEntry(
                20, "nav.incidents", "/vorfaelle", () -> Acting.now().may(Permission.READ_INCIDENTS));
    }
}
