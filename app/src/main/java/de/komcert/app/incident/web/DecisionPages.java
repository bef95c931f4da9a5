package de.komcert.app.incident.web;

import java.time.Clock;
import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.plan.Gate;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Shell;
import de.komcert.app.web.TypedTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The decisions of an incident: what is asked, what we advise, what was decided. */
@Controller
class DecisionPages {

    private final Rooms rooms;
    private final Incidents incidents;
    private final Plans plans;
    private final Decisions decisions;
    private final People people;
    private final Reachable reachable;
    private final Clock clock;

    DecisionPages(
            Rooms rooms,
            Incidents incidents,
            Plans plans,
            Decisions decisions,
            People people,
            Reachable reachable,
            Clock clock) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.plans = plans;
        this.decisions = decisions;
        this.people = people;
        this.reachable = reachable;
        this.clock = clock;
    }

    @GetMapping("/vorfaelle/{id}/entscheidungen")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String decisions(@PathVariable UUID id, @ModelAttribute("shell") Shell shell, Model model) {
        var entered = rooms.enterWithAll(id, Tabs.DECISIONS, model);
        var taken = decisions.of(entered.incident().id());
        var plan = entered.plan();
        var later = plan.gatesToCome().stream()
                .map(gate -> new DecisionsPage.Later(
                        gate,
                        plan.comesAfter(gate).stream()
                                .map(waiting -> WaitingWords.of(waiting, shell))
                                .toList()))
                .toList();
        var names =
                people.names(taken.stream().map(Decision::recordedBy).distinct().toList());
        model.addAttribute(
                "page",
                new DecisionsPage(
                        plan.gatesAsked(), later, taken.reversed(), names, reachable.signatures(entered.incident())));
        return "incident/web/decisions";
    }

    @PostMapping("/vorfaelle/{id}/entscheidungen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/entscheidungen")
    String record(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String tor,
            @RequestParam(defaultValue = "") String frage,
            @RequestParam(defaultValue = "") String wahl,
            @RequestParam(defaultValue = "") String entscheidung,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String weg,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String grund,
            @RequestParam(required = false) @Nullable Boolean gefolgt) {
        var incident = new IncidentId(id);
        var at = wann.isBlank() ? clock.instant() : TypedTime.momentOf(wann);
        decisions.record(
                incident,
                tor.isEmpty()
                        ? Decisions.Taken.unasked(frage, entscheidung, wer, at, weg, grund)
                        : Decisions.Taken.at(
                                gate(incident, tor),
                                entscheidung.isBlank() ? wahl : entscheidung,
                                wer,
                                at,
                                weg,
                                grund,
                                gefolgt));
        return "redirect:/vorfaelle/" + id + "/entscheidungen#getroffen";
    }

    private Gate gate(IncidentId id, String gate) {
        return plans.of(incidents.find(id)).playbook().gate(gate).orElseThrow(NotHere::new);
    }
}
