package de.komcert.app.forensics.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.timeline.EventFilter;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.EventNotes;
import de.komcert.app.forensics.timeline.EventRemarks;
import de.komcert.app.forensics.timeline.EventStrip;
import de.komcert.app.forensics.timeline.Excerpt;
import de.komcert.app.forensics.timeline.OpenTimeline;
import de.komcert.app.forensics.timeline.TimelineExport;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.room.Rooms;
import de.komcert.app.web.FormOn;
import de.komcert.app.web.NotHere;
import de.komcert.traces.Entry;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The timeline of all events of an analysis. */
@Controller
class EventTimelinePages {

    static final String PAGE = "/vorfaelle/{id}/auswertung/zeitstrahl";

    private static final int LENGTH = 200;

    private final Rooms rooms;
    private final Incidents incidents;
    private final Analyses analyses;
    private final Timelines timelines;
    private final EventMarks marks;
    private final EventRemarks remarks;
    private final EventStrip.Counting strips;
    private final EventNotes notes;
    private final TimelineExport export;
    private final Pseudonyms pseudonyms;

    EventTimelinePages(
            Rooms rooms,
            Incidents incidents,
            Analyses analyses,
            Timelines timelines,
            EventMarks marks,
            EventRemarks remarks,
            EventStrip.Counting strips,
            EventNotes notes,
            TimelineExport export,
            Pseudonyms pseudonyms) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.analyses = analyses;
        this.timelines = timelines;
        this.marks = marks;
        this.remarks = remarks;
        this.strips = strips;
        this.notes = notes;
        this.export = export;
        this.pseudonyms = pseudonyms;
    }

    @GetMapping(PAGE)
    @Requires(Permission.READ_INCIDENTS)
    String timeline(@PathVariable UUID id, @ModelAttribute EventQuery query, Model model) {
        var incident = rooms.enter(id, AnalysisTab.ANALYSIS, model);
        var kept = timelines.of(incident.id());
        if (kept.isEmpty()) {
            return NothingYet.page("events.title", "events.none", model);
        }
        model.addAttribute("page", page(incident, chosen(kept, query), kept, query));
        return "forensics/web/events";
    }

    private EventTimelinePage page(
            Incident incident, Timelines.Kept shown, List<Timelines.Kept> all, EventQuery query) {
        var names = pseudonyms.readable(incident);
        var known = analyses.of(incident.id()).stream()
                .filter(one -> all.stream().anyMatch(kept -> kept.analysis().equals(one.id())))
                .toList();
        return timelines.reading(shown, open -> {
            long target = target(open, query);
            var excerpt = excerpt(open, query, filter(query, names, shown), target);
            return new EventTimelinePage(
                    "/vorfaelle/" + incident.id() + "/auswertung",
                    known,
                    known.stream()
                            .filter(one -> one.id().equals(shown.analysis()))
                            .findFirst()
                            .orElseThrow(NotHere::new),
                    query,
                    open.span(),
                    excerpt,
                    excerpt.breaksOffBefore() ? open.time(excerpt.from()) : null,
                    excerpt.breaksOffBehind() ? open.time(excerpt.to()) : null,
                    rows(shown, excerpt, names),
                    strips.of(shown.analysis(), open),
                    remarks.tags(incident.id(), shown.analysis()),
                    target);
        });
    }

    private EventFilter filter(EventQuery query, Readable names, Timelines.Kept kept) {
        var filter = query.filter(names);
        return query.tag().isEmpty() ? filter : filter.among(remarks.tagged(kept.analysis(), query.tag()));
    }

    private static long target(OpenTimeline open, EventQuery query) throws IOException {
        long jump = query.jump();
        if (jump != Entry.NO_TIME) {
            return open.before(jump);
        }
        return query.um() == null || query.um() < 0 ? -1 : open.place(query.um());
    }

    private static Excerpt excerpt(OpenTimeline open, EventQuery query, EventFilter filter, long target)
            throws IOException {
        if (target >= 0) {
            return open.around(target, filter, LENGTH);
        }
        if (query.vor() != null) {
            return open.back(query.vor(), filter, LENGTH);
        }
        return open.from(query.ab() == null ? open.start(filter) : query.ab(), filter, LENGTH);
    }

    private List<EventTimelinePage.Row> rows(Timelines.Kept shown, Excerpt excerpt, Readable names) {
        var found = marks.of(shown.analysis(), excerpt.events());
        var stuck = remarks.of(shown.analysis(), excerpt.events());
        return excerpt.events().stream()
                .map(event -> new EventTimelinePage.Row(
                        event.read(names),
                        found.of(event).stream().map(mark -> mark.read(names)).toList(),
                        stuck.of(event)))
                .toList();
    }

    private static Timelines.Kept chosen(List<Timelines.Kept> kept, EventQuery query) {
        return kept.stream()
                .filter(one -> query.auswertung() == null || one.number() == query.auswertung())
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    @PostMapping(PAGE + "/merken")
    @Requires(Permission.WORK_INCIDENTS)
    @FormOn(PAGE)
    String note(
            @PathVariable UUID id,
            @RequestParam int auswertung,
            @RequestParam long um,
            @RequestParam(defaultValue = "") String titel) {
        var incident = new IncidentId(id);
        var kept = timelines.of(incident).stream()
                .filter(one -> one.number() == auswertung)
                .findFirst()
                .orElseThrow(NotHere::new);
        notes.note(incident, kept.analysis(), um, titel);
        return "redirect:/vorfaelle/" + id + "/auswertung/zeitstrahl?auswertung=" + auswertung + "&um=" + um + "#e-"
                + um;
    }

    @GetMapping(PAGE + ".csv")
    @Requires(Permission.READ_INCIDENTS)
    void csv(@PathVariable UUID id, @ModelAttribute EventQuery query, Locale locale, HttpServletResponse response)
            throws IOException {
        var incident = incidents.find(new IncidentId(id));
        var kept = whole(incident, query);
        var filter = filter(query, pseudonyms.readable(incident), kept);
        attachment(incident, "csv", "text/csv;charset=UTF-8", response);
        export.csv(incident, kept, filter, locale, response.getOutputStream());
    }

    @GetMapping(PAGE + ".jsonl")
    @Requires(Permission.READ_INCIDENTS)
    void jsonl(@PathVariable UUID id, @ModelAttribute EventQuery query, HttpServletResponse response)
            throws IOException {
        var incident = incidents.find(new IncidentId(id));
        var kept = whole(incident, query);
        var filter = filter(query, pseudonyms.readable(incident), kept);
        attachment(incident, "jsonl", "application/x-ndjson", response);
        export.jsonl(incident, kept, filter, response.getOutputStream());
    }

    /** The chosen timeline, read through once, so that nothing of a damaged one is given out. */
    private Timelines.Kept whole(Incident incident, EventQuery query) {
        var kept = chosen(timelines.of(incident.id()), query);
        timelines.check(kept);
        return kept;
    }

    private static void attachment(Incident incident, String ending, String type, HttpServletResponse response) {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(TimelineExport.name(incident, ending))
                        .build()
                        .toString());
    }
}
