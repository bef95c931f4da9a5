package de.komcert.app.forensics.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.forensics.finding.FindingExcerpt;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingExport;
import de.komcert.app.forensics.finding.FindingField;
import de.komcert.app.forensics.finding.FindingInFull;
import de.komcert.app.forensics.finding.FindingOutcomes;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.finding.IndicatorGuess;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.room.Rooms;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Reading the findings of an incident: the list, each of them, and files to take away. */
@Controller
class FindingPages {

    static final String LIST = "/vorfaelle/{id}/auswertung/funde";
    static final String ONE = LIST + "/{fund}";

    private final Rooms rooms;
    private final Findings findings;
    private final FindingOutcomes outcomes;
    private final FindingExport export;
    private final HostClocks clocks;
    private final Pseudonyms pseudonyms;

    FindingPages(
            Rooms rooms,
            Findings findings,
            FindingOutcomes outcomes,
            FindingExport export,
            HostClocks clocks,
            Pseudonyms pseudonyms) {
        this.rooms = rooms;
        this.findings = findings;
        this.outcomes = outcomes;
        this.export = export;
        this.clocks = clocks;
        this.pseudonyms = pseudonyms;
    }

    @GetMapping(LIST)
    @Requires(Permission.READ_INCIDENTS)
    String list(
            @PathVariable UUID id,
            @ModelAttribute FindingQuery query,
            @RequestParam(defaultValue = "") String vor,
            @RequestParam(defaultValue = "") String nach,
            Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var names = pseudonyms.readable(incident);
        model.addAttribute(
                "list",
                new FindingListPage(
                        list(id),
                        query,
                        findings.page(incident.id(), names, query.filter(), place(vor, nach), FindingExcerpt.LENGTH),
                        findings.choices(incident.id(), names),
                        clocks.of(incident.id(), names)));
        return "forensics/web/findings";
    }

    /** A place that cannot be read is the beginning. */
    private static Place place(String before, String after) {
        var id = before.isEmpty() ? after : before;
        try {
            return id.isEmpty() ? Place.TOP : new Place(UUID.fromString(id), !before.isEmpty());
        } catch (IllegalArgumentException noPlace) {
            return Place.TOP;
        }
    }

    @GetMapping(ONE)
    @Requires(Permission.READ_INCIDENTS)
    String one(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @ModelAttribute FindingQuery query,
            @RequestParam Optional<Integer> feld,
            Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var names = pseudonyms.readable(incident);
        var full = findings.find(incident.id(), names, fund);
        model.addAttribute(
                "page",
                new FindingPage(
                        list(id),
                        query,
                        full,
                        findings.beside(incident.id(), names, query.filter(), fund),
                        outcomes.words(full),
                        IndicatorGuess.of(chosen(full, feld)),
                        feld.isPresent()));
        return "forensics/web/finding";
    }

    /** The field an indicator is to be made of: the chosen one, else the first that made the rule match. */
    private static FindingField chosen(FindingInFull full, Optional<Integer> place) {
        var fields = full.finding().fields();
        return place.filter(at -> at >= 0 && at < fields.size())
                .map(fields::get)
                .or(() -> full.finding().reasons().stream().findFirst())
                .orElseGet(() -> new FindingField("", "", false));
    }

    @GetMapping(LIST + ".csv")
    @Requires(Permission.READ_INCIDENTS)
    void csv(@PathVariable UUID id, @ModelAttribute FindingQuery query, Locale locale, HttpServletResponse response)
            throws IOException {
        var incident = rooms.find(id);
        var filter = query.filter();
        attachment(incident, "csv", "text/csv;charset=UTF-8", response);
        export.csv(incident, filter, locale, response.getOutputStream());
    }

    @GetMapping(LIST + ".jsonl")
    @Requires(Permission.READ_INCIDENTS)
    void jsonl(@PathVariable UUID id, @ModelAttribute FindingQuery query, HttpServletResponse response)
            throws IOException {
        var incident = rooms.find(id);
        var filter = query.filter();
        attachment(incident, "jsonl", "application/x-ndjson", response);
        export.jsonl(incident, filter, response.getOutputStream());
    }

    private static void attachment(Incident incident, String ending, String type, HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(FindingExport.name(incident, ending))
                        .build()
                        .toString());
    }

    static String list(UUID id) {
        return "/vorfaelle/" + id + "/auswertung/funde";
    }
}
