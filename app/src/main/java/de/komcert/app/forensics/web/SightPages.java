package de.komcert.app.forensics.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.analysis.RuleProblems;
import de.komcert.app.forensics.finding.HostClock;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.sight.Sight;
import de.komcert.app.forensics.sight.Sights;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.NotHere;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What the logs of an analysis can show, what they lack, and whose clock was wrong. */
@Controller
class SightPages {

    private final Rooms rooms;
    private final Analyses analyses;
    private final RuleProblems ruleProblems;
    private final Sights sights;
    private final HostClocks clocks;
    private final Pseudonyms pseudonyms;
    private final Constituency constituency;

    SightPages(
            Rooms rooms,
            Analyses analyses,
            RuleProblems ruleProblems,
            Sights sights,
            HostClocks clocks,
            Pseudonyms pseudonyms,
            Constituency constituency) {
        this.rooms = rooms;
        this.analyses = analyses;
        this.ruleProblems = ruleProblems;
        this.sights = sights;
        this.clocks = clocks;
        this.pseudonyms = pseudonyms;
        this.constituency = constituency;
    }

    private record Shown(Analysis analysis, Sight sight) {}

    /** That of the newest analysis that still has one, where none is named. */
    @GetMapping("/vorfaelle/{id}/auswertung/sicht")
    @Requires(Permission.READ_INCIDENTS)
    String page(@PathVariable UUID id, @RequestParam Optional<Integer> auswertung, Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var done = analyses.of(incident.id()).stream()
                .filter(one -> one.state() == Analysis.State.DONE)
                .toList();
        var asked = done.stream()
                .filter(one -> auswertung.isEmpty() || one.number() == auswertung.get())
                .toList();
        if (asked.isEmpty() && !done.isEmpty()) {
            throw new NotHere();
        }
        var names = pseudonyms.readable(incident);
        var shown = asked.stream()
                .flatMap(
                        one -> sights.find(incident.id(), one.id(), names).map(sight -> new Shown(one, sight)).stream())
                .findFirst();
        return shown.isEmpty()
                ? NothingYet.page("analysis.sight", "sight.none", model)
                : page(incident, shown.get(), names, model);
    }

    private String page(Incident incident, Shown shown, Readable names, Model model) {
        var analysis = shown.analysis();
        var sight = shown.sight();
        var corrected =
                clocks.of(incident.id(), names).stream().map(HostClock::host).collect(Collectors.toSet());
        var wrong = ruleProblems.of(incident.id(), RuleProblems.MOST).getOrDefault(analysis.id(), List.of());
        model.addAttribute("page", new SightPage(analysis, sight, wrong, corrected, listed(incident, sight)));
        return "forensics/web/sight";
    }

    private List<Einrichtung> listed(Incident incident, Sight sight) {
        return sight.isWaitingForLists()
                ? constituency.those(
                        incident.affected().stream().map(EinrichtungId::new).toList())
                : List.of();
    }
}
