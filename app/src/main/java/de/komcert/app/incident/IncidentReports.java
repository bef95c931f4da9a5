package de.komcert.app.incident;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import de.komcert.app.access.AsOfOneMoment;
import de.komcert.app.access.PersonId;
import de.komcert.app.audit.Anchors;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.Einrichtung;
import de.komcert.app.identity.People;
import de.komcert.app.incident.file.IncidentFiles;
import de.komcert.app.incident.journal.Journal;
import de.komcert.app.incident.link.Links;
import de.komcert.app.incident.plan.AddedTask;
import de.komcert.app.incident.plan.Plan;
import de.komcert.app.incident.plan.Status;
import de.komcert.app.incident.plan.Step;
import de.komcert.app.incident.plan.TaskRecord;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.incident.retention.Hold;
import de.komcert.app.incident.retention.Holds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws up the report of an incident, all of it as of the same moment. */
@Component
@AsOfOneMoment
public class IncidentReports {

    private final Incidents incidents;
    private final Reports reports;
    private final Plans plans;
    private final Mandates mandates;
    private final InsurerCalls insurerCalls;
    private final Decisions decisions;
    private final Assets assets;
    private final Indicators indicators;
    private final Informed informed;
    private final IncidentFiles files;
    private final Holds holds;
    private final Readers readers;
    private final Links links;
    private final Journal journal;
    private final Anchors anchors;
    private final People people;
    private final Constituency constituency;
    private final Clock clock;

    IncidentReports(
            Incidents incidents,
            Reports reports,
            Plans plans,
            Mandates mandates,
            InsurerCalls insurerCalls,
            Decisions decisions,
            Assets assets,
            Indicators indicators,
            Informed informed,
            IncidentFiles files,
            Holds holds,
            Readers readers,
            Links links,
            Journal journal,
            Anchors anchors,
            People people,
            Constituency constituency,
            Clock clock) {
        this.incidents = incidents;
        this.reports = reports;
        this.plans = plans;
        this.mandates = mandates;
        this.insurerCalls = insurerCalls;
        this.decisions = decisions;
        this.assets = assets;
        this.indicators = indicators;
        this.informed = informed;
        this.files = files;
        this.holds = holds;
        this.readers = readers;
        this.links = links;
        this.journal = journal;
        this.anchors = anchors;
        this.people = people;
        this.constituency = constituency;
        this.clock = clock;
    }

    public IncidentReport of(IncidentId id) {
        return of(incidents.find(id));
    }

    public IncidentReport of(Incident incident) {
        return of(incident, plans.of(incident), readers.of(incident));
    }

    /** The same, for whoever has read a part of it in the same transaction. */
    public IncidentReport of(Incident incident, Plan plan, List<Readers.Reader> who) {
        var id = incident.id();
        var given = mandates.of(id);
        var calls = insurerCalls.of(id);
        var taken = decisions.of(id);
        var first = reports.first(incident.compartment());
        var names = people.names(Stream.of(
                        Stream.of(first.takenBy()),
                        given.stream().map(Mandate::recordedBy),
                        calls.stream().map(InsurerCall::recordedBy),
                        taken.stream().map(Decision::recordedBy))
                .flatMap(Function.identity())
                .distinct()
                .toList());
        var head = journal.head(incident.compartment());
        return new IncidentReport(
                id,
                incident.codeName().value(),
                incident.title(),
                incident.exercise(),
                incident.state(),
                incident.outcome(),
                incident.t0(),
                incident.openedAt(),
                incident.closedAt(),
                who.stream()
                        .filter(reader -> reader.id().equals(incident.lead()))
                        .map(Readers.Reader::name)
                        .findFirst()
                        .orElse(""),
                incident.classification(),
                reported(first, names),
                incident.situation(),
                plan.playbook().title() + " (" + plan.playbook().version() + ")",
                plan.playbook().reviewedBy(),
                constituency.all().stream()
                        .filter(one -> incident.affected().contains(one.id().value()))
                        .map(Einrichtung::name)
                        .toList(),
                who.stream().map(Readers.Reader::name).toList(),
                links.of(incident.compartment()).stream()
                        .map(link -> new IncidentReport.LinkedWith(link.tie(), link.name(), link.title()))
                        .toList(),
                plan.steps().stream().map(step -> task(plan, step)).toList(),
                given.stream().map(one -> mandate(one, names)).toList(),
                calls.stream().map(one -> insurerAnswer(one, names)).toList(),
                taken.stream().map(one -> decision(one, names)).toList(),
                assets.of(id),
                indicators.of(id),
                informed.of(id),
                files.of(id),
                holds.of(incident.compartment()).stream().filter(Hold::stands).toList(),
                journal.entries(incident.compartment()),
                new IncidentReport.Head(head.number(), HexFormat.of().formatHex(head.hash())),
                anchor(incident),
                clock.instant());
    }

