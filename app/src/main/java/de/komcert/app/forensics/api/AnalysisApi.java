package de.komcert.app.forensics.api;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import de.komcert.app.access.Permission;
import de.komcert.app.access.Requires;
import de.komcert.app.api.Sent;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.forensics.analysis.Analyses;
import de.komcert.app.forensics.analysis.Analysis;
import de.komcert.app.forensics.analysis.RuleProblem;
import de.komcert.app.forensics.analysis.RuleProblems;
import de.komcert.app.incident.IncidentId;
import de.komcert.app.incident.Incidents;
import de.komcert.app.web.Typed;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(AnalysisApi.ANALYSES)
@Tag(
        name = "Auswertungen",
        description = "Files of an incident held against the rules, in the background, one analysis after the other.")
class AnalysisApi {

    static final String ANALYSES = "/api/v1/vorfaelle/{id}/auswertungen";

    private static final String ZONE = "Europe/Berlin";

    private final Incidents incidents;
    private final Analyses analyses;
    private final RuleProblems ruleProblems;

    AnalysisApi(Incidents incidents, Analyses analyses, RuleProblems ruleProblems) {
        this.incidents = incidents;
        this.analyses = analyses;
        this.ruleProblems = ruleProblems;
    }

    /**
     * What is to be analysed.
     *
     * @param order the Auswertungsanordnung
     * @param files files of the incident
     * @param origins which of the affected Einrichtungen files come from, so that rules can compare them; where nothing is
     *     said of a file, the only affected one
     * @param zone in which times without one are read; Europe/Berlin, where it is missing
     * @param beforeTold true, where it has to begin before the data-protection officer and the staff council are on record
     *     as told; without it such an analysis is refused
     */
    record AnalysisSent(
            @NotNull @Nullable UUID order,
            @NotEmpty @Size(max = 1_000) @Nullable List<UUID> files,
            @Size(max = 1_000) @Nullable List<@Valid @NotNull OriginSent> origins,
            @Size(max = Typed.LINE) @Nullable String zone,
            @Nullable Boolean beforeTold) {

        private Map<UUID, EinrichtungId> from() {
            var from = new HashMap<UUID, EinrichtungId>();
            for (var origin : origins == null ? List.<OriginSent>of() : origins) {
                from.put(
                        Objects.requireNonNull(origin.file()),
                        new EinrichtungId(Objects.requireNonNull(origin.einrichtung())));
            }
            return from;
        }
    }

    /** Which Einrichtung a file comes from. */
    record OriginSent(
            @NotNull @Nullable UUID file, @NotNull @Nullable UUID einrichtung) {}

    /**
     * A file that is analysed.
     *
     * @param einrichtung where it comes from, as it was called then; empty where nobody said
     */
    record AnalysedFileBody(UUID id, String name, long size, String sha256, String einrichtung) {}

    /**
     * An analysis.
     *
     * @param number in the incident, from 1
     * @param state WAITING, RUNNING, DONE, CANCELLED or FAILED
     * @param percent how much is read
     * @param entries how many entries were read
     * @param findings how often rules matched
     * @param outside entries outside the period that was ordered
     * @param problems how much in the files is not as it should be
     * @param rulesWaiting how many rules wait for lists
     * @param rulesRefused how many rules could not be loaded
     * @param rulesNoted how many rules are used although something is wrong with them
     * @param rulesHash over all rule files, as the field tool's manifest states it
     * @param lists the names of the lists of the Einrichtungen that rules were filled with
     * @param listsHash over their values, empty where there were none
     */
    record AnalysisBody(
            UUID id,
            int number,
            UUID order,
            Analysis.State state,
            List<AnalysedFileBody> files,
            String zone,
            int percent,
            long entries,
            long findings,
            long outside,
            long problems,
            int rules,
            int rulesWaiting,
            int rulesRefused,
            int rulesNoted,
            String rulesHash,
            List<String> lists,
            String listsHash,
            Instant requestedAt,
            @Nullable Instant endedAt) {

        static AnalysisBody of(Analysis one) {
            return new AnalysisBody(
                    one.id(),
                    one.number(),
                    one.order(),
                    one.state(),
                    one.files().stream()
                            .map(file -> new AnalysedFileBody(
                                    file.id(), file.name(), file.size(), file.sha256(), file.einrichtung()))
                            .toList(),
                    one.zone(),
                    one.progress().percent(),
                    one.progress().entries(),
                    one.progress().findings(),
                    one.progress().outside(),
                    one.progress().problems(),
                    one.rules().count(),
                    one.rules().waiting(),
                    one.rules().refused(),
                    one.rules().noted(),
                    one.rules().hash(),
                    one.rules().lists(),
                    one.rules().listsHash(),
                    one.requestedAt(),
                    one.endedAt());
        }
    }

    /**
     * Something in a rule file that its author has to know.
     *
     * @param title of the rule; empty where its file could not be read that far
     * @param refused whether the rule was left out because of it
     */
    record RuleProblemBody(String file, int line, String title, String reason, boolean refused) {

        static RuleProblemBody of(RuleProblem one) {
            return new RuleProblemBody(one.file(), one.line(), one.title(), one.reason(), one.refused());
        }
    }

    /** The analyses, the newest first. */
    @GetMapping
    @Requires(Permission.READ_INCIDENTS)
    List<AnalysisBody> list(@PathVariable UUID id) {
        return analyses.of(incidents.find(new IncidentId(id)).id()).stream()
                .map(AnalysisBody::of)
                .toList();
    }

    /** One analysis, for instance to see how far it is. */
    @GetMapping("/{auswertung}")
    @Requires(Permission.READ_INCIDENTS)
    AnalysisBody one(@PathVariable UUID id, @PathVariable UUID auswertung) {
        return AnalysisBody.of(analyses.find(incidents.find(new IncidentId(id)).id(), auswertung));
    }

    /** What was wrong with the rules: the first 200, those that were left out before those that were used all the same. */
    @GetMapping("/{auswertung}/regelfehler")
    @Requires(Permission.READ_INCIDENTS)
    List<RuleProblemBody> ruleProblems(@PathVariable UUID id, @PathVariable UUID auswertung) {
        var analysis = analyses.find(incidents.find(new IncidentId(id)).id(), auswertung);
        return ruleProblems.of(analysis.incident(), RuleProblems.MOST).getOrDefault(analysis.id(), List.of()).stream()
                .map(RuleProblemBody::of)
                .toList();
    }

    /** Asks for an analysis. It begins when those before it have ended. */
    @PostMapping
    @Requires(Permission.WORK_INCIDENTS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AnalysisBody> request(@PathVariable UUID id, @Valid @RequestBody AnalysisSent sent) {
        var incident = new IncidentId(id);
        var zone = Sent.text(sent.zone());
        var asked = analyses.request(
                incident,
                Objects.requireNonNull(sent.order()),
                Objects.requireNonNull(sent.files()),
                sent.from(),
                zone.isBlank() ? ZONE : zone.strip(),
                Sent.flag(sent.beforeTold()));
        return ResponseEntity.created(URI.create("/api/v1/vorfaelle/" + id + "/auswertungen/" + asked))
                .body(AnalysisBody.of(analyses.find(incident, asked)));
    }

    /** Ends an analysis before it is done. Nothing of it is kept. */
    @PostMapping("/{auswertung}/abbrechen")
    @Requires(Permission.WORK_INCIDENTS)
    AnalysisBody cancel(@PathVariable UUID id, @PathVariable UUID auswertung) {
        var incident = new IncidentId(id);
        analyses.cancel(incident, auswertung);
        return AnalysisBody.of(analyses.find(incident, auswertung));
    }
}
