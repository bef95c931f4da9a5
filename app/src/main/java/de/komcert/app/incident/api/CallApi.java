package de.komcert.app.incident.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.PersonId;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Invalid;
import de.komcert.app.api.Sent;
import de.komcert.app.api.Tags;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.identity.People;
import de.komcert.app.incident.Incidents;
import de.komcert.app.incident.api.Bodies.PersonBody;
import de.komcert.app.incident.api.IncidentBodies.IncidentBody;
import de.komcert.app.incident.report.Call;
import de.komcert.app.incident.report.Report;
import de.komcert.app.incident.report.ReportId;
import de.komcert.app.incident.report.Reports;
import de.komcert.app.web.Overtaken;
import de.komcert.app.web.Texts;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Meldungen", description = "What somebody told us, from the first word to the incident or the answer.")
class CallApi {

    private static final String BASE = "/api/v1/meldungen";

    private final Reports reports;
    private final Incidents incidents;
    private final IncidentBodies incidentBodies;
    private final Constituency constituency;
    private final People people;
    private final Texts texts;

    CallApi(
            Reports reports,
            Incidents incidents,
            IncidentBodies incidentBodies,
            Constituency constituency,
            People people,
            Texts texts) {
        this.reports = reports;
        this.incidents = incidents;
        this.incidentBodies = incidentBodies;
        this.constituency = constituency;
        this.people = people;
        this.texts = texts;
    }

    /**
     * A call as it was told. Nothing of it is mandatory.
     *
     * @param callBack a number outside the caller's own network, which may be the one that failed
     * @param caller the name of whoever calls
     * @param einrichtung the Einrichtung as the caller says it; it is recognised where it can only be one
     * @param einrichtungId the Einrichtung, where it is known already
     * @param words what happened, in the caller's words
     * @param calledBack whether we called back on the registered number, and so know who it is; missing before anybody said
     */
    record CallSent(
            @Size(max = Typed.LINE) @Nullable String callBack,
            @Size(max = Typed.LINE) @Nullable String caller,
            @Size(max = Typed.LINE) @Nullable String einrichtung,
            @Nullable UUID einrichtungId,
            @Size(max = Typed.TEXT) @Nullable String words,
            @Nullable Boolean calledBack) {}

    /**
     * The same for a call that is taken now.
     *
     * @param exercise whether it belongs to an exercise; the incident made of it is one for ever
     */
    record NewCall(
            @Size(max = Typed.LINE) @Nullable String callBack,
            @Size(max = Typed.LINE) @Nullable String caller,
            @Size(max = Typed.LINE) @Nullable String einrichtung,
            @Nullable UUID einrichtungId,
            @Size(max = Typed.TEXT) @Nullable String words,
            @Nullable Boolean calledBack,
            @Nullable Boolean exercise) {

        CallSent call() {
            return new CallSent(callBack, caller, einrichtung, einrichtungId, words, calledBack);
        }
    }

    /**
     * A Meldung.
     *
     * @param takenBy who took the call
     * @param einrichtungId the Einrichtung that was recognised
     * @param calledBack whether we called back on the registered number; missing before anybody said
     * @param state what became of it
     * @param answer the answer it was ended with, or empty
     * @param incident the incident it became
     */
    record MeldungBody(
            UUID id,
            Instant takenAt,
            Instant savedAt,
            PersonBody takenBy,
            String callBack,
            String caller,
            String einrichtung,
            @Nullable UUID einrichtungId,
            String words,
            @Nullable Boolean calledBack,
            boolean exercise,
            Report.State state,
            String answer,
            @Nullable UUID incident) {}

    record AnswerSent(
            @NotBlank @Size(max = Typed.TEXT) @Nullable String answer) {}

    /**
     * What an incident is opened with.
     *
     * @param playbook the id of the playbook its plan is made from
     * @param title a short name; without one it is made from the playbook and the Einrichtung
     */
    record NewIncident(
            @NotBlank @Size(max = Typed.LINE) @Nullable String playbook,
            @Size(max = Typed.LINE) @Nullable String title) {}

