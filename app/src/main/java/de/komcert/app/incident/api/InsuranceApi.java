package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.constituency.PhoneNumber;
import de.komcert.app.identity.People;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.InsurerCall;
import de.komcert.app.incident.InsurerCalls;
import de.komcert.app.incident.api.Bodies.PersonBody;
import de.komcert.app.incident.api.IncidentBodies.EinrichtungBody;
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
@RequestMapping(Bodies.INCIDENT + "/versicherung")
@Tag(name = "Versicherung", description = "Whose insurer must be asked before forensics, and what was answered.")
class InsuranceApi {

    private final Incidents incidents;
    private final InsurerCalls calls;
    private final People people;
    private final Clock clock;

    InsuranceApi(Incidents incidents, InsurerCalls calls, People people, Clock clock) {
        this.incidents = incidents;
        this.calls = calls;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What is known of the insurers.
     *
     * @param demands whose policy pays only if the insurer is asked first
     * @param answers what came of asking, the newest first
     */
    record InsuranceBody(List<DemandBody> demands, List<InsurerAnswerBody> answers) {}

    /** An affected Einrichtung whose insurer must be asked. */
    record DemandBody(
            EinrichtungBody einrichtung,
            String insurer,
            @Nullable String hotline,
            String policyNumber,
            String conditions) {}

    /**
     * What came of asking.
     *
     * @param asked whether somebody was asked; otherwise it was found that no policy demands it
     * @param insurer who insures; may be missing where nobody was asked
     * @param askedBy whoever asked or found it; they need no account
     * @param spokeTo who answered
     * @param askedAt when; now, where it is missing
     * @param answer what they said or allowed, or why nobody had to be asked
     */
    record InsurerAnswerSent(
            @Nullable Boolean asked,
            @Size(max = Typed.LINE) @Nullable String insurer,
            @NotBlank @Size(max = Typed.LINE) @Nullable String askedBy,
            @Size(max = Typed.LINE) @Nullable String spokeTo,
            @Nullable Instant askedAt,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String answer) {}

    /** What came of asking, on record. */
    record InsurerAnswerBody(
            UUID id,
            boolean asked,
            String insurer,
            String askedBy,
            String spokeTo,
            Instant askedAt,
            String answer,
            PersonBody recordedBy,
            Instant recordedAt) {}

    /** Whose insurer must be asked, and what was answered. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    InsuranceBody read(@PathVariable UUID id) {
        var incident = incidents.find(new IncidentId(id));
        return new InsuranceBody(
                calls.demands(incident).stream().map(InsuranceApi::demand).toList(), answers(incident.id()));
    }

    /** Records what came of asking an insurer. Tasks that wait for it can begin by it. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    InsurerAnswerBody record(@PathVariable UUID id, @Valid @RequestBody InsurerAnswerSent sent) {
        var incident = new IncidentId(id);
        var recorded = calls.record(
                incident,
                new InsurerCalls.Answer(
                        Sent.flag(sent.asked()),
                        Sent.text(sent.insurer()),
                        Sent.text(sent.askedBy()),
                        Sent.text(sent.spokeTo()),
                        Bodies.at(sent.askedAt(), clock),
                        Sent.text(sent.answer())));
        return answers(incident).stream()
                .filter(answer -> answer.id().equals(recorded))
                .findFirst()
                .orElseThrow();
    }

    private List<InsurerAnswerBody> answers(IncidentId incident) {
        var all = calls.of(incident);
        var names = people.names(all.stream().map(InsurerCall::recordedBy).toList());
        return all.stream()
                .map(call -> new InsurerAnswerBody(
                        call.id(),
                        call.asked(),
                        call.insurer(),
                        call.askedBy(),
                        call.spokeTo(),
                        call.askedAt(),
                        call.answer(),
                        PersonBody.of(call.recordedBy(), names.getOrDefault(call.recordedBy(), "")),
                        call.recordedAt()))
                .toList();
    }

    private static DemandBody demand(InsurerCalls.Demand demand) {
        var one = demand.einrichtung();
        var insurer = demand.insurer();
        return new DemandBody(
                new EinrichtungBody(one.id().value(), one.shortName(), one.name()),
                insurer.name(),
                Optional.ofNullable(insurer.hotline())
                        .map(PhoneNumber::international)
                        .orElse(null),
                insurer.policyNumber(),
                insurer.conditions());
    }
}
