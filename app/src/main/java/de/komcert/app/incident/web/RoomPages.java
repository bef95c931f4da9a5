package de.komcert.app.incident.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import de.komcert.app.access.Acting;
import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Drafts;
import de.komcert.app.incident.HandOvers;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Informed;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.PlanRole;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Retentions;
import de.komcert.app.incident.room.ErasedRoom;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
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

/** The incident room: what is important now, the plan, the clocks. */
@Controller
class RoomPages {

    private static final int LAST_ENTRIES = 8;
    private static final Duration LATELY = Duration.ofDays(1);
    private static final int LAST_PHASE = 9;
    private static final int CLOCKS = 5;

    private final Rooms rooms;
    private final Incidents incidents;
    private final Reports reports;
    private final Plans plans;
    private final Journal journal;
    private final Drafts drafts;
    private final Closing closing;
    private final Mandates mandates;
    private final InsurerCalls insurerCalls;
    private final HandOvers handOvers;
    private final Links links;
    private final Informed informed;
    private final Retentions retentions;
    private final ErasedRooms erasedRooms;
    private final Reachable reachable;

    RoomPages(
            Rooms rooms,
            Incidents incidents,
            Reports reports,
            Plans plans,
            Journal journal,
            Drafts drafts,
            Closing closing,
            Mandates mandates,
            InsurerCalls insurerCalls,
            HandOvers handOvers,
            Links links,
            Informed informed,
            Retentions retentions,
            ErasedRooms erasedRooms,
            Reachable reachable) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.reports = reports;
        this.plans = plans;
        this.journal = journal;
        this.drafts = drafts;
        this.closing = closing;
        this.mandates = mandates;
        this.insurerCalls = insurerCalls;
        this.handOvers = handOvers;
        this.links = links;
        this.informed = informed;
        this.retentions = retentions;
        this.erasedRooms = erasedRooms;
        this.reachable = reachable;
    }

    @GetMapping("/vorfaelle/{id}")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String room(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CERT") PlanRole rolle,
            @ModelAttribute("shell") Shell shell,
            Model model) {
        Rooms.Entered entered;
        try {
            entered = rooms.enterWithAll(id, Tabs.ROOM, model);
        } catch (ErasedRoom erased) {
            return erasedRooms.show(erased.tombstone(), model);
        }
        var incident = entered.incident();
        var plan = entered.plan();
        var rows = rows(plan, shell);
        var told = informed.of(incident.id());
        model.addAttribute("retention", retentions.of(incident.compartment()));
        model.addAttribute(
                "room",
                new RoomPage(
                        takenOver(incident, shell.times().now()),
                        reports.first(incident.compartment()),
                        rolle,
                        roles(plan),
                        plan.next(rolle).stream()
                                .map(next -> new RoomPage.NextRow(
                                        TaskRow.of(plan, next.step(), shell), Reasons.of(next, shell)))
                                .toList(),
                        others(plan, rolle),
                        phases(plan, rows),
                        clocks(rows, incident, shell.times().now()),
                        plan.gatesAsked(),
                        plan.factsWanted(),
                        reachable.of(incident, told),
                        reachable.isPart(incident),
                        journal.newest(incident.compartment(), LAST_ENTRIES),
                        drafts.mine(incident.compartment()).getOrDefault(JournalPages.DRAFT, ""),
                        new RoomPage.Beforehand(
                                !mandates.of(incident.id()).isEmpty(),
                                insurerCalls.demands(incident),
                                !insurerCalls.of(incident.id()).isEmpty()),
                        links.of(incident.compartment()),
                        told,
                        plan.playbook().reviewedBy(),
                        plan.playbook().sources()));
        return "incident/web/room";
    }

    /** A hand-over to whoever leads now and reads this; after a day it is one of many. */
    private HandOvers.@Nullable HandOver takenOver(Incident incident, Instant now) {
        return handOvers.of(incident.id()).stream()
                .findFirst()
                .filter(last -> last.to().value().equals(Acting.now().id())
                        && incident.lead().equals(last.to()))
                .filter(last -> last.at().isAfter(now.minus(LATELY)))
                .orElse(null);
    }

    @PostMapping("/vorfaelle/{id}/parken")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String park(@PathVariable UUID id, @RequestParam(defaultValue = "") String bis) {
        var nextLook = TypedTime.momentOf(bis);
        incidents.park(new IncidentId(id), nextLook);
        return "redirect:/vorfaelle/" + id;
    }

    @PostMapping("/vorfaelle/{id}/weiter")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String resume(@PathVariable UUID id) {
        incidents.resume(new IncidentId(id));
        return "redirect:/vorfaelle/" + id;
    }

    @PostMapping("/vorfaelle/{id}/abschluss")
    @Requires(Permission.LEAD_INCIDENTS)
    @FormOn("/vorfaelle/{id}")
    String close(
            @PathVariable UUID id,
            @RequestParam Incident.Outcome ergebnis,
            @RequestParam(defaultValue = "") String grund) {
        closing.close(new IncidentId(id), ergebnis, grund);
        return "redirect:/vorfaelle/" + id;
    }

    private static List<RoomPage.Other> others(Plan plan, PlanRole shown) {
        return roles(plan).stream()
                .filter(role -> role != shown)
                .flatMap(role -> plan.next(role).stream().limit(1).map(next -> new RoomPage.Other(role, next)))
                .sorted(Comparator.comparing(
                                (RoomPage.Other other) -> other.next().step().danger(), Comparator.reverseOrder())
                        .thenComparing(other -> other.next().due(), Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static List<TaskRow> rows(Plan plan, Shell shell) {
        return plan.steps().stream().map(step -> TaskRow.of(plan, step, shell)).toList();
    }

    private static List<PlanRole> roles(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.roles().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<RoomPage.Phase> phases(Plan plan, List<TaskRow> rows) {
        return IntStream.concat(IntStream.rangeClosed(1, LAST_PHASE), IntStream.of(Step.NO_PHASE))
                .mapToObj(number -> new RoomPage.Phase(
                        number,
                        rows.stream()
                                .filter(row -> plan.step(row.id())
                                        .filter(step -> step.phase() == number)
                                        .isPresent())
                                .toList()))
                .filter(phase -> !phase.tasks().isEmpty())
                .toList();
    }

    private static List<RoomPage.Clock> clocks(List<TaskRow> rows, Incident incident, Instant now) {
        return rows.stream()
                .filter(row -> !incident.closed() && row.open() && row.due() != null)
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.due())))
                .limit(CLOCKS)
                .map(row -> new RoomPage.Clock(row, gone(incident.t0(), now, Objects.requireNonNull(row.due()))))
                .toList();
    }

    private static long gone(Instant t0, Instant now, Instant due) {
        var all = Math.max(1, Duration.between(t0, due).toSeconds());
        return Math.clamp(100 * Duration.between(t0, now).toSeconds() / all, 0, 100);
    }
}
