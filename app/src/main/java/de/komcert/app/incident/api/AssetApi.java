package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.Assets;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
@RequestMapping(Bodies.INCIDENT + "/systeme")
@Tag(name = "Systeme", description = "The systems an incident touches, and in which condition they are.")
class AssetApi {

    private final Incidents incidents;
    private final Assets assets;

    AssetApi(Incidents incidents, Assets assets) {
        this.incidents = incidents;
        this.assets = assets;
    }

    /**
     * A system.
     *
     * @param kind what it is, in words
     * @param condition what is known of it; UNKNOWN, where it is missing
     */
    record AssetSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String name,
            @Size(max = Typed.LINE) @Nullable String kind,
            Assets.@Nullable Condition condition,
            @Size(max = Typed.LINE) @Nullable String comment) {}

    /** A system on record. */
    record AssetBody(UUID id, String name, String kind, Assets.Condition condition, String comment, Instant addedAt) {

        static AssetBody of(Assets.Asset asset) {
            return new AssetBody(
                    asset.id(), asset.name(), asset.kind(), asset.condition(), asset.comment(), asset.addedAt());
        }
    }

    /** The systems, in the order in which they were added. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<AssetBody> list(@PathVariable UUID id) {
        return assets.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(AssetBody::of)
                .toList();
    }

    /** Adds a system. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    AssetBody add(@PathVariable UUID id, @Valid @RequestBody AssetSent sent) {
        var incident = new IncidentId(id);
        var added = assets.add(
                incident,
                Sent.text(sent.name()),
                Sent.text(sent.kind()),
                Objects.requireNonNullElse(sent.condition(), Assets.Condition.UNKNOWN),
                Sent.text(sent.comment()));
        return one(incident, added);
    }

    /** Puts right what was noted of a system; the journal keeps what it was before. */
    @PutMapping("/{system}")
    @Requires(Permission.WORK_INCIDENTS)
    AssetBody correct(@PathVariable UUID id, @PathVariable UUID system, @Valid @RequestBody AssetSent sent) {
        var incident = new IncidentId(id);
        assets.correct(
                incident,
                system,
                Sent.text(sent.name()),
                Sent.text(sent.kind()),
                Objects.requireNonNullElse(sent.condition(), Assets.Condition.UNKNOWN),
                Sent.text(sent.comment()));
        return one(incident, system);
    }

    /** Takes out what was noted by mistake; the journal keeps it. */
    @DeleteMapping("/{system}")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID system) {
        assets.remove(new IncidentId(id), system);
    }

    private AssetBody one(IncidentId incident, UUID system) {
        return assets.of(incident).stream()
                .filter(asset -> asset.id().equals(system))
                .map(AssetBody::of)
                .findFirst()
                .orElseThrow();
    }
}
