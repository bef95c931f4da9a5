package de.komcert.app.incident.web;

import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.ReportId;
import de.komcert.app.incident.Reports;
import de.komcert.app.incident.retention.Holds;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Löschsperren, from the file of an incident and from a Meldung. */
@Controller
class HoldPages {

    private final Holds holds;
    private final Incidents incidents;
    private final Reports reports;

    HoldPages(Holds holds, Incidents incidents, Reports reports) {
        this.holds = holds;
        this.incidents = incidents;
        this.reports = reports;
    }

    @PostMapping("/vorfaelle/{id}/loeschsperren")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String set(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String angeordnet,
            @RequestParam(defaultValue = "") String sperrgrund,
            @RequestParam(defaultValue = "") String naechster) {
        var compartment = incidents.find(new IncidentId(id)).compartment();
        holds.set(compartment, demand(angeordnet, sperrgrund, naechster));
        return file(id);
    }

    @PostMapping("/vorfaelle/{id}/loeschsperren/{sperre}/aufheben")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}/akte")
    String lift(@PathVariable UUID id, @PathVariable UUID sperre, @RequestParam(defaultValue = "") String grund) {
        holds.lift(incidents.find(new IncidentId(id)).compartment(), sperre, grund);
        return file(id);
    }

    @PostMapping("/anruf/{id}/loeschsperren")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/anruf/{id}")
    String setOnReport(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String angeordnet,
            @RequestParam(defaultValue = "") String sperrgrund,
            @RequestParam(defaultValue = "") String naechster) {
        var compartment = reports.find(new ReportId(id)).compartment();
        holds.set(compartment, demand(angeordnet, sperrgrund, naechster));
        return "redirect:/anruf/" + id;
    }

    @PostMapping("/anruf/{id}/loeschsperren/{sperre}/aufheben")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/anruf/{id}")
    String liftOnReport(
            @PathVariable UUID id, @PathVariable UUID sperre, @RequestParam(defaultValue = "") String grund) {
        holds.lift(reports.find(new ReportId(id)).compartment(), sperre, grund);
        return "redirect:/anruf/" + id;
    }

    private static Holds.Demand demand(String orderedBy, String reason, String nextLook) {
        return new Holds.Demand(orderedBy, reason, nextLook.isBlank() ? null : TypedTime.momentOf(nextLook));
    }

    private static String file(UUID id) {
        return "redirect:/vorfaelle/" + id + "/akte#aufbewahrung";
    }
}
