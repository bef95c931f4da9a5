package de.komcert.app.forensics.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Paging;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.name.Readable;
import de.komcert.app.forensics.timeline.EventFilter;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.EventNotes;
import de.komcert.app.forensics.timeline.EventRemarks;
import de.komcert.app.forensics.timeline.Excerpt;
import de.komcert.app.forensics.timeline.OpenTimeline;
import de.komcert.app.forensics.timeline.TimelineEvent;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import de.komcert.traces.Entry;
import de.komcert.traces.Moment;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(TimelineApi.EVENTS)
@Tag(
        name = "Zeitstrahl",
        description =
                "All events of an analysis in the order of the times by corrected clocks, with \"Person 7\" in place of names.")
class TimelineApi {

    static final String EVENTS = AnalysisApi.ANALYSES + "/{auswertung}/ereignisse";

    private final Incidents incidents;
    private final Timelines timelines;
    private final EventMarks marks;
    private final EventRemarks remarks;
    private final EventNotes notes;
    private final Pseudonyms pseudonyms;

    TimelineApi(
            Incidents incidents,
            Timelines timelines,
            EventMarks marks,
            EventRemarks remarks,
            EventNotes notes,
            Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.timelines = timelines;
        this.marks = marks;
        this.remarks = remarks;
        this.notes = notes;
        this.pseudonyms = pseudonyms;
    }

    /**
     * A part of the timeline.
     *
     * @param next the value of {@code ab} with which it goes on; a search that looks through very many events goes on there, too
     * @param previous the value of {@code vor} with which it goes back
     * @param scanned how many events were looked through for it
     * @param total how many the timeline holds
     * @param untimed how many of these tell no time; they stand before all others
     */
    record EventPart(
            List<EventBody> events,
            @Nullable Long next,
            @Nullable Long previous,
            long scanned,
            long total,
            long untimed) {}

    /**
     * An event.
     *
     * @param position the number that names it in this timeline; it stays the same when a clock is corrected
     * @param time when it happened, by the corrected clock of its host
     * @param originalTime when it happened, as its log says
     * @param record its number in the file
     * @param findings the findings made of it
     * @param comments how many there are
     */
    record EventBody(
            long position,
            @Nullable Instant time,
            @Nullable Instant originalTime,
            String host,
            String channel,
            String provider,
            String eventId,
            String file,
            long record,
            String text,
            List<UUID> findings,
            List<String> tags,
            int comments) {

        static EventBody of(TimelineEvent event, List<EventMarks.Mark> marks, EventRemarks.Remark remark) {
            return new EventBody(
                    event.position(),
                    event.time(),
                    event.originalTime(),
                    event.host(),
                    event.channel(),
                    event.provider(),
                    event.eventId(),
                    event.file(),
                    event.record(),
                    event.text(),
                    marks.stream().map(EventMarks.Mark::finding).toList(),
                    remark.tags(),
                    remark.comments());
        }
    }

    /**
     * A finding to be made of an event.
     *
     * @param title what it is called; what stands in the event, where it is missing
     */
    record EventNoteSent(@Size(max = Typed.LINE) @Nullable String title) {}

    /** The finding that was made. */
    record NotedBody(UUID finding) {}

    /**
     * Some events.
     *
     * @param ab the place of the first one that may be given, counted from 0; without it, the first event that tells a time
     * @param vor instead: the place behind the last one that may be given
     * @param anzahl how many to give at most, up to 200
     * @param suche words that each have to stand somewhere in the event
     * @param rechner a part of the name of the host
     * @param kanal a part of the channel or the provider
     * @param ereignis the event id
     * @param merkmal a tag of the event
     * @param von the first moment, by corrected clocks
     * @param bis the last one
     */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    EventPart events(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @RequestParam @Nullable Long ab,
            @RequestParam @Nullable Long vor,
            @RequestParam(defaultValue = "100") int anzahl,
            @RequestParam(defaultValue = "") String suche,
            @RequestParam(defaultValue = "") String rechner,
            @RequestParam(defaultValue = "") String kanal,
            @RequestParam(defaultValue = "") String ereignis,
            @RequestParam(defaultValue = "") String merkmal,
            @RequestParam @Nullable Instant von,
            @RequestParam @Nullable Instant bis) {
        var incident = incidents.find(new IncidentId(id));
        var kept = timelines.find(incident.id(), auswertung).orElseThrow(NotHere::new);
        var names = pseudonyms.readable(incident);
        var typed = EventFilter.typed(names, suche, rechner, kanal, ereignis, ticks(von), ticks(bis));
        var filter = merkmal.isBlank() ? typed : typed.among(remarks.tagged(auswertung, merkmal.strip()));
        int most = new Paging(0, anzahl).size();
        var excerpt = timelines.reading(kept, open -> excerpt(open, ab, vor, filter, most));
        return new EventPart(
                bodies(auswertung, excerpt, names),
                excerpt.goesOn() ? excerpt.to() : null,
                excerpt.goesBack() ? excerpt.from() : null,
                excerpt.scanned(),
                kept.span().events(),
                kept.span().untimed());
    }

    private static Excerpt excerpt(
            OpenTimeline open, @Nullable Long from, @Nullable Long before, EventFilter filter, int most)
            throws IOException {
        return before == null
                ? open.from(from == null ? open.start(filter) : from, filter, most)
                : open.back(before, filter, most);
    }

    private List<EventBody> bodies(UUID analysis, Excerpt excerpt, Readable names) {
        var found = marks.of(analysis, excerpt.events());
        var stuck = remarks.of(analysis, excerpt.events());
        return excerpt.events().stream()
                .map(event -> EventBody.of(event.read(names), found.of(event), stuck.of(event)))
                .toList();
    }

    private static long ticks(@Nullable Instant moment) {
        return moment == null ? Entry.NO_TIME : Moment.ticks(moment);
    }

    /** Makes a finding of an event that no rule matched. */
    @PostMapping("/{position}/fund")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    NotedBody note(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String position,
            @Valid @RequestBody EventNoteSent sent) {
        return new NotedBody(
                notes.note(new IncidentId(id), auswertung, Timelines.position(position), Sent.text(sent.title())));
    }
}
