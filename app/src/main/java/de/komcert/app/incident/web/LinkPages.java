package de.komcert.app.incident.web;

import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Merging, and parents and children, from the file of an incident and from a Meldung. */
@Controller
class LinkPages {

    private final Links links;

    LinkPages(Links links) {
        this.links = links;
    }

    /** What a Meldung is merged into. */
    enum Target {
        VORFALL,
        MELDUNG
    }

    @PostMapping("/vorfaelle/{id}/zusammenfuehren")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String merge(@PathVariable UUID id, @RequestParam UUID ziel, @RequestParam(defaultValue = "") String grund) {
        links.merge(new IncidentId(id), new IncidentId(ziel), grund);
        return "redirect:/vorfaelle/" + ziel;
    }

    @PostMapping("/vorfaelle/{id}/ueber")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String under(@PathVariable UUID id, @RequestParam UUID ziel) {
        links.adopt(new IncidentId(id), new IncidentId(ziel));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/unter")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String above(@PathVariable UUID id, @RequestParam UUID ziel) {
        links.adopt(new IncidentId(ziel), new IncidentId(id));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/verbindungen/{link}/loesen")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String part(@PathVariable UUID id, @PathVariable UUID link) {
        links.part(new IncidentId(id), link);
        return back(id);
    }

    /** @param ziel the kind of the target and its id, such as {@code VORFALL:…} */
    @PostMapping("/anruf/{id}/zusammenfuehren")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/anruf/{id}")
    String mergeReport(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String ziel,
            @RequestParam(defaultValue = "") String grund) {
        var chosen = Choice.parse(ziel);
        switch (chosen.target()) {
            case VORFALL -> links.merge(new ReportId(id), new IncidentId(chosen.id()), grund);
            case MELDUNG -> links.merge(new ReportId(id), new ReportId(chosen.id()), grund);
        }
        return "redirect:/anruf/" + id;
    }

    private record Choice(Target target, UUID id) {

        static Choice parse(String text) {
            var colon = text.indexOf(':');
            try {
                return new Choice(
                        Target.valueOf(text.substring(0, Math.max(colon, 0))),
                        UUID.fromString(text.substring(colon + 1)));
            } catch (IllegalArgumentException nothingChosen) {
                throw new Refusal("link.chooseTarget");
            }
        }
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/akte#verbunden";
    }
}
