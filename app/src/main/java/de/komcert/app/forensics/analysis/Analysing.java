package de.komcert.app.forensics.analysis;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

import de.komcert.app.access.Acting;
import de.komcert.app.access.Actor;
import de.komcert.app.constituency.Constituency;
import de.komcert.app.constituency.EinrichtungId;
import de.komcert.app.constituency.ValueList;
import de.komcert.app.forensics.finding.NewFindings;
import de.komcert.app.forensics.name.Masking;
import de.komcert.app.forensics.name.Pseudonyms;
import de.komcert.app.forensics.order.AnalysisOrders;
import de.komcert.app.forensics.timeline.EventSpool;
import de.komcert.app.forensics.timeline.Timelines;
import de.komcert.app.incident.Incident;
import de.komcert.app.incident.Incidents;
import de.komcert.app.vault.FileId;
import de.komcert.app.vault.Vault;
import de.komcert.logs.Clocks;
import de.komcert.logs.Content;
import de.komcert.logs.Detail;
import de.komcert.logs.Detections;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Lists;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Rules;
import de.komcert.logs.Stop;
import de.komcert.logs.Stopped;
import de.komcert.logs.Threads;
import de.komcert.logs.Trouble;
import de.komcert.logs.UnreadableRules;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.Problem;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Carries out one analysis: reads its files where they lie encrypted, and holds every entry against the rules. */
@Component
@EnableConfigurationProperties(AnalysisSettings.class)
class Analysing {

    /** What is kept of a match. Longer values end in an ellipsis; the whole event stands in its log. */
    private static final Detail DETAIL = new Detail(
            16,
            60,
            NewFindings.LONGEST_VALUE,
            new Detail.Explained(Gathered.MOST_OF_A_RULE, Gathered.MOST, NewFindings.BREVITY));

    private static final Kind LOGS = Kind.LOGS.or(Kind.JSON_LINES);

    private final AnalysisSettings settings;
    private final AnalysisRecords records;
    private final AnalysisOrders orders;
    private final Incidents incidents;
    private final Constituency constituency;
    private final Pseudonyms pseudonyms;
    private final Timelines timelines;
    private final Vault vault;

    Analysing(
            AnalysisSettings settings,
            AnalysisRecords records,
            AnalysisOrders orders,
            Incidents incidents,
            Constituency constituency,
            Pseudonyms pseudonyms,
            Timelines timelines,
            Vault vault) {
        this.settings = settings;
        this.records = records;
        this.orders = orders;
        this.incidents = incidents;
        this.constituency = constituency;
        this.pseudonyms = pseudonyms;
        this.timelines = timelines;
        this.vault = vault;
    }

    /**
     * Carries it out, as the actor of the running call.
     *
     * @throws Stopped when somebody ended it, or the program ends
     * @throws UnreadableRules when a folder of rules cannot be read
     * @throws NoRules when there are none in them
     * @throws ListsTooLong when the lists of the Einrichtungen are more than a rule can hold
     */
    void carryOut(Analysis analysis, Stop ending) throws IOException, UnreadableRules {
        var pipeline = Pipeline.standard();
        var incident = incidents.find(analysis.incident());
        var rules = filled(Rules.read(settings.rules(), pipeline), incident);
        if (rules.set().rules().isEmpty()) {
            throw new NoRules(rules);
        }
        var progress = new Progress(records, analysis, ending);
        var masking = pseudonyms.masking(incident);
        var order = orders.find(analysis.incident(), analysis.order());
        var period = new Period(order);
        var gathered = new Gathered();
        try (var events = timelines.spool();
                var inputs =
                        Inputs.among(analysis.files().stream().map(this::stored).toList(), LOGS, progress)) {
            progress.found(inputs);
            inputs.troubles().forEach(gathered::wrong);
            var detections = new Detections(rules, pipeline, DETAIL, gathered::add);
            var threads = Threads.of(settings.threads()).by(asNow(Acting.now())).until(progress);
            new Parts<Brought>(pipeline, new Clocks(ZoneId.of(analysis.zone()), null), threads)
                    .read(
                            Part.of(inputs.files()),
                            () -> new Evaluation(detections, period),
                            sink(detections, events, masking, gathered, progress));
            detections.end();
            tellLosses(detections, gathered);
            tellLists(rules, analysis, gathered);
            learnFromTexts(gathered, masking);
            if (masking.isCrowded()) {
                gathered.wrong(
                        new Trouble("", new Problem("NAMES_CROWDED", "More names than can be told apart", 0, true)));
            }
            var outcome =
                    new Outcome(order, gathered, detections.census(), rules, masking, progress.now(), period.outside());
            timelines.keep(
                    analysis.id(),
                    analysis.compartment(),
                    events,
                    masking,
                    progress,
                    () -> records.finish(analysis, outcome));
        }
    }

