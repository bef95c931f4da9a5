package de.komcert.app.forensics.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.finding.HostClock;
import de.komcert.app.forensics.finding.HostClocks;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vorfaelle/{id}/uhren")
@Tag(name = "Uhren", description = "Clocks of hosts that were wrong. Times of findings are put right by them.")
class ClockApi {

    private final Incidents incidents;
    private final HostClocks clocks;
    private final Pseudonyms pseudonyms;

    ClockApi(Incidents incidents, HostClocks clocks, Pseudonyms pseudonyms) {
        this.incidents = incidents;
        this.clocks = clocks;
        this.pseudonyms = pseudonyms;
    }

    /**
     * How wrong a clock was.
     *
     * @param host as findings name it
     * @param aheadMillis how far it was ahead of the true time, in thousandths of a second; negative where it was behind
     * @param why how that is known
     */
    record ClockSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String host,
            @NotNull @Nullable Long aheadMillis,
            @NotBlank @Size(max = Typed.LINE) @Nullable String why) {}

    /**
     * A clock that was wrong.
     *
     * @param aheadMillis how far it was ahead of the true time, in thousandths of a second; negative where it was behind
     */
    record ClockBody(String host, long aheadMillis, String why, Instant setAt) {

        static ClockBody of(HostClock clock) {
            return new ClockBody(clock.host(), clock.ahead().toMillis(), clock.why(), clock.setAt());
        }
    }

    /** The clocks that were wrong, by host. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<ClockBody> list(@PathVariable UUID id) {
        var incident = incidents.find(new IncidentId(id));
        return clocks.of(incident.id(), pseudonyms.readable(incident)).stream()
                .map(ClockBody::of)
                .toList();
    }

    /** Says how wrong the clock of a host was; what was said before is replaced. */
    @PutMapping
    @Requires(Permission.WORK_INCIDENTS)
    List<ClockBody> set(@PathVariable UUID id, @Valid @RequestBody ClockSent sent) {
        clocks.set(
                new IncidentId(id),
                Sent.text(sent.host()),
                Duration.ofMillis(Objects.requireNonNull(sent.aheadMillis())),
                Sent.text(sent.why()));
        return list(id);
    }

    /**
     * Takes back that the clock of a host was wrong.
     *
     * @param rechner as findings name it
     */
    @DeleteMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestParam(defaultValue = "") String rechner) {
        clocks.remove(new IncidentId(id), rechner);
    }
}
