package de.komcert.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import de.komcert.sigma.Level;
import de.komcert.sigma.Pipeline;
import de.komcert.traces.JsonEntries;
import de.komcert.traces.Problem;
import org.jspecify.annotations.Nullable;

/** {@code komcert scan}: holds events against Sigma rules and reports what matches. */
final class Scan {

    private static final List<String> LEVELS =
            Stream.of(Level.values()).map(Level::toString).toList();
    private static final String STANDARD_INPUT = "-";

    private Scan() {}

    static Exit run(List<String> words, Run run) throws IOException {
        var arguments = Arguments.parse(
                words,
                Set.of("--quiet"),
                Set.of(
                        "--rules",
                        "--list",
                        "--format",
                        "--level",
                        "--threads",
                        "--input",
                        "--manifest",
                        "--output",
                        "--alarm"));
        var format = arguments.choice("--format", "table", Report.FORMATS);
        var input = arguments.choice("--input", "evtx", List.of("evtx", "ndjson"));
        var lists = Lists.read(arguments.all("--list"));
        var least = level(arguments, "--level");
        var alarm = level(arguments, "--alarm");
        arguments.threads();
        if (arguments.all("--rules").isEmpty()) {
            throw new Refused(
                    Exit.USAGE, "Es fehlen die Regeln: nennen Sie ihren Ordner, zum Beispiel: --rules sigma/rules.");
        }
        var pipeline = Pipeline.standard();
        boolean isPiped = input.equals("ndjson") && arguments.paths().equals(List.of(STANDARD_INPUT));
        try (var inputs = isPiped
                ? Inputs.NONE
                : run.inputs(arguments, input.equals("evtx") ? Kind.EVENT_LOGS : Kind.JSON_LINES)) {
            var rules = Rules.load(arguments.all("--rules"), lists, pipeline, run.err());

            var totals = new Totals();
            try (var out = run.result(arguments)) {
                var report = Report.of(format, out);
                var hits = new Hits(rules, pipeline, least, report, totals);
                if (input.equals("evtx")) {
                    run.read(inputs, arguments, pipeline, hits.rules()::work, totals, hits::take);
                } else {
                    inputs.troubles().forEach(totals::told);
                    if (isPiped) {
                        read(run.in(), STANDARD_INPUT, hits, totals);
                    }
                    for (var file : inputs.files()) {
                        read(file, hits, totals);
                    }
                }
                hits.end(run.err());
                report.end(inputs, rules, totals);
            }
            var ended = run.end(inputs, arguments, rules, totals);
            run.err().println(totals.hitSummary());
            return ended == Exit.OK && alarm != null && totals.reached(alarm) ? Exit.ALARM : ended;
        }
    }

    private static @Nullable Level level(Arguments arguments, String option) {
        var word = arguments.choice(option, "", LEVELS);
        return word.isEmpty() ? null : Level.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void read(Input file, Hits hits, Totals totals) throws IOException {
        InputStream in;
        try {
            in = file.content().stream();
        } catch (IOException unreadable) {
            totals.wrong(new Trouble(
                    file.name(), new Problem("NOT_OPENED", "Cannot be opened: " + unreadable.getMessage(), 0, true)));
            return;
        }
        try (in) {
            read(in, file.name(), hits, totals);
        }
    }

    private static void read(InputStream in, String name, Hits hits, Totals totals) throws IOException {
        var work = hits.rules().work();
        long[] entries = new long[1];
        Parts.Out out = hits::take;
        var reader = new JsonEntries(new BufferedInputStream(in, 1 << 18), problem -> {
            totals.wrong(new Trouble(name, problem));
            hits.wrong(new Trouble(name, problem));
        });
        while (reader.next()) {
            entries[0]++;
            work.entry(name, reader.entry(), out);
        }
        work.end(out);
        totals.read(new Item.Read(entries[0], 0));
    }
}