    private IncidentReport.@Nullable Anchor anchor(Incident incident) {
        var reaches = journal.anchored(incident.compartment())
                .map(Anchors.Anchored::number)
                .orElse(0L);
        return anchors.newest()
                .map(anchor -> new IncidentReport.Anchor(anchor.number(), anchor.at(), anchor.fingerprint(), reaches))
                .orElse(null);
    }

    private static IncidentReport.Reported reported(Report first, Map<PersonId, String> names) {
        var call = first.call();
        return new IncidentReport.Reported(
                first.takenAt(),
                names.getOrDefault(first.takenBy(), ""),
                call.caller(),
                call.callBack(),
                call.einrichtung(),
                call.words(),
                call.calledBack());
    }

    private static IncidentReport.MandateGiven mandate(Mandate one, Map<PersonId, String> names) {
        return new IncidentReport.MandateGiven(
                one.orderedBy(),
                one.scope(),
                one.basis(),
                one.payer(),
                one.givenAt(),
                one.channel(),
                one.written(),
                one.witness(),
                names.getOrDefault(one.recordedBy(), ""),
                one.recordedAt());
    }

    private static IncidentReport.InsurerAnswer insurerAnswer(InsurerCall one, Map<PersonId, String> names) {
        return new IncidentReport.InsurerAnswer(
                one.asked(),
                one.insurer(),
                one.askedBy(),
                one.spokeTo(),
                one.askedAt(),
                one.answer(),
                names.getOrDefault(one.recordedBy(), ""),
                one.recordedAt());
    }

    private static IncidentReport.DecisionTaken decision(Decision one, Map<PersonId, String> names) {
        return new IncidentReport.DecisionTaken(
                one.question(),
                one.recommendation(),
                one.decision(),
                one.followed(),
                one.decidedBy(),
                one.decidedAt(),
                one.channel(),
                one.why(),
                names.getOrDefault(one.recordedBy(), ""),
                one.recordedAt());
    }

    private static IncidentReport.Task task(Plan plan, Step step) {
        return switch (plan.status(step)) {
            case Status.Blocked(var _, var begun) -> task(plan, step, "BLOCKED", begun);
            case Status.Ready _ -> task(plan, step, "READY", null);
            case Status.Running(var record) -> task(plan, step, "RUNNING", record);
            case Status.Done(var record) -> task(plan, step, "DONE", record);
            case Status.Waived(var record) -> task(plan, step, "WAIVED", record);
        };
    }

    private static IncidentReport.Task task(Plan plan, Step step, String state, @Nullable TaskRecord record) {
        var added = plan.added(step);
        return new IncidentReport.Task(
                step.id(),
                step.title(),
                step.phase(),
                step.roles().getFirst().name(),
                state,
                record == null ? null : record.who(),
                record == null ? null : record.at(),
                record == null ? "" : record.reason(),
                added.map(AddedTask::addedBy).orElse(null),
                added.map(AddedTask::addedAt).orElse(null));
    }
}
