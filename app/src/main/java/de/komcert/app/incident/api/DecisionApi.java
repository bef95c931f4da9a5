package de.komcert.app.incident.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Invalid;
import de.komcert.app.api.Sent;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Decision;
import de.komcert.app.incident.Decisions;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.Plans;
import de.komcert.app.incident.api.Bodies.PersonBody;
import de.komcert.app.web.Texts;
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
@RequestMapping(Bodies.INCIDENT + "/entscheidungen")
@Tag(name = "Entscheidungen", description = "What was asked, what the CERT advised, who decided what, and who says so.")
class DecisionApi {

    private final Incidents incidents;
    private final Plans plans;
    private final Decisions decisions;
    private final People people;
    private final Texts texts;
    private final Clock clock;

    DecisionApi(Incidents incidents, Plans plans, Decisions decisions, People people, Texts texts, Clock clock) {
        this.incidents = incidents;
        this.plans = plans;
        this.decisions = decisions;
        this.people = people;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * A decision that was taken.
     *
     * @param gate the id of the gate it answers; without one the plan did not ask for it
     * @param question what was decided, where there is no gate
     * @param decision one of the options of the gate, or other words
     * @param decidedBy whoever decided; they need no account
     * @param decidedAt when they did; now, where it is missing
     * @param channel by which channel they told us
     * @param followed whether our advice was followed; needed at a gate where the words are none of its options, and of no
     *     account elsewhere
     */
    record DecisionSent(
            @Size(max = Typed.LINE) @Nullable String gate,
            @Size(max = Typed.LINE) @Nullable String question,
            @NotBlank @Size(max = Typed.LINE) @Nullable String decision,
            @NotBlank @Size(max = Typed.LINE) @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Size(max = Typed.LINE) @Nullable String channel,
            @Size(max = Typed.TEXT) @Nullable String why,
            @Nullable Boolean followed) {}

    /**
     * A decision on record.
     *
     * @param gate the gate it answers, or empty
     * @param recommendation what the CERT advised, or empty
     * @param followed whether that was followed; missing where nothing was advised
     * @param recordedBy the member of the CERT who wrote it down
     */
    record DecisionBody(
            UUID id,
            String gate,
            String question,
            String recommendation,
            String decision,
            String decidedBy,
            Instant decidedAt,
            String channel,
            String why,
            @Nullable Boolean followed,
            PersonBody recordedBy,
            Instant recordedAt) {}

    /** The decisions, in the order in which they were taken. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<DecisionBody> list(@PathVariable UUID id) {
        return bodies(incidents.find(new IncidentId(id)));
    }

    /** Records a decision. A later one on the same gate replaces an earlier one, and both stay. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    DecisionBody record(@PathVariable UUID id, @Valid @RequestBody DecisionSent sent, Locale locale) {
        var incident = incidents.find(new IncidentId(id));
        var recorded = decisions.record(incident.id(), taken(incident, sent, locale));
        return bodies(incident).stream()
                .filter(decision -> decision.id().equals(recorded))
                .findFirst()
                .orElseThrow();
    }

    private Decisions.Taken taken(Incident incident, DecisionSent sent, Locale locale) {
        var at = Bodies.at(sent.decidedAt(), clock);
        var gate = Sent.text(sent.gate());
        if (gate.isBlank()) {
            return Decisions.Taken.unasked(
                    Sent.text(sent.question()),
                    Sent.text(sent.decision()),
                    Sent.text(sent.decidedBy()),
                    at,
                    Sent.text(sent.channel()),
                    Sent.text(sent.why()));
        }
        return Decisions.Taken.at(
                plans.of(incident)
                        .playbook()
                        .gate(gate)
                        .orElseThrow(() -> Invalid.at("gate", texts.get(locale, "api.unknownId"))),
                Sent.text(sent.decision()),
                Sent.text(sent.decidedBy()),
                at,
                Sent.text(sent.channel()),
                Sent.text(sent.why()),
                sent.followed());
    }

    private List<DecisionBody> bodies(Incident incident) {
        var taken = decisions.of(incident.id());
        var names = people.names(taken.stream().map(Decision::recordedBy).toList());
        return taken.stream()
                .map(one -> new DecisionBody(
                        one.id(),
                        one.gate(),
                        one.question(),
                        one.recommendation(),
                        one.decision(),
                        one.decidedBy(),
                        one.decidedAt(),
                        one.channel(),
                        one.why(),
                        one.followed(),
                        PersonBody.of(one.recordedBy(), names.getOrDefault(one.recordedBy(), "")),
                        one.recordedAt()))
                .toList();
    }
}
