package de.komcert.app.forensics.api;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.forensics.api.FindingBodies.OutcomeBody;
import de.komcert.app.forensics.finding.FindingOutcomes;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Indicators.Kind;
import de.komcert.app.incident.OwnTask;
import de.komcert.app.incident.plan.Danger;
import de.komcert.app.incident.plan.PlanRole;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(FindingApi.FINDINGS + "/{fund}")
@Tag(name = "Funde")
class OutcomeApi {

    private final FindingOutcomes outcomes;

    OutcomeApi(FindingOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * What the journal is to say.
     *
     * @param text what the finding says, where it is missing
     */
    record FindingEntrySent(
            @Size(max = Typed.TEXT) @Nullable String text) {}

    /**
     * The indicator it is to become.
     *
     * @param tlp at least that of the incident counts; AMBER, where it is missing
     * @param pap AMBER, where it is missing
     */
    record FindingIndicatorSent(
            @NotNull @Nullable Kind kind,
            @NotBlank @Size(max = Typed.LINE) @Nullable String value,
            @Size(max = Typed.LINE) @Nullable String comment,
            @Nullable Tlp tlp,
            @Nullable Pap pap) {}

    /**
     * The task it is to become.
     *
     * @param title what is to be done, in one line
     * @param role who does it; CERT, where it is missing
     * @param danger what waiting puts at risk: NONE, where it is missing
     * @param due when it is due, in the future
     * @param why why it is important
     */
    record FindingTaskSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String title,
            @Nullable PlanRole role,
            @Nullable Danger danger,
            @Nullable Instant due,
            @Size(max = Typed.LINE) @Nullable String why) {}

    /** Writes the finding into the journal, as of its corrected time. */
    @PostMapping("/tagebuch")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    OutcomeBody entry(@PathVariable UUID id, @PathVariable UUID fund, @Valid @RequestBody FindingEntrySent sent) {
        return OutcomeBody.of(outcomes.becomeEntry(new IncidentId(id), fund, Sent.text(sent.text())));
    }

    /** Notes a value of the finding as an indicator. */
    @PostMapping("/hinweise")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    OutcomeBody indicator(
            @PathVariable UUID id, @PathVariable UUID fund, @Valid @RequestBody FindingIndicatorSent sent) {
        return OutcomeBody.of(outcomes.becomeIndicator(
                new IncidentId(id),
                fund,
                Objects.requireNonNull(sent.kind()),
                Sent.text(sent.value()),
                Sent.text(sent.comment()),
                Objects.requireNonNullElse(sent.tlp(), Tlp.AMBER),
                Objects.requireNonNullElse(sent.pap(), Pap.AMBER)));
    }

    /** Puts a task that follows from the finding into the plan. */
    @PostMapping("/aufgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    OutcomeBody task(@PathVariable UUID id, @PathVariable UUID fund, @Valid @RequestBody FindingTaskSent sent) {
        return OutcomeBody.of(outcomes.becomeTask(
                new IncidentId(id),
                fund,
                new OwnTask(
                        Sent.text(sent.title()),
                        Objects.requireNonNullElse(sent.role(), PlanRole.CERT),
                        Objects.requireNonNullElse(sent.danger(), Danger.NONE),
                        sent.due(),
                        Sent.text(sent.why()))));
    }
}
