package de.komcert.app.incident.web;

import java.util.UUID;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.incident.Drafts;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Notes;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The notes of an incident. */
@Controller
class NotePages {

    private static final String NEW = "note-new";

    private final Rooms rooms;
    private final Incidents incidents;
    private final Notes notes;
    private final Drafts drafts;

    NotePages(Rooms rooms, Incidents incidents, Notes notes, Drafts drafts) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.notes = notes;
        this.drafts = drafts;
    }

    @GetMapping("/vorfaelle/{id}/notizen")
    @AsOfOneMoment
    @Requires(Permission.READ_INCIDENTS)
    String notes(@PathVariable UUID id, Model model) {
        var incident = rooms.enter(id, Tabs.NOTES, model);
        model.addAttribute("notes", notes.of(incident.id()));
        model.addAttribute("drafts", drafts.mine(incident.compartment()));
        return "incident/web/notes";
    }

    @PostMapping("/vorfaelle/{id}/notizen")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/notizen")
    String write(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String titel,
            @RequestParam(defaultValue = "") String text) {
        var incident = new IncidentId(id);
        notes.write(incident, titel, text);
        drafts.forget(incidents.find(incident).compartment(), NEW);
        return back(id);
    }

    @PostMapping("/vorfaelle/{id}/notizen/{note}")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn("/vorfaelle/{id}/notizen")
    String save(
            @PathVariable UUID id,
            @PathVariable UUID note,
            @RequestParam(defaultValue = "") String text,
            @RequestParam int revision) {
        var incident = new IncidentId(id);
        notes.save(incident, note, text, revision);
        drafts.forget(incidents.find(incident).compartment(), "note-" + note);
        return back(id) + "#note-" + note;
    }

    private static String back(UUID id) {
        return "redirect:/vorfaelle/" + id + "/notizen";
    }
}
