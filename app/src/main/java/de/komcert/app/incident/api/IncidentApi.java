package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Invalid;
import de.komcert.app.api.Paging;
import de.komcert.app.api.Sent;
import de.komcert.app.api.Tags;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.incident.Classification;
import de.komcert.app.incident.Closing;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incident.Outcome;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Rsit;
import de.komcert.app.incident.api.IncidentBodies.IncidentBody;
import de.komcert.app.incident.api.IncidentBodies.IncidentLine;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import de.komcert.app.web.NotHere;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Vorfälle", description = "The incidents whose member one is, from opening to closure.")
class IncidentApi {

    private static final String BASE = "/api/v1/vorfaelle";

    private final Incidents incidents;
    private final Closing closing;
    private final Constituency constituency;
    private final IncidentBodies bodies;
    private final Texts texts;

    IncidentApi(Incidents incidents, Closing closing, Constituency constituency, IncidentBodies bodies, Texts texts) {
        this.incidents = incidents;
        this.closing = closing;
        this.constituency = constituency;
        this.bodies = bodies;
        this.texts = texts;
    }

    /**
     * A part of the list.
     *
     * @param next the value of {@code ab} with which the list goes on
     */
    record IncidentPage(
            List<IncidentLine> incidents, @Nullable Integer next) {}

    /**
     * Name and summary.
     *
     * @param situation the summary that a colleague reads first
     */
    record DescriptionSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String title,
            @Size(max = Typed.TEXT) @Nullable String situation) {}

    /**
     * What kind of incident it is, and how its information is handled.
     *
     * @param rsit class and type of the Reference Security Incident Taxonomy, such as {@code fraud:phishing}
     */
    record ClassificationSent(
            @NotNull @Nullable Severity severity,
            @NotNull @Nullable Tlp tlp,
            @NotNull @Nullable Pap pap,
            @NotBlank @Size(max = Typed.LINE) @Nullable String rsit) {}

    record LeadSent(@NotNull @Nullable UUID person) {}

    record ParkingSent(@NotNull @Nullable Instant nextLook) {}

    /**
     * How it ended.
     *
     * @param reason why it may be closed, in one sentence for the journal
     */
    record ClosureSent(
            @NotNull @Nullable Outcome outcome,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String reason) {}

    /**
     * The incidents one is a member of, the nearest next look first.
     *
     * @param zustand only in these states
     * @param suche a part of name, code name or summary
     * @param einrichtung only those that affect this Einrichtung
     * @param ab how many to pass over
     * @param anzahl how many to give at most, up to 200
     */
    @GetMapping(BASE)
    @Requires(Permission.READ_INCIDENTS)
    IncidentPage list(
            @RequestParam(defaultValue = "") List<Incident.State> zustand,
            @RequestParam(defaultValue = "") String suche,
            @RequestParam(required = false) @Nullable UUID einrichtung,
            @RequestParam(defaultValue = "0") int ab,
            @RequestParam(defaultValue = "50") int anzahl) {
        var page = new Paging(ab, anzahl);
        var found = incidents.list(new Incidents.Filter(zustand, suche, einrichtung), page.first(), page.oneMore());
        return new IncidentPage(bodies.lines(page.shown(found)), page.next(found));
    }

    /** One incident. */
    @GetMapping(Bodies.INCIDENT)
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<IncidentBody> one(@PathVariable UUID id) {
        return answer(incidents.find(new IncidentId(id)));
    }

    /** Changes name and summary. */
    @PutMapping(Bodies.INCIDENT + "/beschreibung")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<IncidentBody> describe(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody DescriptionSent sent) {
        var incident = incidents.find(new IncidentId(id));
        return answer(incidents.describe(
                incident.id(), Sent.text(sent.title()), Sent.text(sent.situation()), Tags.version(match)));
    }

    /** Classifies the incident. */
    @PutMapping(Bodies.INCIDENT + "/einordnung")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<IncidentBody> classify(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody ClassificationSent sent,
            Locale locale) {
        var incident = incidents.find(new IncidentId(id));
        var kind = new Classification(
                Objects.requireNonNull(sent.severity()),
                Objects.requireNonNull(sent.tlp()),
                Objects.requireNonNull(sent.pap()),
                Rsit.of(Sent.text(sent.rsit())).orElseThrow(() -> unknownRsit(locale)));
        return answer(incidents.classify(incident.id(), kind, Tags.version(match)));
    }

    /** Says that the incident touches an Einrichtung. */
    @PutMapping(Bodies.INCIDENT + "/betroffen/{einrichtung}")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<IncidentBody> affects(@PathVariable UUID id, @PathVariable UUID einrichtung) {
        var incident = incidents.find(new IncidentId(id));
        var known = constituency.find(new EinrichtungId(einrichtung)).orElseThrow(NotHere::new);
        incidents.affects(incident.id(), known.id().value(), known.name());
        return answer(incidents.find(incident.id()));
    }

    /** Takes back that the incident touches an Einrichtung; the journal keeps that it was thought to. */
    @DeleteMapping(Bodies.INCIDENT + "/betroffen/{einrichtung}")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<IncidentBody> spares(@PathVariable UUID id, @PathVariable UUID einrichtung) {
        var incident = incidents.find(new IncidentId(id));
        var known = constituency.find(new EinrichtungId(einrichtung)).orElseThrow(NotHere::new);
        incidents.spares(incident.id(), known.id().value(), known.name());
        return answer(incidents.find(incident.id()));
    }

    /** Makes another member the lead. */
    @PutMapping(Bodies.INCIDENT + "/leitung")
    @Requires(Permission.LEAD_INCIDENTS)
    ResponseEntity<IncidentBody> lead(@PathVariable UUID id, @Valid @RequestBody LeadSent sent) {
        return answer(incidents.lead(new IncidentId(id), new PersonId(Objects.requireNonNull(sent.person()))));
    }

    /** Sets the incident aside until it is looked at again. */
    @PostMapping(Bodies.INCIDENT + "/parken")
    @Requires(Permission.LEAD_INCIDENTS)
    ResponseEntity<IncidentBody> park(@PathVariable UUID id, @Valid @RequestBody ParkingSent sent) {
        return answer(incidents.park(new IncidentId(id), Objects.requireNonNull(sent.nextLook())));
    }

    /** Takes a parked incident up again. */
    @PostMapping(Bodies.INCIDENT + "/weiter")
    @Requires(Permission.LEAD_INCIDENTS)
    ResponseEntity<IncidentBody> resume(@PathVariable UUID id) {
        return answer(incidents.resume(new IncidentId(id)));
    }

    /**
     * Closes the incident. As resolved it closes when every task is done or left out with a reason; after a false alarm,
     * whoever was told of it must hear that it was none.
     */
    @PostMapping(Bodies.INCIDENT + "/abschluss")
    @Requires(Permission.LEAD_INCIDENTS)
    ResponseEntity<IncidentBody> close(@PathVariable UUID id, @Valid @RequestBody ClosureSent sent) {
        return answer(
                closing.close(new IncidentId(id), Objects.requireNonNull(sent.outcome()), Sent.text(sent.reason())));
    }

    private ResponseEntity<IncidentBody> answer(Incident incident) {
        return ResponseEntity.ok().eTag(Tags.of(incident.revision())).body(bodies.of(incident));
    }

    private Invalid unknownRsit(Locale locale) {
        return Invalid.at("rsit", texts.get(locale, "incident.unknownRsit"));
    }
}
