package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Invalid;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Link;
import de.komcert.app.incident.Links;
import de.komcert.app.incident.ReportId;
import de.komcert.app.incident.api.IncidentBodies.IncidentLine;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Verbindungen", description = "What belongs together. Only who sees both ends learns of a link.")
class LinkApi {

    private static final String LINKS = Bodies.INCIDENT + "/verbindungen";

    private final Incidents incidents;
    private final IncidentBodies bodies;
    private final Links links;
    private final Texts texts;

    LinkApi(Incidents incidents, IncidentBodies bodies, Links links, Texts texts) {
        this.incidents = incidents;
        this.bodies = bodies;
        this.links = links;
        this.texts = texts;
    }

    /**
     * That two belong together, seen from one of them.
     *
     * @param tie how the other end belongs to this one
     * @param incident the incident at the other end; missing where there is only a Meldung
     * @param meldung the Meldung at the other end
     * @param name the code name of the other end, or what the caller said they call from
     * @param erasedAt when the other end was erased at the end of its retention; nothing but the code name is left of it
     * @param fingerprint stands in both journals, where the link is not told
     */
    record LinkBody(
            UUID id,
            Link.Tie tie,
            @Nullable UUID incident,
            UUID meldung,
            String name,
            String title,
            Incident.@Nullable State state,
            @Nullable Instant erasedAt,
            Instant linkedAt,
            String fingerprint) {

        static LinkBody of(Link link) {
            return new LinkBody(
                    link.id(),
                    link.tie(),
                    Optional.ofNullable(link.incident()).map(IncidentId::value).orElse(null),
                    link.report().value(),
                    link.name(),
                    link.title(),
                    link.state(),
                    link.erasedAt(),
                    link.linkedAt(),
                    link.fingerprint());
        }
    }

    /** How another incident shall belong to this one. */
    enum Relative {
        PARENT,
        CHILD
    }

    record LinkSent(
            @NotNull @Nullable Relative tie,
            @NotNull @Nullable UUID incident) {}

    /**
     * Where it goes on.
     *
     * @param into the incident that leads from now on
     * @param reason what every reader of the ended one may read
     */
    record MergerSent(
            @NotNull @Nullable UUID into,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String reason) {}

    /**
     * Where a Meldung goes on: one of the two.
     *
     * @param incident the incident it is about
     * @param meldung the Meldung that is about the same
     * @param reason what every reader of the ended one may read
     */
    record MeldungMergerSent(
            @Nullable UUID incident,
            @Nullable UUID meldung,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String reason) {}

    /** What this incident belongs together with. */
    @GetMapping(LINKS)
    @Requires(Permission.READ_INCIDENTS)
    List<LinkBody> list(@PathVariable UUID id) {
        return links.of(incidents.find(new IncidentId(id)).compartment()).stream()
                .map(LinkBody::of)
                .toList();
    }

    /** The incidents it could be linked with. */
    @GetMapping(LINKS + "/moegliche")
    @Requires(Permission.READ_INCIDENTS)
    List<IncidentLine> candidates(@PathVariable UUID id) {
        return bodies.lines(links.candidates(incidents.find(new IncidentId(id))));
    }

    /** Gives the incident a parent or a child; both go on. */
    @PostMapping(LINKS)
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    List<LinkBody> link(@PathVariable UUID id, @Valid @RequestBody LinkSent sent) {
        var incident = new IncidentId(id);
        var other = new IncidentId(Objects.requireNonNull(sent.incident()));
        switch (Objects.requireNonNull(sent.tie())) {
            case PARENT -> links.adopt(incident, other);
            case CHILD -> links.adopt(other, incident);
        }
        return list(id);
    }

    /** Takes a parent from its child, or a child from its parent. A merger cannot be taken back. */
    @DeleteMapping(LINKS + "/{link}")
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void part(@PathVariable UUID id, @PathVariable UUID link) {
        links.part(new IncidentId(id), link);
    }

    /** Ends the incident as a part of another one. Readers and journals stay apart. */
    @PostMapping(Bodies.INCIDENT + "/zusammenfuehrung")
    @Requires(Permission.LEAD_INCIDENTS)
    List<LinkBody> merge(@PathVariable UUID id, @Valid @RequestBody MergerSent sent) {
        links.merge(new IncidentId(id), new IncidentId(Objects.requireNonNull(sent.into())), Sent.text(sent.reason()));
        return list(id);
    }

    /** Ends a Meldung that is about a running incident, or about the same as another Meldung. */
    @PostMapping("/api/v1/meldungen/{id}/zusammenfuehrung")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mergeMeldung(@PathVariable UUID id, @Valid @RequestBody MeldungMergerSent sent, Locale locale) {
        var meldung = new ReportId(id);
        var incident = sent.incident();
        var other = sent.meldung();
        if (incident != null && other == null) {
            links.merge(meldung, new IncidentId(incident), Sent.text(sent.reason()));
        } else if (incident == null && other != null) {
            links.merge(meldung, new ReportId(other), Sent.text(sent.reason()));
        } else {
            throw Invalid.at("incident", texts.get(locale, "link.chooseTarget"));
        }
    }
}
