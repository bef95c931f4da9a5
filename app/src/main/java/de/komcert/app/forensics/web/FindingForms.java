package de.komcert.app.forensics.web;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.forensics.finding.FindingMarks;
import de.komcert.app.forensics.finding.FindingOutcomes;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Working with findings: tags, comments, what they become, whose name is opened, and which clocks were wrong. */
@Controller
class FindingForms {

    private static final String CLOCKS = "/vorfaelle/{id}/auswertung/uhren";

    private final Findings findings;
    private final FindingMarks marks;
    private final FindingOutcomes outcomes;
    private final HostClocks clocks;
    private final Pseudonyms pseudonyms;

    FindingForms(
            Findings findings, FindingMarks marks, FindingOutcomes outcomes, HostClocks clocks, Pseudonyms pseudonyms) {
        this.findings = findings;
        this.marks = marks;
        this.outcomes = outcomes;
        this.clocks = clocks;
        this.pseudonyms = pseudonyms;
    }

    /** Whether a tag is given or taken off. */
    enum Tagging {
        GIVE,
        TAKE
    }

    /** Which way a clock was wrong. */
    enum Direction {
        AHEAD,
        BEHIND
    }

    @PostMapping(FindingPages.LIST + "/merkmale")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.LIST)
    String tagSome(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> fund,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "GIVE") Tagging tun,
            @ModelAttribute FindingQuery query) {
        tag(id, fund, name, tun);
        return "redirect:" + FindingPages.list(id) + query.query();
    }

    @PostMapping(FindingPages.ONE + "/merkmale")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String tagOne(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "GIVE") Tagging tun,
            @ModelAttribute FindingQuery query) {
        tag(id, List.of(fund), name, tun);
        return back(id, fund, query);
    }

    private void tag(UUID id, List<UUID> findings, String name, Tagging doing) {
        switch (doing) {
            case GIVE -> marks.tag(new IncidentId(id), findings, name);
            case TAKE -> marks.untag(new IncidentId(id), findings, name);
        }
    }

    @PostMapping(FindingPages.ONE + "/kommentare")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String comment(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @RequestParam(defaultValue = "") String kommentar,
            @ModelAttribute FindingQuery query) {
        marks.comment(new IncidentId(id), fund, kommentar);
        return back(id, fund, query);
    }

    @PostMapping(FindingPages.ONE + "/tagebuch")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String entry(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @RequestParam(defaultValue = "") String eintrag,
            @ModelAttribute FindingQuery query) {
        outcomes.becomeEntry(new IncidentId(id), fund, eintrag);
        return back(id, fund, query);
    }

    @PostMapping(FindingPages.ONE + "/hinweise")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String indicator(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @RequestParam(defaultValue = "OTHER") Indicators.Kind art,
            @RequestParam(defaultValue = "") String wert,
            @RequestParam(defaultValue = "") String bemerkung,
            @RequestParam(defaultValue = "AMBER") Tlp tlp,
            @RequestParam(defaultValue = "AMBER") Pap pap,
            @ModelAttribute FindingQuery query) {
        outcomes.becomeIndicator(new IncidentId(id), fund, art, wert, bemerkung, tlp, pap);
        return back(id, fund, query);
    }

    @PostMapping(FindingPages.ONE + "/aufgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String task(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @RequestParam(defaultValue = "") String titel,
            @RequestParam(defaultValue = "CERT") PlanRole macht,
            @RequestParam(defaultValue = "NONE") Danger gefahr,
            @RequestParam(defaultValue = "") String faellig,
            @RequestParam(defaultValue = "") String warum,
            @ModelAttribute FindingQuery query) {
        var due = faellig.isBlank() ? null : TypedTime.momentOf(faellig);
        outcomes.becomeTask(new IncidentId(id), fund, new OwnTask(titel, macht, gefahr, due, warum));
        return back(id, fund, query);
    }

    @PostMapping(FindingPages.ONE + "/personen/{nummer}")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.ONE)
    String open(
            @PathVariable UUID id,
            @PathVariable UUID fund,
            @PathVariable String nummer,
            @RequestParam(defaultValue = "") String grund,
            @ModelAttribute FindingQuery query) {
        var incident = new IncidentId(id);
        findings.find(incident, Readable.closed(), fund);
        pseudonyms.open(incident, Pseudonyms.number(nummer), grund);
        return back(id, fund, query);
    }

    @PostMapping(CLOCKS)
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.LIST)
    String setClock(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String wo,
            @RequestParam(defaultValue = "AHEAD") Direction richtung,
            @RequestParam(defaultValue = "") String stunden,
            @RequestParam(defaultValue = "") String minuten,
            @RequestParam(defaultValue = "") String sekunden,
            @RequestParam(defaultValue = "") String grund) {
        var span =
                Duration.ofHours(number(stunden)).plusMinutes(number(minuten)).plusSeconds(number(sekunden));
        clocks.set(
                new IncidentId(id),
                wo,
                switch (richtung) {
                    case AHEAD -> span;
                    case BEHIND -> span.negated();
                },
                grund);
        return "redirect:" + FindingPages.list(id) + "#uhren";
    }

    @PostMapping(CLOCKS + "/entfernen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(FindingPages.LIST)
    String removeClock(@PathVariable UUID id, @RequestParam(defaultValue = "") String wo) {
        clocks.remove(new IncidentId(id), wo);
        return "redirect:" + FindingPages.list(id) + "#uhren";
    }

    private static long number(String typed) {
        var digits = typed.strip();
        if (!digits.matches("\\d{0,6}")) {
            throw new Refusal("clock.unreadable");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String back(UUID id, UUID finding, FindingQuery query) {
        return "redirect:" + FindingPages.list(id) + "/" + finding + query.query();
    }
}
