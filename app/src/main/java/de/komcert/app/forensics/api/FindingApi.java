package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Paging;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.api.FindingBodies.FindingBody;
import de.komcert.app.forensics.api.FindingBodies.FindingInFullBody;
import de.komcert.app.forensics.finding.FindingExcerpt.Place;
import de.komcert.app.forensics.finding.FindingFilter;
import de.komcert.app.forensics.finding.FindingMarks;
import de.komcert.app.forensics.finding.Findings;
import de.komcert.app.forensics.finding.Level;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Refusal;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
@RequestMapping(FindingApi.FINDINGS)
@Tag(
        name = "Funde",
        description = "Events that a rule matched. For a person whose name nobody has opened stands \"Person 7\".")
class FindingApi {

    static final String FINDINGS = "/api/v1/vorfaelle/{id}/funde";

    private final Incidents incidents;
    private final Findings findings;
    private final FindingMarks marks;
    private final Pseudonyms pseudonyms;

    FindingApi(Incidents incidents, Findings findings, FindingMarks marks, Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.findings = findings;
        this.marks = marks;
        this.pseudonyms = pseudonyms;
    }

    /**
     * A part of the list.
     *
     * @param total how many findings match, on all parts
     * @param next the value of {@code nach} with which the list goes on
     */
    record FindingPart(
            List<FindingBody> findings,
            long total,
            @Nullable String next) {}

    /** A tag and the findings it is for. */
    record TagSent(
            @NotEmpty @Size(max = 1_000) @Nullable List<UUID> findings,
            @NotBlank @Size(max = Typed.LINE) @Nullable String name) {}

    record CommentSent(
            @NotBlank @Size(max = Typed.TEXT) @Nullable String words) {}

    /**
     * The findings that match, in order.
     *
     * @param suche words that all stand in the finding
     * @param stufe this level or a higher one
     * @param regel the id of a rule
     * @param rechner a host, as findings name it
     * @param kanal a channel, as findings name it
     * @param merkmal a tag
     * @param auswertung the number of an analysis
     * @param von by the corrected time
     * @param bis by the corrected time
     * @param stand OPEN for those of which nothing was made yet, TAKEN for the others
     * @param folge LEVEL for the gravest first, OLDEST or NEWEST
     * @param nach behind which finding the part begins
     * @param anzahl how many to give at most, up to 200
     */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    FindingPart list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String suche,
            @RequestParam(required = false) @Nullable Level stufe,
            @RequestParam(defaultValue = "") String regel,
            @RequestParam(defaultValue = "") String rechner,
            @RequestParam(defaultValue = "") String kanal,
            @RequestParam(defaultValue = "") String merkmal,
            @RequestParam(required = false) @Nullable Integer auswertung,
            @RequestParam(required = false) @Nullable Instant von,
            @RequestParam(required = false) @Nullable Instant bis,
            @RequestParam(defaultValue = "ANY") FindingFilter.State stand,
            @RequestParam(defaultValue = "LEVEL") FindingFilter.Sort folge,
            @RequestParam(defaultValue = "") String nach,
            @RequestParam(defaultValue = "100") int anzahl) {
        var incident = incidents.find(new IncidentId(id));
        var filter =
                new FindingFilter(suche, stufe, regel, rechner, kanal, merkmal, auswertung, von, bis, stand, folge);
        var page = findings.page(
                incident.id(), pseudonyms.readable(incident), filter, behind(nach), new Paging(0, anzahl).size());
        var after = page.after();
        return new FindingPart(
                page.findings().stream().map(FindingBody::of).toList(),
                page.total(),
                after == null ? null : after.toString());
    }

    private static Place behind(String finding) {
        try {
            return finding.isEmpty() ? Place.TOP : new Place(UUID.fromString(finding), false);
        } catch (IllegalArgumentException noPlace) {
            throw new Refusal("finding.noPlace").as(HttpStatus.BAD_REQUEST);
        }
    }

    /** One finding with everything that is known of it. */
    @GetMapping("/{fund}")
    @Requires(Permission.READ_INCIDENTS)
    FindingInFullBody one(@PathVariable UUID id, @PathVariable UUID fund) {
        var incident = incidents.find(new IncidentId(id));
        return FindingInFullBody.of(findings.find(incident.id(), pseudonyms.readable(incident), fund));
    }

    /** Gives findings a tag: all of them, or none where one is not there. */
    @PostMapping("/merkmale")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tag(@PathVariable UUID id, @Valid @RequestBody TagSent sent) {
        marks.tag(new IncidentId(id), Objects.requireNonNull(sent.findings()), Sent.text(sent.name()));
    }

    /** Takes a tag off findings. */
    @PostMapping("/merkmale/wegnehmen")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void untag(@PathVariable UUID id, @Valid @RequestBody TagSent sent) {
        marks.untag(new IncidentId(id), Objects.requireNonNull(sent.findings()), Sent.text(sent.name()));
    }

    /** Writes a comment on a finding. */
    @PostMapping("/{fund}/kommentare")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    FindingInFullBody comment(@PathVariable UUID id, @PathVariable UUID fund, @Valid @RequestBody CommentSent sent) {
        marks.comment(new IncidentId(id), fund, Sent.text(sent.words()));
        return one(id, fund);
    }
}
