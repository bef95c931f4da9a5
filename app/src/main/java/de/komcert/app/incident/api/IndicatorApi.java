package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Indicators;
import de.komcert.app.incident.Indicators.Kind;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Tlp;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(Bodies.INCIDENT + "/hinweise")
@Tag(name = "Hinweise", description = "Indicators of compromise: by which others can look for the same.")
class IndicatorApi {

    private final Incidents incidents;
    private final Indicators indicators;

    IndicatorApi(Incidents incidents, Indicators indicators) {
        this.incidents = incidents;
        this.indicators = indicators;
    }

    /**
     * An indicator.
     *
     * @param tlp at least that of the incident counts; AMBER, where it is missing
     * @param pap AMBER, where it is missing
     */
    record IndicatorSent(
            @NotNull @Nullable Kind kind,
            @NotBlank @Size(max = Typed.LINE) @Nullable String value,
            @Size(max = Typed.LINE) @Nullable String comment,
            @Nullable Tlp tlp,
            @Nullable Pap pap) {}

    /** An indicator on record, and what may be done with it. */
    record IndicatorBody(UUID id, Kind kind, String value, String comment, Tlp tlp, Pap pap, Instant addedAt) {

        static IndicatorBody of(Indicators.Indicator indicator) {
            return new IndicatorBody(
                    indicator.id(),
                    indicator.kind(),
                    indicator.value(),
                    indicator.comment(),
                    indicator.tlp(),
                    indicator.pap(),
                    indicator.addedAt());
        }
    }

    /** The indicators, in the order in which they were added. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<IndicatorBody> list(@PathVariable UUID id) {
        return indicators.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(IndicatorBody::of)
                .toList();
    }

    /** Adds an indicator. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    IndicatorBody add(@PathVariable UUID id, @Valid @RequestBody IndicatorSent sent) {
        var incident = new IncidentId(id);
        var added = indicators.add(
                incident,
                Objects.requireNonNull(sent.kind()),
                Sent.text(sent.value()),
                Sent.text(sent.comment()),
                Objects.requireNonNullElse(sent.tlp(), Tlp.AMBER),
                Objects.requireNonNullElse(sent.pap(), Pap.AMBER));
        return one(incident, added);
    }

    /** Puts an indicator right; the journal keeps what it was before. */
    @PutMapping("/{hinweis}")
    @Requires(Permission.WORK_INCIDENTS)
    IndicatorBody correct(@PathVariable UUID id, @PathVariable UUID hinweis, @Valid @RequestBody IndicatorSent sent) {
        var incident = new IncidentId(id);
        indicators.correct(
                incident,
                hinweis,
                Objects.requireNonNull(sent.kind()),
                Sent.text(sent.value()),
                Sent.text(sent.comment()),
                Objects.requireNonNullElse(sent.tlp(), Tlp.AMBER),
                Objects.requireNonNullElse(sent.pap(), Pap.AMBER));
        return one(incident, hinweis);
    }

    /** Takes out what was noted by mistake; the journal keeps it. */
    @DeleteMapping("/{hinweis}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID hinweis) {
        indicators.remove(new IncidentId(id), hinweis);
    }

    private IndicatorBody one(IncidentId incident, UUID hinweis) {
        return indicators.of(incident).stream()
                .filter(indicator -> indicator.id().equals(hinweis))
                .map(IndicatorBody::of)
                .findFirst()
                .orElseThrow();
    }
}
