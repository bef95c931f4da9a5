package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.ThreadFactory;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.incident.Incidents;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.Vault;
import de.komcert.logs.Clocks;
import de.komcert.logs.Content;
import de.komcert.logs.Detail;
import de.komcert.logs.Detections;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Match;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.logs.Stop;
import de.komcert.logs.Stopped;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.logs.UnreadableRules;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Census;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Carries out one analysis: reads its files where they lie encrypted, and holds every entry against the rules. */
@Component
@EnableConfigurationProperties(AnalysisSettings.class)
class Analysing {

    /** What is kept of a match. Longer values end in an ellipsis; the whole event stands in its log. */
    private static final Detail DETAIL = new Detail(16, 60, 1_000);

    private final AnalysisSettings settings;
    private final AnalysisRecords records;
    private final AnalysisOrders orders;
    private final Incidents incidents;
    private final Pseudonyms pseudonyms;
    private final Vault vault;

    Analysing(
            AnalysisSettings settings,
            AnalysisRecords records,
            AnalysisOrders orders,
            Incidents incidents,
            Pseudonyms pseudonyms,
            Vault vault) {
        this.settings = settings;
        this.records = records;
        this.orders = orders;
        this.incidents = incidents;
        this.pseudonyms = pseudonyms;
        this.vault = vault;
    }

    /**
     * Carries it out, as the actor of the running call.
     *
     * @throws Stopped when somebody ended it, or the program ends
     * @throws UnreadableRules when there are no rules to hold anything against
     */
    void carryOut(Analysis analysis, Stop ending) throws IOException, UnreadableRules {
        var pipeline = Pipeline.standard();
        var rules = Rules.read(settings.rules(), pipeline);
        var progress = new Progress(records, analysis, ending);
        var masking = pseudonyms.masking(incidents.find(analysis.incident()));
        var period = new Period(orders.find(analysis.incident(), analysis.order()));
        var gathered = new Gathered();
        Census census;
        try (var inputs =
                Inputs.among(analysis.files().stream().map(this::stored).toList(), Kind.LOGS, progress)) {
            progress.found(inputs);
            inputs.troubles().forEach(gathered::wrong);
            var detections = new Detections(rules, pipeline, DETAIL, gathered::add);
            var threads = Threads.of(settings.threads()).by(asNow(Acting.now())).until(progress);
            new Parts<Match>(pipeline, new Clocks(ZoneId.of(analysis.zone()), null), threads)
                    .read(
                            Part.of(inputs.files()),
                            () -> new Evaluation(detections, period, masking),
                            sink(detections, gathered, progress));
            detections.end();
            census = detections.census();
        }
        learnFromPaths(gathered, masking);
        records.finish(
                analysis,
                new Outcome(gathered, census, rules, masking, progress.now(), period.outside()));
    }

    private Inputs.Named stored(Analysis.AnalysedFile file) {
        var id = new FileId(file.id());
        var stored = vault.find(id);
        return new Inputs.Named(
                file.name(),
                Content.of(stored.size(), stored.storedAt(), stored.hash().hex(), () -> vault.open(id)));
    }

    /** Threads that read on behalf of whoever acts now, and step back for those who work. */
    private static ThreadFactory asNow(Actor actor) {
        return work -> {
            var thread = Thread.ofPlatform().name("analysis-reader").unstarted(() -> Acting.run(actor, work));
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        };
    }

    private static Parts.Sink<Match> sink(Detections detections, Gathered gathered, Progress progress) {
        return new Parts.Sink<>() {
            @Override
            public void put(Match match) throws IOException {
                detections.take(match);
            }

            @Override
            public void wrong(Trouble trouble) {
                gathered.wrong(trouble);
            }

            @Override
            public void read(long entries, long bytes, boolean ends) {
                progress.read(entries, bytes, gathered.matches());
            }
        };
    }

    /** Homes of people stand in commands and paths; there are as many of these as matches, and not as entries. */
    private static void learnFromPaths(Gathered gathered, Masking masking) {
        for (var detected : gathered.kept()) {
            detected.fields().forEach(field -> masking.learnFromPaths(field.value()));
            detected.reasons().forEach(field -> masking.learnFromPaths(field.value()));
        }
    }
}
