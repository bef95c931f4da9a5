package de.komcert.app.forensics.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.analysis.RuleProblems;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrder;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.order.Notice;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Times;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log analysis of an incident: what was ordered, what is being evaluated, what came of it. */
@Controller
class AnalysisPages {

    private static final String PAGE = "/vorfaelle/{id}/auswertung";
    private static final String ID = "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})";
    private static final Pattern ORIGIN = Pattern.compile(ID + "_" + ID);
    private static final int PROBLEMS_SHOWN = 50;
    private static final int DAYS_BEFORE = 30;
    private static final int MONTHS_KEPT = 6;

    private final Rooms rooms;
    private final AnalysisOrders orders;
    private final Analyses analyses;
    private final RuleProblems ruleProblems;
    private final Pseudonyms pseudonyms;
    private final IncidentFiles files;
    private final Constituency constituency;
    private final Holds holds;
    private final People people;
    private final Clock clock;

    AnalysisPages(
            Rooms rooms,
            AnalysisOrders orders,
            Analyses analyses,
            RuleProblems ruleProblems,
            Pseudonyms pseudonyms,
            IncidentFiles files,
            Constituency constituency,
            Holds holds,
            People people,
            Clock clock) {
        this.rooms = rooms;
        this.orders = orders;
        this.analyses = analyses;
        this.ruleProblems = ruleProblems;
        this.pseudonyms = pseudonyms;
        this.files = files;
        this.constituency = constituency;
        this.holds = holds;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String page(@PathVariable UUID id, Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var ordered = orders.of(incident.id());
        var asked = analyses.of(incident.id());
        var readable = pseudonyms.readable(incident);
        var names = people.names(Stream.concat(
                        ordered.stream().map(AnalysisOrder::recordedBy),
                        asked.stream().map(Analysis::requestedBy))
                .distinct()
                .toList());
        model.addAttribute(
                "page",
                new AnalysisPage(
                        ordered,
                        asked,
                        analyses.problems(incident.id(), PROBLEMS_SHOWN, readable),
                        ruleProblems.of(incident.id(), PROBLEMS_SHOWN),
                        files.of(incident.id()),
                        constituency.those(incident.affected().stream()
                                .map(EinrichtungId::new)
                                .toList()),
                        pseudonyms.count(incident.id()),
                        readable.opened(),
                        names,
                        holds.of(incident.compartment()).stream().anyMatch(Hold::stands),
                        suggested(incident)));
        return "forensics/web/analysis";
    }

    @PostMapping(PAGE + "/anordnungen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String order(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String zweck,
            @RequestParam(defaultValue = "") String systeme,
            @RequestParam(defaultValue = "") String von,
            @RequestParam(defaultValue = "") String bis,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String weg,
            @RequestParam(defaultValue = "") String loeschtag) {
        orders.record(
                new IncidentId(id),
                new AnalysisOrders.Terms(
                        zweck,
                        systeme,
                        TypedTime.momentOf(von),
                        TypedTime.momentOf(bis),
                        wer,
                        at(wann),
                        weg,
                        day(loeschtag)));
        return back(id);
    }

    @PostMapping(PAGE + "/anordnungen/{anordnung}/informiert")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String told(
            @PathVariable UUID id,
            @PathVariable UUID anordnung,
            @RequestParam Notice.Body stelle,
            @RequestParam(defaultValue = "true") boolean informiert,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String wen) {
        orders.told(new IncidentId(id), anordnung, stelle, informiert ? at(wann) : null, wen);
        return back(id);
    }

    @PostMapping(PAGE + "/anordnungen/{anordnung}/loeschtag")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String deleteOn(
            @PathVariable UUID id,
            @PathVariable UUID anordnung,
            @RequestParam(defaultValue = "") String loeschtag,
            @RequestParam(defaultValue = "") String grund) {
        orders.deleteOn(new IncidentId(id), anordnung, day(loeschtag), grund);
        return back(id);
    }

    @PostMapping(PAGE + "/anordnungen/{anordnung}/beenden")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String end(@PathVariable UUID id, @PathVariable UUID anordnung, @RequestParam(defaultValue = "") String grund) {
        orders.end(new IncidentId(id), anordnung, grund);
        return back(id);
    }

    @PostMapping(PAGE + "/auswertungen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String request(
            @PathVariable UUID id,
            @RequestParam UUID anordnung,
            @RequestParam(defaultValue = "") List<UUID> datei,
            @RequestParam(defaultValue = "") List<String> herkunft,
            @RequestParam(defaultValue = "Europe/Berlin") String zone,
            @RequestParam(defaultValue = "false") boolean vorher) {
        analyses.request(new IncidentId(id), anordnung, datei, origins(herkunft), zone.strip(), vorher);
        return back(id);
    }

    /** Reads which file comes from which Einrichtung; each is a choice beside its file, and may be left empty. */
    private static Map<UUID, EinrichtungId> origins(List<String> chosen) {
        var origins = new HashMap<UUID, EinrichtungId>();
        for (var choice : chosen) {
            var ids = ORIGIN.matcher(choice);
            if (ids.matches()) {
                origins.put(UUID.fromString(ids.group(1)), new EinrichtungId(UUID.fromString(ids.group(2))));
            } else if (!choice.isEmpty()) {
                throw new NotHere();
            }
        }
        return origins;
    }

    @PostMapping(PAGE + "/auswertungen/{auswertung}/abbrechen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String cancel(@PathVariable UUID id, @PathVariable UUID auswertung) {
        analyses.cancel(new IncidentId(id), auswertung);
        return back(id);
    }

    private AnalysisPage.Suggested suggested(Incident incident) {
        var now = clock.instant();
        return new AnalysisPage.Suggested(
                incident.t0().atZone(Times.ZONE).minusDays(DAYS_BEFORE).toInstant(),
                now,
                LocalDate.ofInstant(now, Times.ZONE).plusMonths(MONTHS_KEPT));
    }

    private Instant at(String typed) {
        return typed.isBlank() ? clock.instant() : TypedTime.momentOf(typed);
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException noDay) {
            throw new Refusal("order.dayUnreadable");
        }
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/auswertung";
    }
}
