package de.komcert.app.incident.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.api.Bodies.PersonBody;
import de.komcert.app.shared.Pap;
import de.komcert.app.shared.Severity;
import de.komcert.app.shared.Tlp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An incident as programs read it: only these fields, whatever else it has. */
@Component
class IncidentBodies {

    private final People people;
    private final Constituency constituency;

    IncidentBodies(People people, Constituency constituency) {
        this.people = people;
        this.constituency = constituency;
    }

    /**
     * An incident.
     *
     * @param codeName the name it goes by, such as {@code ERLE-07}: drawn at random, it tells nothing
     * @param exercise fixed at opening; nothing of an exercise leaves
     * @param outcome how it ended
     * @param rsit class and type of the Reference Security Incident Taxonomy
     * @param t0 when the CERT learned of it, from which the plan counts
     * @param nextLook when a parked incident is looked at again
     * @param playbook the id of the playbook its plan was made from
     * @param situation the summary that a colleague reads first
     */
    record IncidentBody(
            UUID id,
            String codeName,
            String title,
            boolean exercise,
            Incident.State state,
            Incident.@Nullable Outcome outcome,
            Severity severity,
            Tlp tlp,
            Pap pap,
            String rsit,
            Instant t0,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Instant nextLook,
            PersonBody lead,
            String playbook,
            String playbookVersion,
            String situation,
            List<EinrichtungBody> affected) {}

    /** An Einrichtung that is affected. */
    record EinrichtungBody(UUID id, String shortName, String name) {}

    /** An incident in a list. */
    record IncidentLine(
            UUID id,
            String codeName,
            String title,
            boolean exercise,
            Incident.State state,
            Incident.@Nullable Outcome outcome,
            Severity severity,
            Tlp tlp,
            Instant t0,
            @Nullable Instant nextLook,
            PersonBody lead) {}

    IncidentBody of(Incident incident) {
        var kind = incident.classification();
        return new IncidentBody(
                incident.id().value(),
                incident.codeName().value(),
                incident.title(),
                incident.exercise(),
                incident.state(),
                incident.outcome(),
                kind.severity(),
                kind.tlp(),
                kind.pap(),
                kind.rsit().value(),
                incident.t0(),
                incident.openedAt(),
                incident.closedAt(),
                incident.nextLook(),
                PersonBody.of(
                        incident.lead(), people.names(List.of(incident.lead())).getOrDefault(incident.lead(), "")),
                incident.playbook(),
                incident.playbookVersion(),
                incident.situation(),
                constituency.all().stream()
                        .filter(one -> incident.affected().contains(one.id().value()))
                        .map(IncidentBodies::einrichtung)
                        .toList());
    }

    /** Two statements, however many there are. */
    List<IncidentLine> lines(List<Incident> incidents) {
        var names = people.names(incidents.stream().map(Incident::lead).toList());
        return incidents.stream()
                .map(incident -> new IncidentLine(
                        incident.id().value(),
                        incident.codeName().value(),
                        incident.title(),
                        incident.exercise(),
                        incident.state(),
                        incident.outcome(),
                        incident.classification().severity(),
                        incident.classification().tlp(),
                        incident.t0(),
                        incident.nextLook(),
                        PersonBody.of(incident.lead(), names.getOrDefault(incident.lead(), ""))))
                .toList();
    }

    private static EinrichtungBody einrichtung(Einrichtung one) {
        return new EinrichtungBody(one.id().value(), one.shortName(), one.name());
    }
}
