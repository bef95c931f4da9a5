package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.identity.People;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Mandate;
import de.komcert.app.incident.Mandates;
import de.komcert.app.incident.api.Bodies.PersonBody;
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
@RequestMapping(Bodies.INCIDENT)
@Tag(name = "Auftrag", description = "Who ordered what and who pays: without it nobody lays hands on a system.")
class MandateApi {

    private final Incidents incidents;
    private final Mandates mandates;
    private final DecisionApi decisions;
    private final People people;
    private final Clock clock;

    MandateApi(Incidents incidents, Mandates mandates, DecisionApi decisions, People people, Clock clock) {
        this.incidents = incidents;
        this.mandates = mandates;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    /**
     * An Auftrag.
     *
     * @param orderedBy whoever ordered it; they need no account
     * @param scope the systems it reaches, in words
     * @param basis the law or contract it rests on
     * @param payer who bears the cost
     * @param givenAt when; now, where it is missing
     * @param channel how it reached us
     * @param written whether it came in writing; an oral one needs a witness
     */
    record MandateSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String orderedBy,
            @NotBlank @Size(max = Typed.TEXT) @Nullable String scope,
            @Size(max = Typed.LINE) @Nullable String basis,
            @Size(max = Typed.LINE) @Nullable String payer,
            @Nullable Instant givenAt,
            @Size(max = Typed.LINE) @Nullable String channel,
            @Nullable Boolean written,
            @Size(max = Typed.LINE) @Nullable String witness) {}

    /** An Auftrag on record. */
    record MandateBody(
            UUID id,
            String orderedBy,
            String scope,
            String basis,
            String payer,
            Instant givenAt,
            String channel,
            boolean written,
            String witness,
            PersonBody recordedBy,
            Instant recordedAt) {}

    /**
     * Who may spend what today.
     *
     * @param who whoever may spend
     * @param limit up to which sum, in words
     * @param decidedBy whoever decided it
     * @param decidedAt when; now, where it is missing
     */
    record SpendingSent(
            @NotBlank @Size(max = Typed.LINE) @Nullable String who,
            @NotBlank @Size(max = Typed.LINE) @Nullable String limit,
            @NotBlank @Size(max = Typed.LINE) @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Size(max = Typed.LINE) @Nullable String channel) {}

    /** The Aufträge, the newest first; a later one replaces an earlier one, and both stay. */
    @GetMapping("/auftraege")
    @Requires(Permission.READ_INCIDENTS)
    List<MandateBody> list(@PathVariable UUID id) {
        var given = mandates.of(incidents.find(new IncidentId(id)).id());
        var names = people.names(given.stream().map(Mandate::recordedBy).toList());
        return given.stream()
                .map(one -> body(one, one.recordedBy(), names.getOrDefault(one.recordedBy(), "")))
                .toList();
    }

    /** Records an Auftrag. Tasks that wait for one can begin by it. */
    @PostMapping("/auftraege")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    MandateBody record(@PathVariable UUID id, @Valid @RequestBody MandateSent sent) {
        var recorded = mandates.record(
                new IncidentId(id),
                new Mandates.Terms(
                        Sent.text(sent.orderedBy()),
                        Sent.text(sent.scope()),
                        Sent.text(sent.basis()),
                        Sent.text(sent.payer()),
                        Bodies.at(sent.givenAt(), clock),
                        Sent.text(sent.channel()),
                        Sent.flag(sent.written()),
                        Sent.text(sent.witness())));
        return list(id).stream()
                .filter(mandate -> mandate.id().equals(recorded))
                .findFirst()
                .orElseThrow();
    }

    /** Records who may spend what today: a decision like any other. */
    @PostMapping("/ausgaben")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    DecisionApi.DecisionBody allowSpending(@PathVariable UUID id, @Valid @RequestBody SpendingSent sent) {
        var recorded = mandates.allowSpending(
                new IncidentId(id),
                Sent.text(sent.who()),
                Sent.text(sent.limit()),
                Sent.text(sent.decidedBy()),
                Bodies.at(sent.decidedAt(), clock),
                Sent.text(sent.channel()));
        return decisions.list(id).stream()
                .filter(decision -> decision.id().equals(recorded))
                .findFirst()
                .orElseThrow();
    }

    private static MandateBody body(Mandate one, PersonId recorder, String name) {
        return new MandateBody(
                one.id(),
                one.orderedBy(),
                one.scope(),
                one.basis(),
                one.payer(),
                one.givenAt(),
                one.channel(),
                one.written(),
                one.witness(),
                PersonBody.of(recorder, name),
                one.recordedAt());
    }
}