    /**
     * The rules, for the files of each affected Einrichtung with its own lists. A file of which nobody said whose it is, or
     * of an Einrichtung without lists, may be anybody's: for these what is in any of the lists counts.
     */
    private Rules filled(Rules rules, Incident incident) throws ListsTooLong {
        var affected = incident.affected().stream().map(EinrichtungId::new).toList();
        var lists = constituency.lists(affected);
        var all = new TreeMap<String, Set<String>>();
        var own = new TreeMap<String, SortedMap<String, Set<String>>>();
        for (var einrichtung : constituency.those(affected)) {
            for (var list : lists.getOrDefault(einrichtung.id(), List.of())) {
                add(list, all);
                add(list, own.computeIfAbsent(einrichtung.name(), _ -> new TreeMap<>())); // by this name files know it
            }
        }
        var byName = new TreeMap<String, Lists>();
        own.forEach((name, values) -> byName.put(name, new Lists(values)));
        try {
            return all.isEmpty() ? rules : rules.with(new Lists(all), byName);
        } catch (IllegalArgumentException tooMany) {
            throw new ListsTooLong(tooMany);
        }
    }

    private static void add(ValueList list, SortedMap<String, Set<String>> to) {
        to.computeIfAbsent(list.name(), _ -> new TreeSet<>()).addAll(list.values());
    }

    private Inputs.Named stored(Analysis.AnalysedFile file) {
        var id = new FileId(file.id());
        var stored = vault.find(id);
        return new Inputs.Named(
                file.name(),
                Content.of(stored.size(), stored.storedAt(), stored.hash().hex(), () -> vault.open(id)),
                file.einrichtung());
    }

    /** Threads that read on behalf of whoever acts now, and step back for those who work. */
    private static ThreadFactory asNow(Actor actor) {
        return work -> {
            var thread = Thread.ofPlatform().name("analysis-reader").unstarted(() -> Acting.run(actor, work));
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        };
    }

    private static Parts.Sink<Brought> sink(
            Detections detections, EventSpool events, Masking masking, Gathered gathered, Progress progress) {
        return new Parts.Sink<>() {
            @Override
            public void put(Brought brought) throws IOException {
                switch (brought) {
                    case Brought.Matched(var match) -> detections.take(match);
                    case Brought.Happened(var block) -> events.add(block);
                    case Brought.Named(var names) -> names.forEach(masking::learn);
                }
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

    /** That a correlation may be missing is no matter of one file; a rule that was too costly is told once. */
    private static void tellLosses(Detections detections, Gathered gathered) {
        long crowded = detections.losses().crowded();
        if (crowded > 0) {
            gathered.wrong(new Trouble(
                    "", new Problem("CROWDED", crowded + " matches could not be counted by correlations", 0, true)));
        }
        for (var open : detections.undecided()) {
            var rule = open.rule().head().title() + " (" + open.rule().head().id() + "), " + open.entries() + " ×";
            gathered.wrong(new Trouble(open.first().file(), new Problem("RULE_UNDECIDED", rule, 0, true)));
        }
    }

    /** Where other files are held against rules that wait for lists of the Einrichtung that these are from. */
    private static void tellLists(Rules rules, Analysis analysis, Gathered gathered) {
        var lacking = new TreeMap<String, Set<String>>();
        for (var waiting : rules.waits()) {
            waiting.own().forEach((name, lists) -> {
                if (waiting.lists().isEmpty() && !lists.isEmpty()) {
                    lacking.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(lists);
                }
            });
        }
        var read = analysis.files().stream()
                .map(Analysis.AnalysedFile::einrichtung)
                .collect(Collectors.toSet());
        lacking.forEach((name, lists) -> {
            if (read.contains(name)) {
                gathered.wrong(
                        new Trouble("", new Problem("NO_LISTS", name + ": " + String.join(", ", lists), 0, false)));
            }
        });
    }

    /** Names stand in commands and paths, too; there are as many of these as matches, and not as entries. */
    private static void learnFromTexts(Gathered gathered, Masking masking) {
        for (var detected : gathered.kept()) {
            detected.fields().forEach(field -> masking.learnFromText(field.value()));
            detected.reasons().forEach(field -> masking.learnFromText(field.value()));
            var why = detected.why();
            if (why != null) {
                why.values().forEach(masking::learnFromText);
            }
        }
    }
}
