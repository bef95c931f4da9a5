package de.komcert.cli.explain;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.ListFiles;
import de.komcert.cli.run.Refused;
import de.komcert.cli.run.RuleFolders;
import de.komcert.cli.run.Run;
import de.komcert.logs.Input;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.logs.Part;
import de.komcert.logs.Parts;
import de.komcert.logs.Reference;
import de.komcert.logs.Rules;
import de.komcert.logs.Threads;
import de.komcert.sigma.Answer;
import de.komcert.sigma.Detector;
import de.komcert.sigma.Evidence;
import de.komcert.sigma.Pipeline;
import de.komcert.sigma.Rule;
import de.komcert.traces.Entry;

/** {@code komcert explain}: why a rule matches an event, or why not. */
public final class Explain {

    private static final String STANDARD_INPUT = "-";

    private final Arguments arguments;
    private final Run run;
    private final Pipeline pipeline;
    private final Rules rules;
    private final ChosenRules chosen;

    private Explain(Arguments arguments, Run run, Pipeline pipeline, Rules rules) {
        this.arguments = arguments;
        this.run = run;
        this.pipeline = pipeline;
        this.rules = rules;
        this.chosen = ChosenRules.of(arguments.all("--rule"), rules);
    }

    public static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(
                "explain",
                words,
                Set.of("--quiet", "--full"),
                Set.of(
                        "--rules",
                        "--rule",
                        "--list",
                        "--einrichtung",
                        "--format",
                        "--threads",
                        "--input",
                        "--zone",
                        "--year",
                        "--output"));
        var format = arguments.choice("--format", "text", List.of("text", "jsonl"));
        arguments.kind();
        arguments.threads();
        arguments.clocks();
        var lists = ListFiles.read(arguments);
        if (arguments.paths().isEmpty()) {
            throw new Refused(
                    Exit.USAGE,
                    "Es fehlt das Ereignis: nennen Sie seine Datei und die Nummer des Datensatzes, zum Beispiel:"
                            + " Security.evtx:12.");
        }
        var pipeline = Pipeline.standard();
        var rules = RuleFolders.load(RuleFolders.named(arguments), lists, pipeline);
        var explain = new Explain(arguments, run, pipeline, rules);
        try (var out = run.result(arguments)) {
            return explain.all(
                    format.equals("jsonl")
                            ? new ExplanationJson(out)
                            : new ExplanationText(out, arguments.has("--full")));
        }
    }

    private Exit all(ExplanationForm form) throws IOException {
        var ended = Exit.OK;
        for (var path : arguments.paths()) {
            var asked = Asked.of(path);
            try (var inputs = inputs(asked)) {
                boolean found = explain(asked, inputs, form);
                if (!found || !inputs.missing().isEmpty()) {
                    ended = Exit.NO_INPUT;
                }
            }
        }
        return ended;
    }

    private Inputs inputs(Asked asked) {
        return asked.path().equals(STANDARD_INPUT) && arguments.kind().equals(Kind.JSON_LINES)
                ? Inputs.of(run.piped(arguments))
                : run.inputs(arguments.with(asked.path()), arguments.kind());
    }

    /** Explains the events of one argument; false where there are none. */
    private boolean explain(Asked asked, Inputs inputs, ExplanationForm form) throws IOException {
        var explaining = new Explaining(asked, form, run.err());
        new Parts<Explained>(pipeline, arguments.clocks(), Threads.of(arguments.threads()))
                .read(Part.of(inputs.files()), () -> new Asking(asked), explaining);
        return explaining.end(inputs.missing().isEmpty());
    }

    /** Explains the events of one thread. */
    private final class Asking implements Parts.Work<Explained> {
        private final Asked asked;
        private final Map<Detector, de.komcert.sigma.Scan> scans = new HashMap<>();
        private Detector detector = rules.detector();
        private final Evidence evidence = new Evidence(pipeline);

        Asking(Asked asked) {
            this.asked = asked;
        }

        @Override
        public void begin(Input file) {
            detector = rules.detector(file.einrichtung());
        }

        @Override
        public void entry(String file, Entry entry, Parts.Out<Explained> out) throws IOException {
            if (!asked.means(file, entry.record())) {
                return;
            }
            var scan = scans.computeIfAbsent(detector, Detector::scan);
            var matching = scan.detect(entry);
            for (var rule : chosen.detections()) {
                out.put(new Explained(
                        rule,
                        Reference.of(file, entry),
                        detector.explain(rule, entry),
                        isAmong(matching, rule)
                                ? Answer.YES
                                : isAmong(scan.undecided(), rule) ? Answer.OPEN : Answer.NO,
                        chosen.counting(rule).stream()
                                .map(correlation -> counted(correlation, rule, entry))
                                .toList()));
            }
        }

        /** Rules filled with lists are other objects than those that were chosen. */
        private static boolean isAmong(List<Rule.Detection> rules, Rule.Detection rule) {
            return rules.stream().anyMatch(one -> one.head().equals(rule.head()));
        }

        private Explained.Counted counted(Rule.Correlation correlation, Rule.Detection rule, Entry entry) {
            return new Explained.Counted(correlation, evidence.grouping(correlation, rule, entry));
        }
    }
}
