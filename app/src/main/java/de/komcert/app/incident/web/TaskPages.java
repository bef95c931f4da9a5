package de.komcert.app.incident.web;

import java.time.Clock;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the room lets one do with the tasks of a plan, and with the facts they wait for. */
@Controller
class TaskPages {

    private final Plans plans;
    private final Clock clock;

    TaskPages(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @PostMapping("/vorfaelle/{id}/aufgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CERT") PlanRole rolle,
            @RequestParam(defaultValue = "") String titel,
            @RequestParam(defaultValue = "CERT") PlanRole macht,
            @RequestParam(defaultValue = "NONE") Danger gefahr,
            @RequestParam(defaultValue = "") String bis,
            @RequestParam(defaultValue = "") String warum) {
        var due = bis.isBlank() ? null : TypedTime.momentOf(bis);
        var task = plans.add(new IncidentId(id), new OwnTask(titel, macht, gefahr, due, warum));
        return back(id, rolle) + "#task-" + task;
    }

    @PostMapping("/vorfaelle/{id}/aufgaben/{task}/uebernommen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String start(
            @PathVariable UUID id, @PathVariable String task, @RequestParam(defaultValue = "CERT") PlanRole rolle) {
        plans.start(new IncidentId(id), task);
        return back(id, rolle);
    }

    @PostMapping("/vorfaelle/{id}/aufgaben/{task}/erledigt")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String finish(
            @PathVariable UUID id,
            @PathVariable String task,
            @RequestParam(defaultValue = "CERT") PlanRole rolle,
            @RequestParam(defaultValue = "") String ergebnis) {
        plans.finish(new IncidentId(id), task, ergebnis);
        return back(id, rolle);
    }

    @PostMapping("/vorfaelle/{id}/aufgaben/{task}/entfaellt")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String waive(
            @PathVariable UUID id,
            @PathVariable String task,
            @RequestParam(defaultValue = "CERT") PlanRole rolle,
            @RequestParam PlanRole als,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String weg,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String grund) {
        var at = wann.isBlank() ? clock.instant() : TypedTime.momentOf(wann);
        plans.waive(new IncidentId(id), task, new Plans.Waiver(als, wer, at, weg, grund));
        return back(id, rolle);
    }

    @PostMapping("/vorfaelle/{id}/aufgaben/{task}/offen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String reopen(
            @PathVariable UUID id,
            @PathVariable String task,
            @RequestParam(defaultValue = "CERT") PlanRole rolle,
            @RequestParam(defaultValue = "") String grund) {
        plans.reopen(new IncidentId(id), task, grund);
        return back(id, rolle);
    }

    @PostMapping("/vorfaelle/{id}/feststellungen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String state(@PathVariable UUID id, @RequestParam(defaultValue = "") String name) {
        plans.state(new IncidentId(id), name);
        return "redirect:/vorfaelle/" + id;
    }

    private static String back(UUID id, PlanRole role) {
        return "redirect:/vorfaelle/" + id + (role == PlanRole.CERT ? "" : "?rolle=" + role);
    }
}
