package de.komcert.app.incident.api;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Call;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.IncidentReport;
import de.komcert.app.incident.IncidentReports;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.JournalEntry;
import de.komcert.app.incident.JournalWriting;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.ReportId;
import de.komcert.app.incident.Reports;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Taking a call, leading an incident by its plan, and reading its report, for programs. */
@RestController
@RequestMapping("/api/v1")
class IncidentApi {

    private final Reports reports;
    private final Incidents incidents;
    private final Plans plans;
    private final JournalWriting journal;
    private final IncidentReports incidentReports;
    private final Clock clock;

    IncidentApi(
            Reports reports,
            Incidents incidents,
            Plans plans,
            JournalWriting journal,
            IncidentReports incidentReports,
            Clock clock) {
        this.reports = reports;
        this.incidents = incidents;
        this.plans = plans;
        this.journal = journal;
        this.incidentReports = incidentReports;
        this.clock = clock;
    }

    @GetMapping("/vorfaelle")
    @Requires(Permission.READ_INCIDENTS)
    List<Bodies.Entry> list(@RequestParam(defaultValue = "") String suche) {
        return incidents.list(new Incidents.Filter(List.of(), suche, null)).stream()
                .map(Bodies.Entry::of)
                .toList();
    }

    /** The whole incident; its tag changes with every journal entry, and so with every change. */
    @GetMapping("/vorfaelle/{id}")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<IncidentReport> incident(@PathVariable UUID id) {
        var report = incidentReports.of(new IncidentId(id));
        return ResponseEntity.ok()
                .eTag(report.head().number() + "-" + report.head().hash())
                .body(report);
    }

    @GetMapping("/vorfaelle/{id}/naechstes")
    @Requires(Permission.READ_INCIDENTS)
    List<Bodies.NextTask> next(@PathVariable UUID id, @RequestParam(defaultValue = "CERT") PlanRole rolle) {
        return plans.of(incidents.find(new IncidentId(id))).next(rolle).stream()
                .map(next -> new Bodies.NextTask(
                        next.step().id(),
                        next.step().title(),
                        next.reason().getClass().getSimpleName(),
                        next.running(),
                        next.due()))
                .toList();
    }

    @PostMapping("/meldungen")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<Bodies.Taken> take(@RequestBody Bodies.NewCall call) {
        var report = reports.begin(
                new Call(
                        text(call.callBack()),
                        text(call.caller()),
                        text(call.einrichtung()),
                        call.einrichtungId(),
                        text(call.words()),
                        Boolean.TRUE.equals(call.calledBack())),
                Boolean.TRUE.equals(call.exercise()));
        return ResponseEntity.created(URI.create("/anruf/" + report.id()))
                .body(new Bodies.Taken(report.id().value(), report.takenAt()));
    }

    @PostMapping("/meldungen/{id}/vorfall")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<Bodies.Entry> open(@PathVariable UUID id, @RequestBody Bodies.NewIncident incident) {
        var opened = incidents.open(new ReportId(id), text(incident.playbook()), text(incident.title()));
        return ResponseEntity.created(URI.create("/api/v1/vorfaelle/" + opened.id()))
                .body(Bodies.Entry.of(opened));
    }

    @PostMapping("/vorfaelle/{id}/aufgaben/{task}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable UUID id, @PathVariable String task, @RequestBody Bodies.TaskMove move) {
        var incident = new IncidentId(id);
        if (move.move() == null) {
            throw new Refusal("plan.refused.noMove");
        }
        switch (move.move()) {
            case START -> plans.start(incident, task);
            case FINISH -> plans.finish(incident, task);
            case WAIVE ->
                plans.waive(
                        incident,
                        task,
                        Objects.requireNonNullElse(move.as(), PlanRole.CERT),
                        text(move.who()),
                        text(move.reason()));
            case REOPEN -> plans.reopen(incident, task, text(move.reason()));
        }
    }

    @PostMapping("/vorfaelle/{id}/tagebuch")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    JournalEntry write(@PathVariable UUID id, @RequestBody Bodies.NewEntry entry) {
        return journal.write(
                new IncidentId(id),
                text(entry.text()),
                Objects.requireNonNullElse(entry.happenedAt(), clock.instant()),
                entry.corrects());
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
