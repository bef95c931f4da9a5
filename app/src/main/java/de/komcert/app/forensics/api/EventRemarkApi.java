package de.komcert.app.forensics.api;

import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.api.FindingApi.CommentSent;
import de.komcert.app.forensics.api.FindingBodies.CommentBody;
import de.komcert.app.forensics.api.TimelineApi.EventBody;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.timeline.EventMarks;
import de.komcert.app.forensics.timeline.EventRemarks;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(TimelineApi.EVENTS + "/{position}")
@Tag(name = "Zeitstrahl")
class EventRemarkApi {

    private final Incidents incidents;
    private final Timelines timelines;
    private final EventMarks marks;
    private final EventRemarks remarks;
    private final Pseudonyms pseudonyms;

    EventRemarkApi(
            Incidents incidents, Timelines timelines, EventMarks marks, EventRemarks remarks, Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.timelines = timelines;
        this.marks = marks;
        this.remarks = remarks;
        this.pseudonyms = pseudonyms;
    }

    /**
     * An event with what people have stuck to it.
     *
     * @param comments oldest first
     */
    record EventInFullBody(EventBody event, List<CommentBody> comments) {}

    record EventTagSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String name) {}

    /** One event. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    EventInFullBody one(@PathVariable UUID id, @PathVariable UUID auswertung, @PathVariable String position) {
        var incident = incidents.find(new IncidentId(id));
        var kept = timelines.find(incident.id(), auswertung).orElseThrow(NotHere::new);
        var place = kept.within(Timelines.position(position));
        var event = timelines.reading(kept, open -> open.named(place));
        var one = List.of(event);
        return new EventInFullBody(
                EventBody.of(
                        event.read(pseudonyms.readable(incident)),
                        marks.of(auswertung, one).of(event),
                        remarks.of(auswertung, one).of(event)),
                remarks.comments(auswertung, place).stream()
                        .map(CommentBody::of)
                        .toList());
    }

    /** Gives an event a tag. */
    @PostMapping("/merkmale")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tag(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String position,
            @Valid @RequestBody EventTagSent sent) {
        remarks.tag(new IncidentId(id), auswertung, Timelines.position(position), Sent.text(sent.name()));
    }

    /** Takes a tag off an event. */
    @PostMapping("/merkmale/wegnehmen")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void untag(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String position,
            @Valid @RequestBody EventTagSent sent) {
        remarks.untag(new IncidentId(id), auswertung, Timelines.position(position), Sent.text(sent.name()));
    }

    /** Writes a comment on an event. */
    @PostMapping("/kommentare")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    EventInFullBody comment(
            @PathVariable UUID id,
            @PathVariable UUID auswertung,
            @PathVariable String position,
            @Valid @RequestBody CommentSent sent) {
        remarks.comment(new IncidentId(id), auswertung, Timelines.position(position), Sent.text(sent.words()));
        return one(id, auswertung, position);
    }
}
