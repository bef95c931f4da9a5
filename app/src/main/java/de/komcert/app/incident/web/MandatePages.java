package de.komcert.app.incident.web;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.InsurerCall;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.Mandate;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.TypedTime;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The Auftrag: who ordered what, what the insurer says, and who may spend what today. */
@Controller
class MandatePages {

    private final Rooms rooms;
    private final Mandates mandates;
    private final InsurerCalls insurerCalls;
    private final Decisions decisions;
    private final People people;
    private final Clock clock;

    MandatePages(
            Rooms rooms,
            Mandates mandates,
            InsurerCalls insurerCalls,
            Decisions decisions,
            People people,
            Clock clock) {
        this.rooms = rooms;
        this.mandates = mandates;
        this.insurerCalls = insurerCalls;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/vorfaelle/{id}/auftrag")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String mandate(@PathVariable UUID id, Model model) {
        var incident = rooms.enter(id, Tabs.MANDATE, model);
        var given = mandates.of(incident.id());
        var calls = insurerCalls.of(incident.id());
        var names = people.names(Stream.concat(
                        given.stream().map(Mandate::recordedBy), calls.stream().map(InsurerCall::recordedBy))
                .distinct()
                .toList());
        model.addAttribute(
                "page",
                new MandatePage(
                        given,
                        insurerCalls.demands(incident),
                        calls,
                        MandatePage.Spending.of(decisions.of(incident.id()), clock.instant()),
                        names));
        return "incident/web/mandate";
    }

    @PostMapping("/vorfaelle/{id}/auftrag")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/auftrag")
    String record(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String umfang,
            @RequestParam(defaultValue = "") String grundlage,
            @RequestParam(defaultValue = "") String zahlt,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String weg,
            @RequestParam(defaultValue = "MUENDLICH") Form form,
            @RequestParam(defaultValue = "") String zeuge) {
        mandates.record(
                new IncidentId(id),
                new Mandates.Terms(wer, umfang, grundlage, zahlt, at(wann), weg, form == Form.SCHRIFTLICH, zeuge));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/versicherung")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/auftrag")
    String insurer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "true") boolean gefragt,
            @RequestParam(defaultValue = "") String versicherung,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String mit,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String antwort) {
        insurerCalls.record(
                new IncidentId(id), new InsurerCalls.Answer(gefragt, versicherung, wer, mit, at(wann), antwort));
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/ausgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/auftrag")
    String spending(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String wer,
            @RequestParam(defaultValue = "") String rahmen,
            @RequestParam(defaultValue = "") String entschieden,
            @RequestParam(defaultValue = "") String wann,
            @RequestParam(defaultValue = "") String weg) {
        mandates.allowSpending(new IncidentId(id), wer, rahmen, entschieden, at(wann), weg);
        return back(id);
    }

    /** How an Auftrag was given. */
    enum Form {
        MUENDLICH,
        SCHRIFTLICH
    }

    private Instant at(String typed) {
        return typed.isBlank() ? clock.instant() : TypedTime.momentOf(typed);
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/auftrag";
    }
}
