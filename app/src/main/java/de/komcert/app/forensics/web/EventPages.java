package de.komcert.app.forensics.web;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.EventRemarks;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.forensics.web.FindingForms.Tagging;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One event of a timeline, and what people stick to it. */
@Controller
class EventPages {

    static final String ONE = "/vorfaelle/{id}/auswertung/zeitstrahl/{auswertung}/{ereignis}";

    private final Rooms rooms;
    private final Timelines timelines;
    private final EventMarks marks;
    private final EventRemarks remarks;
    private final Pseudonyms pseudonyms;

    EventPages(Rooms rooms, Timelines timelines, EventMarks marks, EventRemarks remarks, Pseudonyms pseudonyms) {
        this.rooms = rooms;
        this.timelines = timelines;
        this.marks = marks;
        this.remarks = remarks;
        this.pseudonyms = pseudonyms;
    }

    @GetMapping(ONE)
    @Requires(Permission.READ_INCIDENTS)
    String one(@PathVariable UUID id, @PathVariable UUID auswertung, @PathVariable String ereignis, Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var kept = timelines.find(incident.id(), auswertung).orElseThrow(NotHere::new);
        var position = kept.within(Timelines.position(ereignis));
        var names = pseudonyms.readable(incident);
        var event = timelines.reading(kept, open -> open.named(position));
        var one = List.of(event);
        model.addAttribute(
                "page",
                new EventPage(
                        "/vorfaelle/" + id + "/auswertung",
                        kept,
                        event.read(names),
                        marks.of(kept.analysis(), one).of(event).stream()
                                .map(mark -> mark.read(names))
                                .toList(),
                        remarks.of(kept.analysis(), one).of(event).tags(),
                        remarks.comments(kept.analysis(), position)));
        return "forensics/web/eventpage";
    }

    @PostMapping(ONE + "/merkmale")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(ONE)
    String tag(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String ereignis,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "GIVE") Tagging tun) {
        var incident = new IncidentId(id);
        switch (tun) {
            case GIVE -> remarks.tag(incident, auswertung, Timelines.position(ereignis), name);
            case TAKE -> remarks.untag(incident, auswertung, Timelines.position(ereignis), name);
        }
        return back(id, auswertung, ereignis);
    }

    @PostMapping(ONE + "/kommentare")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(ONE)
    String comment(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String ereignis,
            @RequestParam(defaultValue = "") String kommentar) {
        remarks.comment(new IncidentId(id), auswertung, Timelines.position(ereignis), kommentar);
        return back(id, auswertung, ereignis);
    }

    private static String back(UUID id, UUID analysis, String position) {
        return "redirect:/vorfaelle/" + id + "/auswertung/zeitstrahl/" + analysis + "/" + position;
    }
}
