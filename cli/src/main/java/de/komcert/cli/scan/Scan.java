package de.komcert.cli.scan;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import de.komcert.cli.run.Arguments;
import de.komcert.cli.run.Exit;
import de.komcert.cli.run.Item;
import de.komcert.cli.run.ListFiles;
import de.komcert.cli.run.Refused;
import de.komcert.cli.run.RuleFolders;
import de.komcert.cli.run.Run;
import de.komcert.cli.run.Totals;
import de.komcert.logs.Inputs;
import de.komcert.logs.Kind;
import de.komcert.sigma.Level;
import de.komcert.sigma.Pipeline;
import org.jspecify.annotations.Nullable;

/** {@code komcert scan}: holds events against Sigma rules and reports what matches. */
public final class Scan {

    private static final List<String> LEVELS =
            Stream.of(Level.values()).map(Level::toString).toList();
    private static final String STANDARD_INPUT = "-";

    private Scan() {}

    public static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(
                "scan",
                words,
                Set.of("--quiet", "--residue"),
                Set.of(
                        "--rules",
                        "--list",
                        "--einrichtung",
                        "--format",
                        "--level",
                        "--threads",
                        "--input",
                        "--zone",
                        "--year",
                        "--manifest",
                        "--output",
                        "--resume",
                        "--alarm"));
        var format = arguments.choice("--format", "table", Report.FORMATS);
        var kind = arguments.kind();
        var lists = ListFiles.read(arguments);
        var least = level(arguments, "--level");
        var alarm = level(arguments, "--alarm");
        arguments.threads();
        arguments.clocks();
        var folders = RuleFolders.named(arguments);
        var pipeline = Pipeline.standard();
        boolean isPiped = kind.equals(Kind.JSON_LINES) && arguments.paths().equals(List.of(STANDARD_INPUT));
        if (isPiped && arguments.last("--resume") != null) {
            throw new Refused(
                    Exit.USAGE,
                    "Was über die Standardeingabe kommt, lässt sich nicht fortsetzen: lassen Sie --resume weg, oder"
                            + " nennen Sie eine Datei.");
        }
        try (var inputs = isPiped ? Inputs.of(run.piped(arguments)) : run.inputs(arguments, kind)) {
            var rules = RuleFolders.load(folders, lists, pipeline, run.err());

            var totals = new Totals();
            Exit ended;
            Coverage coverage;
            try (var saved = run.saved(arguments, "scan " + format, inputs, rules)) {
                var result = run.result(arguments);
                try (var out = result) {
                    var report = Report.of(format, out, least, arguments.residue());
                    var hits = new Hits(rules, pipeline, least, report, totals);
                    run.read(inputs, arguments, pipeline, hits::work, Item.Matched::new, totals, saved, hits::take);
                    hits.end(run.err());
                    coverage = Coverage.of(hits.census(), rules);
                    report.end(inputs, rules, totals, coverage);
                }
                ended = run.end(inputs, arguments, rules, totals, result);
                saved.finished();
            }
            run.err().println(totals.hitSummary());
            totals.explainUndecided(run.err());
            coverage.explain(run.err());
            return ended == Exit.OK && alarm != null && totals.reached(alarm) ? Exit.ALARM : ended;
        }
    }

    private static @Nullable Level level(Arguments arguments, String option) {
        var word = arguments.choice(option, "", LEVELS);
        return word.isEmpty() ? null : Level.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