    /** The Meldungen nobody has dealt with yet, oldest first. */
    @GetMapping(BASE)
    @Requires(Permission.READ_INCIDENTS)
    List<MeldungBody> open() {
        var open = reports.open();
        var names = people.names(open.stream().map(Report::takenBy).distinct().toList());
        return open.stream().map(report -> body(report, names)).toList();
    }

    /** Takes a call. It is there from now on, for whoever takes it and the Leitung. */
    @PostMapping(BASE)
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MeldungBody> take(@Valid @RequestBody NewCall sent, Locale locale) {
        var report = reports.begin(call(sent.call(), locale), Sent.flag(sent.exercise()));
        return tagged(ResponseEntity.created(URI.create(BASE + "/" + report.id())), report);
    }

    /** One Meldung. */
    @GetMapping(BASE + "/{id}")
    @Requires(Permission.READ_INCIDENTS)
    ResponseEntity<MeldungBody> one(@PathVariable UUID id) {
        return tagged(ResponseEntity.ok(), reports.find(new ReportId(id)));
    }

    /** Writes the call down anew. Where somebody was quicker theirs stands, and this one is kept in the journal. */
    @PutMapping(BASE + "/{id}")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<MeldungBody> save(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody CallSent sent,
            Locale locale) {
        var report = reports.find(new ReportId(id));
        var saving = reports.save(report.id(), call(sent, locale), Tags.version(match));
        return switch (saving) {
            case Report.Saving.Saved(var saved) -> tagged(ResponseEntity.ok(), saved);
            case Report.Saving.Overtaken(var theirs, var _) -> throw new Overtaken("call.overtaken", theirs.revision());
        };
    }

    /** Ends a Meldung that needs no incident with the answer that was given. */
    @PostMapping(BASE + "/{id}/antwort")
    @Requires(Permission.WORK_INCIDENTS)
    ResponseEntity<MeldungBody> answer(@PathVariable UUID id, @Valid @RequestBody AnswerSent sent) {
        return tagged(ResponseEntity.ok(), reports.answer(new ReportId(id), Sent.text(sent.answer())));
    }

    /** Makes an incident of a Meldung: same readers, T0 is when the call was taken. */
    @PostMapping(BASE + "/{id}/vorfall")
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IncidentBody> becomeIncident(@PathVariable UUID id, @Valid @RequestBody NewIncident sent) {
        var opened = incidents.open(new ReportId(id), Sent.text(sent.playbook()), Sent.text(sent.title()));
        var at = URI.create("/api/v1/vorfaelle/" + opened.id());
        return ResponseEntity.created(at).eTag(Tags.of(opened.revision())).body(incidentBodies.of(opened));
    }

    private Call call(CallSent sent, Locale locale) {
        return new Call(
                Sent.text(sent.callBack()),
                Sent.text(sent.caller()),
                Sent.text(sent.einrichtung()),
                einrichtung(sent, locale),
                Sent.text(sent.words()),
                sent.calledBack());
    }

    private @Nullable UUID einrichtung(CallSent sent, Locale locale) {
        var named = sent.einrichtungId();
        if (named == null) {
            return constituency
                    .recognise(Sent.text(sent.einrichtung()))
                    .map(known -> known.id().value())
                    .orElse(null);
        }
        if (constituency.find(new EinrichtungId(named)).isEmpty()) {
            throw Invalid.at("einrichtungId", texts.get(locale, "api.unknownId"));
        }
        return named;
    }

    private ResponseEntity<MeldungBody> tagged(ResponseEntity.BodyBuilder answer, Report report) {
        return answer.eTag(Tags.of(report.revision())).body(body(report, people.names(List.of(report.takenBy()))));
    }

    private MeldungBody body(Report report, Map<PersonId, String> names) {
        var call = report.call();
        return new MeldungBody(
                report.id().value(),
                report.takenAt(),
                report.savedAt(),
                PersonBody.of(report.takenBy(), names.getOrDefault(report.takenBy(), "")),
                call.callBack(),
                call.caller(),
                call.einrichtung(),
                call.einrichtungId(),
                call.words(),
                call.calledBack(),
                report.exercise(),
                report.state(),
                report.answer(),
                report.state() == Report.State.INCIDENT
                        ? incidents
                                .in(report.compartment())
                                .map(incident -> incident.id().value())
                                .orElse(null)
                        : null);
    }
}
