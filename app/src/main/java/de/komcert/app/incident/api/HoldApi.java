package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.CompartmentId;
import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.ReportId;
import de.komcert.app.incident.Reports;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Löschsperren", description = "What forbids erasing. Set and lifted by the Leitung, or by whoever leads.")
class HoldApi {

    private static final String OF_INCIDENT = Bodies.INCIDENT + "/loeschsperren";
    private static final String OF_REPORT = "/api/v1/meldungen/{id}/loeschsperren";

    private final Holds holds;
    private final Incidents incidents;
    private final Reports reports;

    HoldApi(Holds holds, Incidents incidents, Reports reports) {
        this.holds = holds;
        this.incidents = incidents;
        this.reports = reports;
    }

    /**
     * A legal hold.
     *
     * @param orderedBy who wants it, with a file number where there is one
     * @param nextLook when somebody looks whether it is still needed; it never ends by itself
     * @param lifted how it ended; missing while it stands
     */
    record HoldBody(
            UUID id,
            String orderedBy,
            String reason,
            @Nullable Instant nextLook,
            String setBy,
            Instant setAt,
            @Nullable LiftingBody lifted) {

        static HoldBody of(Hold hold) {
            var lifted = hold.lifted();
            return new HoldBody(
                    hold.id(),
                    hold.orderedBy(),
                    hold.reason(),
                    hold.nextLook(),
                    hold.setBy(),
                    hold.setAt(),
                    lifted == null ? null : new LiftingBody(lifted.by(), lifted.at(), lifted.why()));
        }
    }

    /** A hold taken away. */
    record LiftingBody(String by, Instant at, String reason) {}

    /**
     * A hold to be set.
     *
     * @param orderedBy who wants it, such as the public prosecutor, with the file number
     * @param nextLook when to look whether it is still needed, as a reminder only
     */
    record HoldSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String orderedBy,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String reason,
            @Nullable Instant nextLook) {

        Holds.Demand demand() {
            return new Holds.Demand(Sent.text(orderedBy), Sent.text(reason), nextLook);
        }
    }

    record LiftingSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String reason) {}

    /** The holds of an incident; those that stand come first. */
    @GetMapping(OF_INCIDENT)
    @Requires(Permission.READ_INCIDENTS)
    List<HoldBody> ofIncident(@PathVariable UUID id) {
        return list(incident(id));
    }

    /** Sets a hold on an incident, whatever its state. While one stands, nothing of it is erased. */
    @PostMapping(OF_INCIDENT)
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    HoldBody onIncident(@PathVariable UUID id, @Valid @RequestBody HoldSent sent) {
        return set(incident(id), sent);
    }

    /** Lifts a hold of an incident. */
    @PostMapping(OF_INCIDENT + "/{hold}/aufheben")
    @Requires(Permission.LEAD_INCIDENTS)
    HoldBody liftOnIncident(@PathVariable UUID id, @PathVariable UUID hold, @Valid @RequestBody LiftingSent sent) {
        return lift(incident(id), hold, sent);
    }

    /** The holds of a Meldung; those that stand come first. */
    @GetMapping(OF_REPORT)
    @Requires(Permission.READ_INCIDENTS)
    List<HoldBody> ofReport(@PathVariable UUID id) {
        return list(report(id));
    }

    /** Sets a hold on a Meldung, whatever its state. */
    @PostMapping(OF_REPORT)
    @Requires(Permission.LEAD_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    HoldBody onReport(@PathVariable UUID id, @Valid @RequestBody HoldSent sent) {
        return set(report(id), sent);
    }

    /** Lifts a hold of a Meldung. */
    @PostMapping(OF_REPORT + "/{hold}/aufheben")
    @Requires(Permission.LEAD_INCIDENTS)
    HoldBody liftOnReport(@PathVariable UUID id, @PathVariable UUID hold, @Valid @RequestBody LiftingSent sent) {
        return lift(report(id), hold, sent);
    }

    private CompartmentId incident(UUID id) {
        return incidents.find(new IncidentId(id)).compartment();
    }

    private CompartmentId report(UUID id) {
        return reports.find(new ReportId(id)).compartment();
    }

    private List<HoldBody> list(CompartmentId compartment) {
        return holds.of(compartment).stream().map(HoldBody::of).toList();
    }

    private HoldBody set(CompartmentId compartment, HoldSent sent) {
        return one(compartment, holds.set(compartment, sent.demand()));
    }

    private HoldBody lift(CompartmentId compartment, UUID hold, LiftingSent sent) {
        holds.lift(compartment, hold, Sent.text(sent.reason()));
        return one(compartment, hold);
    }

    private HoldBody one(CompartmentId compartment, UUID hold) {
        return list(compartment).stream()
                .filter(one -> one.id().equals(hold))
                .findFirst()
                .orElseThrow();
    }
}
